import { readColumns } from '../layer-index/binary-form';
import type { LayerColumns } from '../layer-index/columns';
import type { LayerIndex } from '../layer-index/layer-index';
import type { EntryRef } from './merged-tree';

/**
 * What stands at a path: {@link ABSENT}, {@link IMPLIED}, or an entry, numbered across the layers of an image.
 * The entry that made an inode is the inode's identity: all its names have the same source (rule 12).
 */
export type Source = number;

export const ABSENT: Source = 0;
/** A directory that no layer declares (rule 3). */
export const IMPLIED: Source = 1;

const FIRST_ENTRY = 2;
/** Sources that are looked for together. */
const BUCKET_BITS = 8;

/** The entries of all layers under one numbering, in the order of layers and archives. */
export class EntryTable {
  readonly layers: readonly (LayerIndex | null)[];
  /** Source of the first entry of each layer, from layer 1 at 1; one more at the end. */
  readonly #start: Float64Array;
  /** The layer of the first source of each bucket: from there it is a step or two. */
  readonly #layerAt: Uint32Array;
  readonly #columns: readonly (EntryColumns | null)[];

  constructor(layers: readonly (LayerIndex | null)[]) {
    this.layers = layers;
    this.#start = new Float64Array(layers.length + 2);
    this.#start[1] = FIRST_ENTRY;
    this.#columns = layers.map((index) => (index === null ? null : entryColumns(index)));
    layers.forEach((index, position) => {
      this.#start[position + 2] = (this.#start[position + 1] ?? 0) + (index?.entryCount ?? 0);
    });
    this.#layerAt = new Uint32Array((this.end >>> BUCKET_BITS) + 1);
    for (let bucket = 0, layer = 1; bucket < this.#layerAt.length; bucket++) {
      while (layer < layers.length && (this.#start[layer + 1] ?? 0) <= bucket * 2 ** BUCKET_BITS) layer++;
      this.#layerAt[bucket] = layer;
    }
  }

  /** One more than the largest source. */
  get end(): number {
    return this.#start[this.#start.length - 1] ?? FIRST_ENTRY;
  }

  /** Source of a layer's first entry. */
  start(layer: number): Source {
    return this.#start[layer] ?? 0;
  }

  layerOf(source: Source): number {
    let layer = this.#layerAt[source >>> BUCKET_BITS] ?? 1;
    while ((this.#start[layer + 1] ?? Number.POSITIVE_INFINITY) <= source) layer++;
    return layer;
  }

  refOf(source: Source): EntryRef {
    const layer = this.layerOf(source);
    return { layer, entry: source - this.start(layer) };
  }

  /** The index of a layer that has entries. */
  index(layer: number): LayerIndex {
    const index = this.layers[layer - 1];
    if (!index) throw new RangeError(`layer ${layer} has no entries`);
    return index;
  }

  /** The columns of a layer that has entries, for the loops that look at every entry. */
  columns(layer: number): EntryColumns {
    const columns = this.#columns[layer - 1];
    if (!columns) throw new RangeError(`layer ${layer} has no entries`);
    return columns;
  }

  /** Logical bytes of a file. */
  size(source: Source): number {
    const layer = this.layerOf(source);
    return this.columns(layer).size[source - this.start(layer)] ?? 0;
  }
}

/** The columns of one layer, its digests as words too. */
export interface EntryColumns extends LayerColumns {
  readonly index: LayerIndex;
  /** 8 words an entry. */
  readonly sha256Words: Uint32Array;
}

export const DIGEST_WORDS = 8;

function entryColumns(index: LayerIndex): EntryColumns {
  const columns = readColumns(index.buffer);
  const { buffer, byteOffset, byteLength } = columns.sha256;
  const sha256Words = new Uint32Array(buffer, byteOffset, byteLength / Uint32Array.BYTES_PER_ELEMENT);
  return { ...columns, index, sha256Words };
}
