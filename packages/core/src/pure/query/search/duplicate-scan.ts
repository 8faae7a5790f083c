import { EntryKind } from '../../layer-index/layer-index';
import { DIGEST_WORDS } from '../../tree/entry-table';
import type { LevelView } from '../../tree/level-view';
import type { TreeColumns } from '../../tree/tree-columns';
import { versionAt } from '../../tree/tree-columns';
import { isPresent, typeOf } from '../../tree/version-bits';

/** Nodes that one step looks at. */
const STEP_NODES = 8192;

/**
 * Which files of a level have contents that another file has too: by SHA-256, empty ones left out, an inode once
 * whatever its names. Found in steps, since it looks at every file of the level. 9 to 17 bytes a node.
 */
export class DuplicateScan {
  readonly #columns: TreeColumns;
  readonly #view: LevelView;
  readonly #isDuplicate: Uint8Array;
  /** Open addressing: one more than the node of a file with such contents; 0 is free. */
  readonly #table: Uint32Array;
  #next = 0;

  constructor(columns: TreeColumns, view: LevelView) {
    this.#columns = columns;
    this.#view = view;
    this.#isDuplicate = new Uint8Array(columns.nodeCount);
    this.#table = new Uint32Array(2 ** Math.ceil(Math.log2(columns.nodeCount * 2 + 2)));
  }

  get isDone(): boolean {
    return this.#next >= this.#columns.nodeCount;
  }

  step(): void {
    const end = Math.min(this.#next + STEP_NODES, this.#columns.nodeCount);
    for (; this.#next < end; this.#next++) this.#add(this.#next);
  }

  /** Of a file that the level has, once all steps are done: by any of its names. */
  has(node: number): boolean {
    const source = this.#columns.versionSource[versionAt(this.#columns, node, this.#view.level)] ?? 0;
    return this.#isDuplicate[this.#view.linkNames.get(source) ?? node] === 1;
  }

  #add(node: number): void {
    const { entries, versionBits, versionSource } = this.#columns;
    const version = versionAt(this.#columns, node, this.#view.level);
    const bits = version < 0 ? 0 : (versionBits[version] ?? 0);
    if (!isPresent(bits) || typeOf(bits) !== EntryKind.file) return;
    const source = versionSource[version] ?? 0;
    if ((this.#view.linkNames.get(source) ?? node) !== node || entries.size(source) === 0) return;
    const digest = this.#digestOf(source);
    const mask = this.#table.length - 1;
    for (let at = (digest[0] ?? 0) & mask; ; at = (at + 1) & mask) {
      const other = (this.#table[at] ?? 0) - 1;
      if (other < 0) {
        this.#table[at] = node + 1;
        return;
      }
      const otherSource = versionSource[versionAt(this.#columns, other, this.#view.level)] ?? 0;
      if (!isSameDigest(digest, this.#digestOf(otherSource))) continue;
      this.#isDuplicate[node] = 1;
      this.#isDuplicate[other] = 1;
      return;
    }
  }

  #digestOf(source: number): Uint32Array {
    const { entries } = this.#columns;
    const layer = entries.layerOf(source);
    const start = (source - entries.start(layer)) * DIGEST_WORDS;
    return entries.columns(layer).sha256Words.subarray(start, start + DIGEST_WORDS);
  }
}

function isSameDigest(one: Uint32Array, other: Uint32Array): boolean {
  for (let word = 0; word < DIGEST_WORDS; word++) if (one[word] !== other[word]) return false;
  return true;
}
