import { type ByteString, bytesToByteString } from '../model/byte-string';
import type { SparseRegion, Timestamp } from '../model/entry';
import type { EntryPath } from '../model/entry-path';
import type { Problem } from '../model/problem';
import { LayerIndexDamaged, readColumns } from './binary-form';
import { BLOCK_BYTES, type LayerColumns, SHA256_BYTES } from './columns';
import { type LayerIndex, NO_PATH } from './layer-index';

/**
 * The layer index whose binary form `buffer` is: views, nothing parsed but its problems.
 *
 * Only the form is checked here. What comes from outside the process is to be checked against its seal before.
 *
 * @throws LayerIndexDamaged
 */
export function openLayerIndex(buffer: ArrayBuffer): LayerIndex {
  return new ColumnarLayerIndex(buffer, readColumns(buffer));
}

const NO_XATTRS: ReadonlyMap<ByteString, Uint8Array> = new Map();
const NO_DEVICE = { major: 0, minor: 0 };
const EMPTY = '' as ByteString;

class ColumnarLayerIndex implements LayerIndex {
  readonly buffer: ArrayBuffer;
  readonly pathCount: number;
  readonly pathParent: Uint32Array;
  readonly nameStart: Uint32Array;
  readonly names: Uint8Array;
  readonly entryCount: number;
  readonly path: Uint32Array;
  readonly kind: Uint8Array;
  readonly mode: Uint16Array;
  readonly problems: readonly Problem[];
  readonly #columns: LayerColumns;

  constructor(buffer: ArrayBuffer, columns: LayerColumns) {
    this.buffer = buffer;
    this.#columns = columns;
    this.pathCount = columns.pathParent.length;
    this.pathParent = columns.pathParent;
    this.nameStart = columns.nameStart;
    this.names = columns.names;
    this.entryCount = columns.path.length;
    this.path = columns.path;
    this.kind = columns.kind;
    this.mode = columns.mode;
    this.problems = parseProblems(columns.problems);
  }

  uid(entry: number): number {
    return this.#columns.ownerUid[this.#columns.owner[entry] ?? 0] ?? 0;
  }

  gid(entry: number): number {
    return this.#columns.ownerGid[this.#columns.owner[entry] ?? 0] ?? 0;
  }

  size(entry: number): number {
    return this.#columns.size[entry] ?? 0;
  }

  dataOffset(entry: number): number {
    return (this.#columns.dataBlock[entry] ?? 0) * BLOCK_BYTES;
  }

  linkPath(entry: number): number {
    const row = findSorted(this.#columns.linkEntry, entry);
    return row < 0 ? NO_PATH : (this.#columns.linkPath[row] ?? NO_PATH);
  }

  isHidden(entry: number): boolean {
    return findSorted(this.#columns.hiddenEntry, entry) >= 0;
  }

  mtime(entry: number): Timestamp {
    return {
      seconds: BigInt(this.#columns.seconds[entry] ?? 0),
      nanoseconds: this.#columns.nanoseconds[entry] ?? 0,
    };
  }

  sha256(entry: number): Uint8Array {
    return this.#columns.sha256.subarray(entry * SHA256_BYTES, (entry + 1) * SHA256_BYTES);
  }

  link(entry: number): ByteString {
    const row = findSorted(this.#columns.linkEntry, entry);
    return row < 0 ? EMPTY : textAt(this.#columns.linkTextStart, this.#columns.linkText, row);
  }

  device(entry: number): { readonly major: number; readonly minor: number } {
    const { deviceEntry, deviceMajor, deviceMinor } = this.#columns;
    const row = findSorted(deviceEntry, entry);
    return row < 0 ? NO_DEVICE : { major: deviceMajor[row] ?? 0, minor: deviceMinor[row] ?? 0 };
  }

  uname(entry: number): ByteString {
    return textAt(this.#columns.ownerTextStart, this.#columns.ownerText, (this.#columns.owner[entry] ?? 0) * 2);
  }

  gname(entry: number): ByteString {
    return textAt(this.#columns.ownerTextStart, this.#columns.ownerText, (this.#columns.owner[entry] ?? 0) * 2 + 1);
  }

  xattrs(entry: number): ReadonlyMap<ByteString, Uint8Array> {
    const { xattrEntry, xattrTextStart, xattrText } = this.#columns;
    let row = findSorted(xattrEntry, entry);
    if (row < 0) return NO_XATTRS;
    const xattrs = new Map<ByteString, Uint8Array>();
    for (; xattrEntry[row] === entry; row++) {
      const value = xattrText.subarray(xattrTextStart[row * 2 + 1] ?? 0, xattrTextStart[row * 2 + 2] ?? 0);
      xattrs.set(textAt(xattrTextStart, xattrText, row * 2), value);
    }
    return xattrs;
  }

  sparse(entry: number): readonly SparseRegion[] | null {
    const { sparseEntry, sparseStart, sparseRegion } = this.#columns;
    const row = findSorted(sparseEntry, entry);
    if (row < 0) return null;
    const regions: SparseRegion[] = [];
    for (let region = sparseStart[row] ?? 0; region < (sparseStart[row + 1] ?? 0); region++) {
      regions.push({ offset: sparseRegion[region * 2] ?? 0, length: sparseRegion[region * 2 + 1] ?? 0 });
    }
    return regions;
  }

  name(path: number): ByteString {
    return textAt(this.nameStart, this.names, path);
  }

  fullPath(path: number): EntryPath {
    const parts: string[] = [];
    for (let at = path; at !== 0; at = this.pathParent[at] ?? 0) parts.push(this.name(at));
    return `/${parts.reverse().join('/')}` as EntryPath;
  }
}

function textAt(starts: Uint32Array, text: Uint8Array, position: number): ByteString {
  return bytesToByteString(text, starts[position] ?? 0, starts[position + 1] ?? 0);
}

/** The first position of `value` in a sorted column, or -1. */
function findSorted(column: Uint32Array, value: number): number {
  let low = 0;
  let high = column.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((column[middle] ?? 0) < value) low = middle + 1;
    else high = middle;
  }
  return column[low] === value ? low : -1;
}

function parseProblems(json: Uint8Array): readonly Problem[] {
  if (json.length === 0) return [];
  try {
    return JSON.parse(new TextDecoder().decode(json)) as readonly Problem[];
  } catch {
    throw new LayerIndexDamaged('problems');
  }
}
