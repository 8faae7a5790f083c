import { EntryKind } from '../layer-index/layer-index';
import type { EntryColumns, EntryTable } from './entry-table';

const MAX_UINT32 = 0xffffffff;
const IMPLIED_MODE = 0o755;

/**
 * What tells a file or a directory from another, in two numbers that are kept where the tree keeps its node: while
 * layers are merged nearly every entry is compared with one of an earlier layer, and to fetch that from its layer's
 * columns is to wait for each of them.
 *
 * Of a file the fact is its size: files of which it differs differ in content, others have to be compared. Of a directory
 * it is the time: directories of which that and the attributes are the same are the same.
 */
export class EntryFacts {
  /** Of what was looked at last: whether the numbers say all that they are to say; of nearly every file and directory. */
  isWhole = false;
  fact = 0;
  /** Number of mode and owner, across layers. 0 for all but directories. */
  attributes = 0;
  readonly #entries: EntryTable;
  readonly #attributes = new Map<string, number>();
  readonly #impliedAttributes: number;
  // Of the layer that is being applied.
  #columns: EntryColumns | null = null;
  #hasPlainTimes = false;
  readonly #withXattrs = new Set<number>();
  // Neighbours mostly have the same mode and owner.
  #lastMode = -1;
  #lastOwner = -1;
  #lastAttributes = 0;

  constructor(entries: EntryTable) {
    this.#entries = entries;
    this.#impliedAttributes = this.#number(IMPLIED_MODE, 0, 0);
  }

  beginLayer(layer: number): void {
    this.#columns = this.#entries.columns(layer);
    this.#hasPlainTimes = this.#columns.seconds instanceof Uint32Array;
    this.#lastMode = -1;
    this.#withXattrs.clear();
    for (const entry of this.#columns.xattrEntry) this.#withXattrs.add(entry);
  }

  /** Looks at an entry of the layer that has begun. */
  lookAt(type: number, entry: number): void {
    this.lookAway();
    const columns = this.#columns;
    if (columns === null) return;
    if (type === EntryKind.file) {
      this.fact = columns.size[entry] ?? 0;
      this.isWhole = this.fact <= MAX_UINT32;
    } else if (type === EntryKind.dir) {
      this.fact = Number(columns.seconds[entry] ?? 0);
      this.isWhole = this.#hasPlainTimes && (columns.nanoseconds[entry] ?? 0) === 0 && !this.#withXattrs.has(entry);
      this.attributes = this.#attributesOf(columns, entry);
    }
  }

  /** Looks at an implied directory: as if its time were 0 (rules 3, 16). */
  lookAtImplied(): void {
    this.isWhole = true;
    this.fact = 0;
    this.attributes = this.#impliedAttributes;
  }

  /** Looks at something else: what a link names may be of an earlier layer. */
  lookAway(): void {
    this.isWhole = false;
    this.fact = 0;
    this.attributes = 0;
  }

  #attributesOf({ mode, owner, ownerUid, ownerGid }: EntryColumns, entry: number): number {
    const ownMode = mode[entry] ?? 0;
    const ownOwner = owner[entry] ?? 0;
    if (ownMode !== this.#lastMode || ownOwner !== this.#lastOwner) {
      this.#lastMode = ownMode;
      this.#lastOwner = ownOwner;
      this.#lastAttributes = this.#number(ownMode, ownerUid[ownOwner] ?? 0, ownerGid[ownOwner] ?? 0);
    }
    return this.#lastAttributes;
  }

  #number(mode: number, uid: number, gid: number): number {
    const key = `${mode} ${uid} ${gid}`;
    const known = this.#attributes.get(key);
    if (known !== undefined) return known;
    const number = this.#attributes.size + 1;
    this.#attributes.set(key, number);
    return number;
  }
}
