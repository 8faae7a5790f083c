import { EntryKind } from '../layer-index/layer-index';
import type { Source } from './entry-table';
import { hardLinkNames } from './hard-links';
import { type TreeColumns, versionAt } from './tree-columns';
import { isLinkName, isPresent, typeOf } from './version-bits';

/**
 * Sums of one level, as running totals over the nodes in order: what is below a directory is one range of nodes, so
 * its sum is a difference of two totals. 12 bytes a node.
 */
export interface LevelView {
  readonly level: number;
  /** Live bytes of all nodes before each, an inode once, at its `hl` name (rule 23). */
  readonly bytesBefore: Float64Array;
  /** Visible nodes before each. */
  readonly visibleBefore: Uint32Array;
  /** The `hl` name of each inode that has several names here. */
  readonly linkNames: ReadonlyMap<Source, number>;
}

/** One pass over nodes and versions. */
export function viewLevel(columns: TreeColumns, level: number): LevelView {
  const { nodeCount, versionSource, versionBits } = columns;
  const bytesBefore = new Float64Array(nodeCount + 1);
  const visibleBefore = new Uint32Array(nodeCount + 1);
  const linkNames = hardLinkNames(columns, level);
  let bytes = 0;
  let visible = 0;
  for (let node = 0; node < nodeCount; node++) {
    const version = versionAt(columns, node, level);
    const bits = version < 0 ? 0 : (versionBits[version] ?? 0);
    if (isPresent(bits)) {
      visible++;
      if (typeOf(bits) === EntryKind.file && carriesBytes(linkNames, versionSource[version] ?? 0, node)) {
        bytes += fileSize(columns, version);
      }
    }
    bytesBefore[node + 1] = bytes;
    visibleBefore[node + 1] = visible;
  }
  return { level, bytesBefore, visibleBefore, linkNames };
}

/** Whether a visible name is the one at which its inode's bytes count. */
export function carriesBytes(linkNames: ReadonlyMap<Source, number>, source: Source, node: number): boolean {
  const name = linkNames.get(source);
  return name === undefined || name === node;
}

/** Logical bytes of the file that a version shows. */
export function fileSize(columns: TreeColumns, version: number): number {
  const source = columns.versionSource[version] ?? 0;
  // Of a hard link the inode may be of an earlier layer; of all else it is of the version's own.
  if (isLinkName(columns.versionBits[version] ?? 0)) return columns.entries.size(source);
  const layer = columns.versionLayer[version] ?? 0;
  return columns.entries.index(layer).size(source - columns.entries.start(layer));
}

const KEPT_LEVELS = 3;

/** Views of the levels asked last: a level's numbers are computed once while it is looked at. */
export class LevelViews {
  readonly #columns: TreeColumns;
  #views: LevelView[] = [];

  constructor(columns: TreeColumns) {
    this.#columns = columns;
  }

  at(level: number): LevelView {
    if (this.#views[0]?.level === level) return this.#views[0];
    const view = this.#views.find((kept) => kept.level === level) ?? viewLevel(this.#columns, level);
    this.#views = [view, ...this.#views.filter((kept) => kept !== view)].slice(0, KEPT_LEVELS);
    return view;
  }
}
