import { EntryKind } from '../layer-index/layer-index';
import { type ChangeOfOneType, judgeChange, unchanged } from './compare-entries';
import { DIGEST_WORDS, type EntryColumns, type EntryTable, IMPLIED, type Source } from './entry-table';
import { ChangeCode } from './version-bits';

const WIDTH = 8;
const MODE = 0;
const UID = 1;
const GID = 2;
const SECONDS = 3;
const SIZE = 4;
const DIGEST = 5;

/** In the mode's cell: not all of the entry is in its row. */
const IS_PARTIAL = 1 << 16;
const MAX_UINT32 = 0xffffffff;

/**
 * What tells one file or directory from another, side by side for each entry: while layers are merged nearly every
 * entry is compared with one of an earlier layer, and to fetch that from seven columns is to wait seven times.
 */
export class EntryRows {
  readonly #entries: EntryTable;
  /** By source. */
  readonly #rows: Int32Array;

  constructor(entries: EntryTable) {
    this.#entries = entries;
    this.#rows = new Int32Array(entries.end * WIDTH);
  }

  /** To be called for each layer before its entries are judged; of a missing one there are none. */
  readLayer(layer: number): void {
    if (!this.#entries.layers[layer - 1]) return;
    const first = this.#entries.start(layer) * WIDTH;
    writeRows(this.#entries.columns(layer), this.#rows.subarray(first));
  }

  /** The same as {@link judgeChange}. */
  judge(type: number, before: Source, after: Source): ChangeOfOneType {
    if (before === after) return unchanged(type);
    const isPlain = type === EntryKind.file || type === EntryKind.dir;
    if (!isPlain || before === IMPLIED || after === IMPLIED) return judgeChange(this.#entries, type, before, after);
    const rows = this.#rows;
    const row = before * WIDTH;
    const otherRow = after * WIDTH;
    const mode = rows[row + MODE] ?? 0;
    const otherMode = rows[otherRow + MODE] ?? 0;
    if (((mode | otherMode) & IS_PARTIAL) !== 0) return judgeChange(this.#entries, type, before, after);
    if (type === EntryKind.file) {
      for (let cell = SIZE; cell < WIDTH; cell++) {
        if (rows[row + cell] !== rows[otherRow + cell]) return ChangeCode.content;
      }
      // The beginnings of digests tell unlike contents; like ones have to be like to the end.
      if (!hasSameDigest(this.#entries, before, after)) return ChangeCode.content;
    }
    const isSame =
      mode === otherMode &&
      rows[row + SECONDS] === rows[otherRow + SECONDS] &&
      rows[row + UID] === rows[otherRow + UID] &&
      rows[row + GID] === rows[otherRow + GID];
    return isSame ? unchanged(type) : ChangeCode.metadata;
  }
}

function hasSameDigest(entries: EntryTable, before: Source, after: Source): boolean {
  const beforeLayer = entries.layerOf(before);
  const afterLayer = entries.layerOf(after);
  const words = entries.columns(beforeLayer).sha256Words;
  const otherWords = entries.columns(afterLayer).sha256Words;
  const start = (before - entries.start(beforeLayer)) * DIGEST_WORDS;
  const otherStart = (after - entries.start(afterLayer)) * DIGEST_WORDS;
  for (let word = 0; word < DIGEST_WORDS; word++) {
    if (words[start + word] !== otherWords[otherStart + word]) return false;
  }
  return true;
}

/** A cell of 32 bits holds it whole; owners may be below zero as well (rule 13). */
function isUint32(value: number): boolean {
  return value >= 0 && value <= MAX_UINT32;
}

function writeRows(columns: EntryColumns, rows: Int32Array): void {
  const { mode, owner, ownerUid, ownerGid, seconds, nanoseconds, size, sha256Words } = columns;
  const isWide = !(seconds instanceof Uint32Array);
  for (let entry = 0; entry < mode.length; entry++) {
    const row = entry * WIDTH;
    const uid = ownerUid[owner[entry] ?? 0] ?? 0;
    const gid = ownerGid[owner[entry] ?? 0] ?? 0;
    const bytes = size[entry] ?? 0;
    const isPartial = isWide || (nanoseconds[entry] ?? 0) !== 0 || !isUint32(uid) || !isUint32(gid) || !isUint32(bytes);
    rows[row + MODE] = (mode[entry] ?? 0) | (isPartial ? IS_PARTIAL : 0);
    rows[row + UID] = uid;
    rows[row + GID] = gid;
    rows[row + SECONDS] = isWide ? 0 : (seconds[entry] ?? 0);
    rows[row + SIZE] = bytes;
    for (let word = 0; word < WIDTH - DIGEST; word++) {
      rows[row + DIGEST + word] = sha256Words[entry * DIGEST_WORDS + word] ?? 0;
    }
  }
  for (const entry of columns.xattrEntry) rows[entry * WIDTH + MODE] = (mode[entry] ?? 0) | IS_PARTIAL;
}
