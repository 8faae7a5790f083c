import type { ByteString } from '../model/byte-string';
import type { TarEntry } from '../model/entry';
import { type EntryPath, normalizePath, ROOT } from '../model/entry-path';
import type { Problem } from '../model/problem';
import { createProblemList } from '../model/problem-list';
import { writeColumns } from './binary-form';
import { BLOCK_BYTES, SHA256_BYTES } from './columns';
import { GrowingTexts, growingFloat64, growingUint32 } from './growing-columns';
import { EntryKind, type LayerIndex, NO_PATH } from './layer-index';
import { readMarker } from './marker';
import { openLayerIndex } from './open-layer-index';
import { OwnerTable } from './owner-table';
import { PathTable } from './path-table';

const FIRST_ENTRIES = 1024;
/** Paths that an entry may add, its own and those that it needs, on average over many. */
const PATHS_OF_AN_ENTRY = 4;
/** On average over many. */
const BYTES_OF_A_PATH = 256;
/** Of its names, links, owner and attributes, on average over many. */
const TEXT_BYTES_OF_AN_ENTRY = 256;
/** Few entries may have more than that, up to these parts of what the limit allows them all. */
const SPARE_PATHS_PART = 1 / 5;
const SPARE_TEXT_PART = 1 / 20;
const MAX_UINT32 = 0xffffffff;
const MAX_UINT32_BIG = BigInt(MAX_UINT32);
const EMPTY_DIGEST = '' as ByteString;

/**
 * Makes the index of one layer from its entries in archive order.
 *
 * Takes whole entries only: one whose data were cut is simply never added. What rules 2 and 7 ignore becomes a problem.
 * Memory grows with the entries kept, never with what they claim; past a limit nothing is added any more (`isFull`).
 */
export class LayerIndexBuilder {
  readonly #mostEntries: number;
  readonly #problems = createProblemList();
  readonly #paths = new PathTable();
  readonly #owners = new OwnerTable();
  readonly #hiddenEntry = growingUint32();
  readonly #linkEntry = growingUint32();
  readonly #linkPath = growingUint32();
  readonly #linkTexts = new GrowingTexts();
  readonly #deviceEntry = growingUint32();
  readonly #deviceMajor = growingFloat64();
  readonly #deviceMinor = growingFloat64();
  readonly #xattrEntry = growingUint32();
  readonly #xattrTexts = new GrowingTexts();
  readonly #sparseEntry = growingUint32();
  readonly #sparseStart = growingUint32();
  readonly #sparseRegion = growingFloat64();
  /** Files that AUFS keeps for hard links, by path: they are entries from the first link on that needs them. */
  readonly #linkStore = new Map<EntryPath, { readonly entry: TarEntry; readonly sha256: ByteString }>();

  #count = 0;
  /** Of all paths as a listing says them, whole. */
  #pathBytes = 0;
  #isFull = false;
  #hasFraction = false;
  #hasWideTime = false;
  #path = new Uint32Array(FIRST_ENTRIES);
  #kind = new Uint8Array(FIRST_ENTRIES);
  #mode = new Uint16Array(FIRST_ENTRIES);
  #owner = new Uint32Array(FIRST_ENTRIES);
  #size = new Float64Array(FIRST_ENTRIES);
  #dataBlock = new Float64Array(FIRST_ENTRIES);
  #seconds = new BigInt64Array(FIRST_ENTRIES);
  #nanoseconds = new Uint32Array(FIRST_ENTRIES);
  #sha256 = new Uint8Array(FIRST_ENTRIES * SHA256_BYTES);

  /**
   * `entries`: most entries of the layer (`limit-entries`). Paths that they imply and text that they have are bounded with
   * them: one long name can imply thousands of folders.
   */
  constructor(limits: { readonly entries: number }) {
    this.#mostEntries = limits.entries;
    this.#sparseStart.push(0);
  }

  /** A limit was reached: what is added from now on is left out, so reading on is of no use. */
  get isFull(): boolean {
    return this.#isFull;
  }

  get entryCount(): number {
    return this.#count;
  }

