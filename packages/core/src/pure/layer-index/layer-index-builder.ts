import type { ByteString } from '../model/byte-string';
import type { TarEntry } from '../model/entry';
import { type EntryPath, normalizePath, ROOT } from '../model/entry-path';
import type { Problem } from '../model/problem';
import { createProblemList } from '../model/problem-list';
import type { PlainEntry } from '../tar/plain-header';
import { writeColumns } from './binary-form';
import { BLOCK_BYTES } from './columns';
import { EntryColumns } from './entry-columns';
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
const EMPTY_DIGEST = '' as ByteString;

/**
 * Makes the index of one layer from its entries in archive order.
 *
 * Takes whole entries only: one whose data were cut is simply never added. What rules 2 and 7 ignore becomes a problem.
 * Memory grows with the entries kept, never with what they claim; past a limit nothing is added any more (`isFull`).
 */
export class LayerIndexBuilder {
  readonly #mostEntries: number;
  readonly #sparePaths: number;
  readonly #spareTextBytes: number;
  readonly #problems = createProblemList();
  readonly #entries = new EntryColumns();
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

  /** Of all paths as a listing says them, whole. */
  #pathBytes = 0;
  #isFull = false;

  /**
   * `entries`: most entries of the layer (`limit-entries`). Paths that they imply and text that they have are bounded with
   * them: one long name can imply thousands of folders.
   */
  constructor(limits: { readonly entries: number }) {
    this.#mostEntries = limits.entries;
    this.#sparePaths = Math.ceil(limits.entries * SPARE_PATHS_PART) + FIRST_ENTRIES;
    this.#spareTextBytes = Math.ceil((limits.entries + FIRST_ENTRIES) * SPARE_TEXT_PART) * TEXT_BYTES_OF_AN_ENTRY;
    this.#sparseStart.push(0);
  }

  /** A limit was reached: what is added from now on is left out, so reading on is of no use. */
  get isFull(): boolean {
    return this.#isFull;
  }

  get entryCount(): number {
    return this.#entries.count;
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

  /** The same for an entry whose path needs no look: {@link PlainEntry} says what that asks of it. */
  addPlain(entry: PlainEntry, sha256: ByteString): void {
    if (this.#isFull) return;
    const past = this.#pastLimit(0);
    if (past !== null) {
      this.#close(past);
      return;
    }
    const { pathLength, isDirectory, size, dataOffset } = entry;
    const before = this.#paths.count;
    const path = this.#paths.internBytes(entry.path, pathLength, entry.baseStart);
    this.#countPathBytes(before, pathLength + 1);
    const kind = isDirectory ? EntryKind.dir : EntryKind.file;
    const owner = this.#owners.intern(entry);
    const at = this.#entries.push(path, kind, entry.mode, owner, size, dataOffset / BLOCK_BYTES);
    this.#entries.setSeconds(at, entry.mtimeSeconds);
    this.#entries.setDigest(at, sha256);
  }

  addProblem(problem: Problem): void {
    this.#problems.add(problem);
  }

  /** The index of all that was added. Nothing may be added after it. */
  finish(): LayerIndex {
    const paths = this.#paths.columns();
    const problems = this.#problems.list();
    const buffer = writeColumns({
      pathParent: paths.parent,
      nameStart: paths.nameStart,
      names: paths.names,
      ...this.#entries.columns(this.#owners.count),
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
    if (this.#linkStore.size + this.#entries.count >= this.#mostEntries) this.#close('entries');
    else this.#linkStore.set(path, { entry, sha256 });
  }

  #bringOutOfLinkStore(target: EntryPath): void {
    const kept = this.#linkStore.get(target);
    if (kept === undefined) return;
    this.#linkStore.delete(target);
    const entry = this.#entries.count;
    this.#append(target, EntryKind.file, kept.entry, kept.sha256);
    if (this.#entries.count > entry) this.#hiddenEntry.push(entry);
  }

  #append(
    path: EntryPath,
    kind: EntryKind,
    entry: TarEntry,
    sha256: ByteString,
    target: EntryPath | null = null,
  ): void {
    const past = this.#pastLimit(bytesOfChain(path));
    if (past !== null) {
      this.#close(past);
      return;
    }
    const { mode, mtime, dataOffset } = entry;
    const size = kind === EntryKind.file ? entry.size : 0;
    const owner = this.#owners.intern(entry);
    const at = this.#entries.push(this.#intern(path), kind, mode, owner, size, dataOffset / BLOCK_BYTES);
    this.#entries.setTime(at, mtime);
    this.#entries.setDigest(at, sha256);

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

  #intern(path: EntryPath): number {
    const before = this.#paths.count;
    const id = this.#paths.intern(path);
    this.#countPathBytes(before, path.length);
    return id;
  }

  /** A name that implies thousands of folders makes as many long paths, which a listing has to say. */
  #countPathBytes(pathsBefore: number, length: number): void {
    const added = this.#paths.count - pathsBefore;
    // Of a chain of folders each is a bit longer than the one before: half as long on average.
    this.#pathBytes += added <= 1 ? added * length : (added * length) / 2;
  }

  /** `chainBytes`: what the path to come and its folders may add, where it can be much. */
  #pastLimit(chainBytes: number): 'entries' | 'folders' | 'text' | null {
    if (this.#entries.count >= this.#mostEntries) return 'entries';
    const mostPaths = this.#entries.count * PATHS_OF_AN_ENTRY + this.#sparePaths;
    if (this.#paths.count > mostPaths || this.#pathBytes + chainBytes > mostPaths * BYTES_OF_A_PATH) return 'folders';
    const textBytes =
      this.#paths.nameBytes + this.#linkTexts.byteLength + this.#xattrTexts.byteLength + this.#owners.texts.byteLength;
    return textBytes > this.#entries.count * TEXT_BYTES_OF_AN_ENTRY + this.#spareTextBytes ? 'text' : null;
  }

  #close(past: 'entries' | 'folders' | 'text'): void {
    if (this.#isFull) return;
    this.#isFull = true;
    const limit = { entries: this.#mostEntries, folders: this.#sparePaths, text: this.#spareTextBytes }[past];
    this.#problems.add({ code: 'limit-entries', details: { limit, ...(past === 'entries' ? {} : { what: past }) } });
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
