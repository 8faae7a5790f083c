import type { NumberedPaths } from './number-paths';
import { inRanges, inRangesDown, type Steps } from './steps';
import type { VersionLog } from './version-log';

/** The nodes of a tree, and what became of their numbers: null where all stayed what they were. */
export interface KeptNodes {
  readonly nodes: Omit<NumberedPaths, 'nodeOf'>;
  readonly numberOf: Uint32Array | null;
}

/**
 * Leaves out the paths that never stood at any level, as that of a hard link without a target: nothing that stood is
 * below one. Nearly always there are none.
 */
export function* keepNodes(nodes: NumberedPaths, versions: VersionLog): Steps<KeptNodes> {
  const isKept = new Uint8Array(nodes.nodeCount);
  let kept = 0;
  yield* inRanges(versions.count, (from, to) => {
    for (let version = from; version < to; version++) {
      const node = versions.node(version);
      kept += 1 - (isKept[node] ?? 0);
      isKept[node] = 1;
    }
  });
  if (kept === nodes.nodeCount) return { nodes, numberOf: null };

  const numberOf = new Uint32Array(nodes.nodeCount);
  const parent = new Uint32Array(kept);
  const nameStart = new Uint32Array(kept + 1);
  const names = new Uint8Array(nodes.names.length);
  const belowCount = new Uint32Array(kept);
  let count = 0;
  let nameEnd = 0;
  yield* inRanges(nodes.nodeCount, (from, to) => {
    for (let node = from; node < to; node++) {
      if (isKept[node] === 0) continue;
      const end = nodes.nameStart[node + 1] ?? 0;
      for (let at = nodes.nameStart[node] ?? 0; at < end; at++) names[nameEnd++] = nodes.names[at] ?? 0;
      parent[count] = numberOf[nodes.parent[node] ?? 0] ?? 0;
      numberOf[node] = count++;
      nameStart[count] = nameEnd;
    }
  });
  yield* inRangesDown(kept, (from, to) => {
    for (let node = to - 1; node >= from && node > 0; node--) {
      const above = parent[node] ?? 0;
      belowCount[above] = (belowCount[above] ?? 0) + (belowCount[node] ?? 0) + 1;
    }
  });
  return { nodes: { nodeCount: kept, parent, nameStart, names: names.slice(0, nameEnd), belowCount }, numberOf };
}