  /** `sha256`: the 32 bytes of a file's SHA-256, over its logical content; empty for all else. */
  add(entry: TarEntry, sha256: ByteString): void {
    if (this.#isFull) return;
    const path = normalizePath(entry.name);
    if (path === null) {
      this.#problems.add({ code: 'path-escapes-root', path: entry.name });
      return;
    }
    const marker = readMarker(path);
    switch (marker.kind) {
      case 'none':
        if (path === ROOT && entry.type !== 'dir') {
          this.#problems.add({ code: 'root-not-directory', path, details: { type: entry.type } });
        } else {
          this.#addNode(path, entry, sha256);
        }
        return;
      case 'whiteout':
        this.#append(marker.hides, EntryKind.whiteout, entry, EMPTY_DIGEST);
        return;
      case 'opaque':
        this.#append(marker.directory, EntryKind.opaque, entry, EMPTY_DIGEST);
        return;
      case 'invalid':
        this.#problems.add({ code: 'bad-whiteout', path });
        return;
      case 'bookkeeping':
        if (marker.isLinkTarget && entry.type === 'file') this.#keepForLinks(path, entry, sha256);
    }
  }

  addProblem(problem: Problem): void {
    this.#problems.add(problem);
  }

  /** The index of all that was added. Nothing may be added after it. */
  finish(): LayerIndex {
    const count = this.#count;
    const paths = this.#paths.columns();
    const problems = this.#problems.list();
    const buffer = writeColumns({
      pathParent: paths.parent,
      nameStart: paths.nameStart,
      names: paths.names,
      path: this.#path.subarray(0, count),
      kind: this.#kind.subarray(0, count),
      mode: this.#mode.subarray(0, count),
      owner: narrowOwners(this.#owner.subarray(0, count), this.#owners.count),
      size: narrowNumbers(this.#size.subarray(0, count)),
      dataBlock: narrowNumbers(this.#dataBlock.subarray(0, count)),
      seconds: this.#hasWideTime ? this.#seconds.subarray(0, count) : narrowTimes(this.#seconds.subarray(0, count)),
      nanoseconds: this.#nanoseconds.subarray(0, this.#hasFraction ? count : 0),
      ownerUid: this.#owners.uid.view(),
      ownerGid: this.#owners.gid.view(),
      ownerTextStart: this.#owners.texts.starts(),
      ownerText: this.#owners.texts.bytes(),
      hiddenEntry: this.#hiddenEntry.view(),
      linkEntry: this.#linkEntry.view(),
      linkPath: this.#linkPath.view(),
      linkTextStart: this.#linkTexts.starts(),
      linkText: this.#linkTexts.bytes(),
      deviceEntry: this.#deviceEntry.view(),
      deviceMajor: this.#deviceMajor.view(),
      deviceMinor: this.#deviceMinor.view(),
      xattrEntry: this.#xattrEntry.view(),
      xattrTextStart: this.#xattrTexts.starts(),
      xattrText: this.#xattrTexts.bytes(),
      sparseEntry: this.#sparseEntry.view(),
      sparseStart: this.#sparseStart.view(),
      sparseRegion: this.#sparseRegion.view(),
      sha256: this.#sha256.subarray(0, count * SHA256_BYTES),
      problems: problems.length === 0 ? new Uint8Array() : new TextEncoder().encode(JSON.stringify(problems)),
    });
    return openLayerIndex(buffer);
  }

  #addNode(path: EntryPath, entry: TarEntry, sha256: ByteString): void {
    if (entry.type === 'hardlink') {
      const target = normalizePath(entry.link);
      if (target !== null) this.#bringOutOfLinkStore(target);
      this.#append(path, EntryKind.hardlink, entry, EMPTY_DIGEST, target);
    } else {
      this.#append(path, EntryKind[entry.type], entry, sha256);
    }
  }

  #keepForLinks(path: EntryPath, entry: TarEntry, sha256: ByteString): void {
    if (this.#linkStore.size + this.#count >= this.#mostEntries) this.#close('entries');
    else this.#linkStore.set(path, { entry, sha256 });
  }

  #bringOutOfLinkStore(target: EntryPath): void {
    const kept = this.#linkStore.get(target);
    if (kept === undefined) return;
    this.#linkStore.delete(target);
    const entry = this.#count;
    this.#append(target, EntryKind.file, kept.entry, kept.sha256);
    if (this.#count > entry) this.#hiddenEntry.push(entry);
  }

  #append(
    path: EntryPath,
    kind: EntryKind,
    entry: TarEntry,
    sha256: ByteString,
    target: EntryPath | null = null,
  ): void {
    const past = this.#pastLimit(path);
    if (past !== null) {
      this.#close(past);
      return;
    }
    const at = this.#count;
    if (at === this.#path.length) this.#grow();
    this.#count = at + 1;
    this.#path[at] = this.#intern(path);
    this.#kind[at] = kind;
    this.#mode[at] = entry.mode;
    this.#owner[at] = this.#owners.intern(entry);
    this.#size[at] = kind === EntryKind.file ? entry.size : 0;
    this.#dataBlock[at] = entry.dataOffset / BLOCK_BYTES;
    this.#seconds[at] = entry.mtime.seconds;
    this.#nanoseconds[at] = entry.mtime.nanoseconds;
    this.#hasFraction ||= entry.mtime.nanoseconds !== 0;
    this.#hasWideTime ||= entry.mtime.seconds < 0n || entry.mtime.seconds > MAX_UINT32_BIG;
    for (let byte = 0; byte < sha256.length; byte++) this.#sha256[at * SHA256_BYTES + byte] = sha256.charCodeAt(byte);

    if (kind === EntryKind.whiteout || kind === EntryKind.opaque) return;
    this.#appendRare(at, kind, entry, target);
  }

  #appendRare(at: number, kind: EntryKind, entry: TarEntry, target: EntryPath | null): void {
    if (kind === EntryKind.hardlink || kind === EntryKind.symlink) {
      this.#linkEntry.push(at);
      this.#linkPath.push(target === null ? NO_PATH : this.#intern(target));
      this.#linkTexts.pushText(entry.link);
    }
    if (kind === EntryKind.char || kind === EntryKind.block) {
      this.#deviceEntry.push(at);
      this.#deviceMajor.push(entry.deviceMajor);
      this.#deviceMinor.push(entry.deviceMinor);
    }
    if (entry.xattrs.size > 0) {
      for (const [name, value] of entry.xattrs) {
        this.#xattrEntry.push(at);
        this.#xattrTexts.pushText(name);
        this.#xattrTexts.push(value);
      }
    }
    if (entry.sparse !== null) {
      this.#sparseEntry.push(at);
      for (const { offset, length } of entry.sparse) {
        this.#sparseRegion.push(offset);
        this.#sparseRegion.push(length);
      }
      this.#sparseStart.push(this.#sparseRegion.length / 2);
    }
  }

  /** The number of a path; a name that implies thousands of folders makes as many long paths, which a listing has to say. */
  #intern(path: EntryPath): number {
    const before = this.#paths.count;
    const id = this.#paths.intern(path);
    const added = this.#paths.count - before;
    // Of a chain of folders each is a bit longer than the one before: half as long on average.
    this.#pathBytes += added <= 1 ? added * path.length : (added * path.length) / 2;
    return id;
  }

  #pastLimit(path: EntryPath): 'entries' | 'folders' | 'text' | null {
    if (this.#count >= this.#mostEntries) return 'entries';
    const mostPaths = this.#count * PATHS_OF_AN_ENTRY + this.#sparePaths;
    const pathBytes = this.#pathBytes + bytesOfChain(path);
    if (this.#paths.count > mostPaths || pathBytes > mostPaths * BYTES_OF_A_PATH) return 'folders';
    const textBytes =
      this.#paths.nameBytes + this.#linkTexts.byteLength + this.#xattrTexts.byteLength + this.#owners.texts.byteLength;
    return textBytes > this.#count * TEXT_BYTES_OF_AN_ENTRY + this.#spareTextBytes ? 'text' : null;
  }

  get #sparePaths(): number {
    return Math.ceil(this.#mostEntries * SPARE_PATHS_PART) + FIRST_ENTRIES;
  }

  get #spareTextBytes(): number {
    return Math.ceil((this.#mostEntries + FIRST_ENTRIES) * SPARE_TEXT_PART) * TEXT_BYTES_OF_AN_ENTRY;
  }

  #close(past: 'entries' | 'folders' | 'text'): void {
    if (this.#isFull) return;
    this.#isFull = true;
    const limit = { entries: this.#mostEntries, folders: this.#sparePaths, text: this.#spareTextBytes }[past];
    this.#problems.add({ code: 'limit-entries', details: { limit, ...(past === 'entries' ? {} : { what: past }) } });
  }

  #grow(): void {
    const capacity = this.#path.length * 2;
    this.#path = grown(this.#path, new Uint32Array(capacity));
    this.#kind = grown(this.#kind, new Uint8Array(capacity));
    this.#mode = grown(this.#mode, new Uint16Array(capacity));
    this.#owner = grown(this.#owner, new Uint32Array(capacity));
    this.#size = grown(this.#size, new Float64Array(capacity));
    this.#dataBlock = grown(this.#dataBlock, new Float64Array(capacity));
    const seconds = new BigInt64Array(capacity);
    seconds.set(this.#seconds);
    this.#seconds = seconds;
    this.#nanoseconds = grown(this.#nanoseconds, new Uint32Array(capacity));
    this.#sha256 = grown(this.#sha256, new Uint8Array(capacity * SHA256_BYTES));
  }
}

const LONG_PATH_BYTES = 4096;

/** What a path and all folders on its way may add to a list of whole paths; looked at only where it can be much. */
function bytesOfChain(path: EntryPath): number {
  if (path.length < LONG_PATH_BYTES) return 0;
  let folders = 0;
  for (let at = path.indexOf('/'); at >= 0; at = path.indexOf('/', at + 1)) folders++;
  return (folders * path.length) / 2;
}

function grown<T extends Uint8Array | Uint16Array | Uint32Array | Float64Array>(from: T, into: T): T {
  into.set(from);
  return into;
}

function narrowNumbers(numbers: Float64Array): Uint32Array | Float64Array {
  return numbers.some((value) => value > MAX_UINT32) ? numbers : Uint32Array.from(numbers);
}

function narrowTimes(seconds: BigInt64Array): Uint32Array {
  const narrow = new Uint32Array(seconds.length);
  for (let at = 0; at < narrow.length; at++) narrow[at] = Number(seconds[at]);
  return narrow;
}

function narrowOwners(owners: Uint32Array, ownerCount: number): Uint8Array | Uint16Array | Uint32Array {
  if (ownerCount <= 0x100) return Uint8Array.from(owners);
  return ownerCount <= 0x10000 ? Uint16Array.from(owners) : owners;
}
