import type { EntryPath } from '../model/entry-path';

const FIRST_PATHS = 1024;
const FIRST_NAME_BYTES = 16 * 1024;
const FIRST_PATH_BYTES = 4096;
const SLASH = 0x2f;
/** Differs from run to run, so that no archive can be made of names that all fall on one slot. */
const SEED = Math.floor(Math.random() * 0x1_0000_0000);
/** `nameStart` holds offsets of 32 bits. */
const MOST_NAME_BYTES = 0xffffffff;

/** The columns of a {@link PathTable}, cut to what is used. */
export interface PathColumns {
  readonly parent: Uint32Array;
  readonly nameStart: Uint32Array;
  readonly names: Uint8Array;
}

/**
 * Numbers paths: each (parent, name) pair once, the root 0, a parent before its children.
 *
 * An open-addressing table over growing columns: no string is kept, a path costs its base name and 20 bytes.
 */
export class PathTable {
  #count = 1;
  #parent = new Uint32Array(FIRST_PATHS);
  #hash = new Uint32Array(FIRST_PATHS);
  #nameStart = new Uint32Array(FIRST_PATHS + 1);
  #names = new Uint8Array(FIRST_NAME_BYTES);
  /** Ids by hash; 0 is a free slot, since the root is never looked up. At most half full. */
  #slots = new Uint32Array(FIRST_PATHS * 2);
  /** The directory of the path before: neighbours in an archive mostly share theirs. */
  #lastDirectory = new Uint8Array(FIRST_PATH_BYTES);
  #lastDirectoryLength = 0;
  #lastDirectoryId = 0;
  #scratch = new Uint8Array(FIRST_PATH_BYTES);

  get count(): number {
    return this.#count;
  }

  get nameBytes(): number {
    return this.#nameStart[this.#count] ?? 0;
  }

  /** The id of a path; new ones, with their ancestors, get the next numbers. */
  intern(path: EntryPath): number {
    const length = path.length - 1;
    if (length === 0) return 0;
    if (length > this.#scratch.length) this.#scratch = new Uint8Array(2 * length);
    for (let at = 0; at < length; at++) this.#scratch[at] = path.charCodeAt(at + 1);
    return this.internBytes(this.#scratch, length, path.lastIndexOf('/'));
  }

  /** The same for the first `length` bytes of `path`: a path without its first slash. The base name begins at `baseStart`. */
  internBytes(path: Uint8Array, length: number, baseStart: number): number {
    if (!this.#isInLastDirectory(path, baseStart)) this.#moveTo(path, baseStart);
    return this.#child(this.#lastDirectoryId, path, baseStart, length);
  }

  columns(): PathColumns {
    return {
      parent: this.#parent.subarray(0, this.#count),
      nameStart: this.#nameStart.subarray(0, this.#count + 1),
      names: this.#names.subarray(0, this.nameBytes),
    };
  }

  /** `length` of the directory with the slash behind it; 0 for the root. */
  #isInLastDirectory(path: Uint8Array, length: number): boolean {
    if (length !== this.#lastDirectoryLength) return false;
    const last = this.#lastDirectory;
    // From the end on, where neighbours differ.
    for (let at = length - 1; at >= 0; at--) if (path[at] !== last[at]) return false;
    return true;
  }

  /** Up to the folder that the path has in common with the last directory, and down from there. */
  #moveTo(path: Uint8Array, length: number): void {
    const last = this.#lastDirectory;
    const most = Math.min(length, this.#lastDirectoryLength);
    let shared = 0;
    let at = 0;
    for (; at < most && path[at] === last[at]; at++) if (path[at] === SLASH) shared = at + 1;
    let id = this.#lastDirectoryId;
    for (at = shared; at < this.#lastDirectoryLength; at++) if (last[at] === SLASH) id = this.#parent[id] ?? 0;
    if (length > last.length) this.#growDirectory(2 * length);
    for (let start = shared; start < length; start = at + 1) {
      for (at = start; path[at] !== SLASH; at++) this.#lastDirectory[at] = path[at] as number;
      this.#lastDirectory[at] = SLASH;
      id = this.#child(id, path, start, at);
    }
    this.#lastDirectoryLength = length;
    this.#lastDirectoryId = id;
  }

  #child(parent: number, text: Uint8Array, start: number, end: number): number {
    const hash = hashName(parent, text, start, end);
    const mask = this.#slots.length - 1;
    let slot = hash & mask;
    for (;;) {
      const id = this.#slots[slot] ?? 0;
      if (id === 0) break;
      if (this.#hash[id] === hash && this.#parent[id] === parent && this.#isNamed(id, text, start, end)) return id;
      slot = (slot + 1) & mask;
    }
    return this.#append(parent, hash, slot, text, start, end);
  }

  #isNamed(id: number, text: Uint8Array, start: number, end: number): boolean {
    const from = this.#nameStart[id] ?? 0;
    if ((this.#nameStart[id + 1] ?? 0) - from !== end - start) return false;
    for (let at = start; at < end; at++) if (this.#names[from + at - start] !== text[at]) return false;
    return true;
  }

  #append(parent: number, hash: number, slot: number, text: Uint8Array, start: number, end: number): number {
    const id = this.#count;
    if (id === this.#parent.length) this.#growPaths();
    const nameStart = this.nameBytes;
    const nameEnd = nameStart + end - start;
    if (nameEnd > this.#names.length) this.#growNames(nameEnd);
    for (let at = start; at < end; at++) this.#names[nameStart + at - start] = text[at] as number;
    this.#parent[id] = parent;
    this.#hash[id] = hash;
    this.#nameStart[id] = nameStart;
    this.#nameStart[id + 1] = nameEnd;
    this.#slots[slot] = id;
    this.#count = id + 1;
    if (this.#count * 2 > this.#slots.length) this.#growSlots();
    return id;
  }

  #growDirectory(length: number): void {
    this.#lastDirectory = copyInto(new Uint8Array(length), this.#lastDirectory);
  }

  #growPaths(): void {
    const capacity = this.#parent.length * 2;
    this.#parent = copyInto(new Uint32Array(capacity), this.#parent);
    this.#hash = copyInto(new Uint32Array(capacity), this.#hash);
    this.#nameStart = copyInto(new Uint32Array(capacity + 1), this.#nameStart);
  }

  #growNames(needed: number): void {
    if (needed > MOST_NAME_BYTES) throw new RangeError('too many bytes of names in one layer');
    this.#names = copyInto(new Uint8Array(Math.max(needed, this.#names.length * 2)), this.#names);
  }

  #growSlots(): void {
    const slots = new Uint32Array(this.#slots.length * 2);
    const mask = slots.length - 1;
    for (let id = 1; id < this.#count; id++) {
      let slot = (this.#hash[id] ?? 0) & mask;
      while (slots[slot] !== 0) slot = (slot + 1) & mask;
      slots[slot] = id;
    }
    this.#slots = slots;
  }
}

/** FNV-1a over the parent's id and the bytes of the name, mixed at the end because its low bits choose the slot. */
function hashName(parent: number, text: Uint8Array, start: number, end: number): number {
  let hash = Math.imul(parent ^ SEED, 0x01000193);
  hash = Math.imul(hash ^ (parent >>> 16), 0x01000193);
  for (let at = start; at < end; at++) hash = Math.imul(hash ^ (text[at] as number), 0x01000193);
  hash ^= hash >>> 15;
  hash = Math.imul(hash, 0x2c1b3c6d);
  return (hash ^ (hash >>> 13)) >>> 0;
}

function copyInto<T extends Uint8Array | Uint32Array>(target: T, source: T): T {
  target.set(source);
  return target;
}
