import { EntryKind } from '../layer-index/layer-index';
import { DIGEST_WORDS, type EntryColumns, type EntryTable, IMPLIED, type Source } from './entry-table';

const MAX_UINT32 = 0xffffffff;
/** The mode has 12 bits (07777); the rest of a fact's 32 are for the owner. */
const MODE_BITS = 12;
const MOST_OWNERS = 1 << (32 - MODE_BITS);
const IMPLIED_MODE = 0o755;

/**
 * What tells a file or a directory from another, in two numbers that are kept where the tree keeps its node: while
 * layers are merged nearly every entry is compared with one of an earlier layer, and to fetch that from its layer's
 * columns is to wait for each of them.
 *
 * Of a file they are its size and the beginning of its digest: files of which they differ differ in content, others have
 * to be compared. Of a directory they are mode and owner, and the time: directories of which they are the same are the same.
 */
export class EntryFacts {
  readonly #entries: EntryTable;
  /** Numbers for owners (uid, gid) across layers, by text. */
  readonly #owners = new Map<string, number>();
  // Of the layer that is being applied.
  #columns: EntryColumns | null = null;
  #start: Source = 0;
  #ownerIds = new Uint32Array();
  readonly #withXattrs = new Set<number>();

  constructor(entries: EntryTable) {
    this.#entries = entries;
  }

  beginLayer(layer: number): void {
    const columns = this.#entries.layers[layer - 1] ? this.#entries.columns(layer) : null;
    this.#columns = columns;
    this.#start = this.#entries.start(layer);
    this.#withXattrs.clear();
    if (columns === null) return;
    const { ownerUid, ownerGid, xattrEntry } = columns;
    this.#ownerIds = Uint32Array.from(ownerUid, (uid, owner) => this.#ownerId(uid, ownerGid[owner] ?? 0));
    for (const entry of xattrEntry) this.#withXattrs.add(entry);
  }

  /** Whether the two numbers say all that there is to say: of nearly every file and directory of the layer. */
  areWhole(type: number, source: Source): boolean {
    if (source === IMPLIED) return true;
    const columns = this.#columns;
    // What a link names may be of an earlier layer.
    if (columns === null || source < this.#start) return false;
    const entry = source - this.#start;
    if (type === EntryKind.file) return (columns.size[entry] ?? 0) <= MAX_UINT32;
    return (
      type === EntryKind.dir &&
      columns.seconds instanceof Uint32Array &&
      (columns.nanoseconds[entry] ?? 0) === 0 &&
      (columns.mode[entry] ?? 0) < 1 << MODE_BITS &&
      (this.#ownerIds[columns.owner[entry] ?? 0] ?? 0) < MOST_OWNERS &&
      !this.#withXattrs.has(entry)
    );
  }

  first(type: number, source: Source): number {
    if (source === IMPLIED) return factOf(IMPLIED_MODE, this.#ownerId(0, 0));
    const entry = source - this.#start;
    if (type === EntryKind.file) return this.#columns?.size[entry] ?? 0;
    return factOf(this.#columns?.mode[entry] ?? 0, this.#ownerIds[this.#columns?.owner[entry] ?? 0] ?? 0);
  }

  second(type: number, source: Source): number {
    if (source === IMPLIED) return 0;
    const entry = source - this.#start;
    if (type === EntryKind.file) return this.#columns?.sha256Words[entry * DIGEST_WORDS] ?? 0;
    return Number(this.#columns?.seconds[entry] ?? 0);
  }

  #ownerId(uid: number, gid: number): number {
    const key = `${uid} ${gid}`;
    const known = this.#owners.get(key);
    if (known !== undefined) return known;
    const id = this.#owners.size;
    this.#owners.set(key, id);
    return id;
  }
}

function factOf(mode: number, owner: number): number {
  return ((owner << MODE_BITS) | mode) >>> 0;
}
