import { FolderRows, Folders } from './folders';
import type { InsideLog } from './inside-log';
import { NodeGroups } from './node-groups';
import { inRanges, type Steps } from './steps';
import { ROOT_NODE } from './tree-columns';

/** The nodes as far as it matters: `parent` and how many are below each, by node. */
interface NodesOfFolders {
  readonly parent: Uint32Array;
  readonly belowCount: Uint32Array;
}

/** What was changed inside directories. `numberOf`: the node that each node of the log has become, if not itself. */
interface InsideChanges {
  readonly changed: InsideLog;
  readonly numberOf: Uint32Array | null;
  readonly layerCount: number;
}

/** Children, what is below, and what was changed inside, by folder. */
export function* groupByFolder({ parent, belowCount }: NodesOfFolders, inside: InsideChanges): Steps<Folders> {
  const nodeCount = parent.length;
  const rows = new FolderRows(nodeCount);
  // The root is its own parent, but not its own child.
  yield* inRanges(nodeCount, (from, to) => {
    for (let node = Math.max(from, 1); node < to; node++) rows.add(parent[node] ?? ROOT_NODE);
  });
  rows.finish();
  const groups = new NodeGroups(rows.count);
  yield* inRanges(nodeCount, (from, to) => {
    for (let node = Math.max(from, 1); node < to; node++) groups.count(rows.row(parent[node] ?? ROOT_NODE));
  });
  yield* groups.addUp();
  const children = new Uint32Array(nodeCount - 1);
  const below = new Uint32Array(rows.count);
  // Those of one are by name, because so are the nodes.
  yield* inRanges(nodeCount, (from, to) => {
    for (let node = Math.max(from, 1); node < to; node++) {
      const row = rows.row(parent[node] ?? ROOT_NODE);
      children[groups.place(row)] = node;
      below[row] = belowCount[parent[node] ?? ROOT_NODE] ?? 0;
    }
  });
  const layers = yield* groupInside(rows, inside);
  return new Folders({ rows, childStart: groups.start, children, belowCount: below, ...layers });
}

/** Pairs come in the order of layers, and so stay those of one folder. */
function* groupInside(
  rows: FolderRows,
  { changed, numberOf, layerCount }: InsideChanges,
): Steps<{ readonly insideStart: Uint32Array; readonly insideLayer: Uint16Array | Uint32Array }> {
  const { count, directory, layer } = changed;
  const row = (pair: number) => {
    const node = directory[pair] ?? ROOT_NODE;
    return rows.row(numberOf === null ? node : (numberOf[node] ?? ROOT_NODE));
  };
  const groups = new NodeGroups(rows.count);
  yield* inRanges(count, (from, to) => {
    for (let pair = from; pair < to; pair++) groups.count(row(pair));
  });
  yield* groups.addUp();
  const insideLayer = layerCount <= 0xffff ? new Uint16Array(count) : new Uint32Array(count);
  yield* inRanges(count, (from, to) => {
    for (let pair = from; pair < to; pair++) insideLayer[groups.place(row(pair))] = layer[pair] ?? 0;
  });
  return { insideStart: groups.start, insideLayer };
}
