import { EntryKind } from '../layer-index/layer-index';
import type { Source } from './entry-table';
import type { TreeColumns } from './tree-columns';
import { isLinkName, isPresent, typeOf } from './version-bits';

/** Which nodes a level shows, and which bytes count at them: an inode once, at its `hl` name (rule 23). */
export class CountedBytes {
  /** Of the node looked at last: whether it is there. */
  isVisible = false;
  /** The bytes that count there, and the layer that brought them; 0 where none do. */
  bytes = 0;
  origin = 0;
  readonly #columns: TreeColumns;
  readonly #level: number;
  readonly #linkNames: ReadonlyMap<Source, number>;
  readonly #hasLinkNames: boolean;
  /** By layer: sizes of its entries, and the source of the first of them. */
  readonly #sizes: readonly (Uint32Array | Float64Array)[];
  readonly #start: Float64Array;

  constructor(columns: TreeColumns, level: number, linkNames: ReadonlyMap<Source, number>) {
    const { entries, layerCount } = columns;
    this.#columns = columns;
    this.#level = level;
    this.#linkNames = linkNames;
    this.#hasLinkNames = linkNames.size > 0;
    this.#sizes = [NONE, ...entries.layers.map((index, at) => (index === null ? NONE : entries.columns(at + 1).size))];
    this.#start = Float64Array.from({ length: layerCount + 1 }, (_, layer) => entries.start(layer));
  }

  look(node: number): void {
    const { versionStart, versionLayer, versionSource, versionBits } = this.#columns;
    // As `versionAt`, which costs as much as all the rest; nearly always it is the newest.
    const first = versionStart[node] ?? 0;
    let version = (versionStart[node + 1] ?? 0) - 1;
    while (version >= first && (versionLayer[version] ?? 0) > this.#level) version--;
    const bits = version < first ? 0 : (versionBits[version] ?? 0);
    this.isVisible = isPresent(bits);
    this.bytes = 0;
    this.origin = 0;
    if (!isPresent(bits) || typeOf(bits) !== EntryKind.file) return;
    const source = versionSource[version] ?? 0;
    if (this.#hasLinkNames && (this.#linkNames.get(source) ?? node) !== node) return;
    // The layer of the inode: of a hard link it may be an earlier one than the version's own.
    const layer = isLinkName(bits) ? this.#columns.entries.layerOf(source) : (versionLayer[version] ?? 0);
    this.origin = layer;
    this.bytes = this.#sizes[layer]?.[source - (this.#start[layer] ?? 0)] ?? 0;
  }
}

const NONE = new Uint32Array();
