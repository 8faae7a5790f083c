import { type ByteString, bytesToByteString } from '../model/byte-string';
import type { EntryType, SparseRegion } from '../model/entry';
import { normalizePath } from '../model/entry-path';
import type { Problem } from '../model/problem';
import { BlockSummer, verifyChecksum } from './checksum';
import { HeaderDecoder } from './header-decoder';
import { MalformedTar } from './malformed-tar';
import { type PaxRecords, parsePaxRecords } from './pax-records';
import { applyPaxRecords, type TarEntryDraft } from './pax-values';
import { Payload } from './payload';
import { joinRegions, readOldRealSize, readOldRegions, sumRegions } from './sparse-map';
import { SparseMapText } from './sparse-map-text';
import { readPaxSparse } from './sparse-pax';
import type { TarFault, TarLimits, TarSink } from './tar-sink';
import { NO_XATTRS } from './xattrs';

const BLOCK = 512;
const NONE = '' as ByteString;
/** Bytes of a path that is over the limit which a problem still shows. */
const SHOWN_PATH_BYTES = 200;

const NUL_TYPE = 0x00;
/** `S`: a regular file with a sparse map. */
const OLD_SPARSE_TYPE = 0x53;
const SLASH = '/';

/** What the bytes that come next are. */
type State =
  // Whole blocks of 512 bytes:
  | 'header'
  | 'after-zero-block'
  | 'old-sparse-map'
  | 'sparse-map-text'
  // As many bytes as are left of it:
  | 'extension'
  | 'data'
  | 'skipped-data'
  | 'padding'
  | 'done';

type Extension = 'pax' | 'global' | 'long-name' | 'long-link';

/**
 * Reads a tar as its bytes come, in pieces of any size, and hands the entries to a sink (rules 13 and 14). What comes
 * out does not depend on where the pieces were cut, and is what Go's `archive/tar` would read, since every container
 * runtime unpacks layers with it.
 *
 * Memory is bounded by the limits: a number from the archive never decides how much is allocated.
 *
 * Source: POSIX, `pax`; GNU tar manual, "Tar Internals"; `star(5)`.
 */
export class TarReader {
  readonly #sink: TarSink;
  readonly #limits: TarLimits;
  readonly #summer = new BlockSummer();
  readonly #header = new HeaderDecoder();

  #state: State = 'header';
  #fault: TarFault | null = null;
  /** Where the next byte stands in the tar. */
  #position = 0;
  /** The end, with padding, of the last whole entry: where a fault is reported. */
  #wholeEnd = 0;
  /** Bytes of the current extension or data that are still to come. */
  #left = 0;
  /** Bytes of padding that follow them. */
  #padding = 0;

  /** The beginning of a block that was cut. */
  readonly #block = new Uint8Array(BLOCK);
  #blockLength = 0;

  #extension: Extension = 'pax';
  #extensionStart = 0;
  readonly #payload = new Payload();

  // What extension headers say of the entry to come.
  #pax: PaxRecords | null = null;
  #longName = NONE;
  #longLink = NONE;

  // The entry whose sparse map is being read.
  #draft: TarEntryDraft | null = null;
  #isVendorType = false;
  #regions: SparseRegion[] = [];
  #mapText: SparseMapText | null = null;
  #mapBytes = 0;

  constructor(sink: TarSink, limits: TarLimits) {
    this.#sink = sink;
    this.#limits = limits;
  }

  /** What ended the reading before its time; null as long as nothing did. */
  get fault(): TarFault | null {
    return this.#fault;
  }

  /** True once the end mark or a fault was met: further bytes are ignored (they still belong to the diff ID). */
  get isDone(): boolean {
    return this.#state === 'done';
  }

  /** Reads the next bytes. The sink is called before this returns; what it throws passes through. */
  write(chunk: Uint8Array): void {
    if (this.#state === 'done') return;
    try {
      this.#read(chunk);
    } catch (error) {
      this.#fail(error);
    }
  }

  /** The stream has ended: whatever was begun and is not whole becomes the fault. */
  end(): void {
    if (this.#state === 'done') return;
    try {
      this.#checkEnd();
      this.#state = 'done';
    } catch (error) {
      this.#fail(error);
    }
  }

  #read(chunk: Uint8Array): void {
    let at = 0;
    while (at < chunk.length) {
      switch (this.#state) {
        case 'header':
        case 'after-zero-block':
        case 'old-sparse-map':
        case 'sparse-map-text':
          at += this.#readBlock(chunk, at);
          break;
        case 'extension':
          at += this.#readExtension(chunk, at);
          break;
        case 'data':
        case 'skipped-data':
          at += this.#readData(chunk, at);
          break;
        case 'padding':
          at += this.#readPadding(chunk.length - at);
          break;
        case 'done':
          return;
      }
    }
  }

  /** Returns how many bytes it took. */
  #readBlock(chunk: Uint8Array, at: number): number {
    const available = chunk.length - at;
    if (this.#blockLength === 0 && available >= BLOCK) {
      this.#position += BLOCK;
      this.#takeBlock(chunk, at);
      return BLOCK;
    }
    const taken = Math.min(BLOCK - this.#blockLength, available);
    this.#block.set(chunk.subarray(at, at + taken), this.#blockLength);
    this.#blockLength += taken;
    this.#position += taken;
    if (this.#blockLength === BLOCK) {
      this.#blockLength = 0;
      this.#takeBlock(this.#block, 0);
    }
    return taken;
  }

  #takeBlock(bytes: Uint8Array, start: number): void {
    switch (this.#state) {
      case 'header':
        this.#takeHeader(bytes, start);
        break;
      case 'after-zero-block':
        if (this.#summer.sum(bytes, start) !== 0) throw new MalformedTar('single zero block');
        this.#state = 'done';
        break;
      case 'old-sparse-map':
        this.#takeOldSparseBlock(bytes, start);
        break;
      default:
        this.#takeMapTextBlock(bytes, start);
    }
  }

  #takeHeader(bytes: Uint8Array, start: number): void {
    const sum = this.#summer.sum(bytes, start);
    if (sum === 0) {
      this.#state = 'after-zero-block';
      return;
    }
    verifyChecksum(bytes, start, sum);
    const header = this.#header;
    header.decode(bytes, start);
    const type = entryTypeOf(header.typeFlag);
    if (header.size < 0 && hasData(type)) throw new MalformedTar('negative size');
    const extension = extensionOf(header.typeFlag);
    if (extension === null) this.#beginEntry(bytes, start, type);
    else this.#beginExtension(extension);
  }

  #beginExtension(extension: Extension): void {
    const size = this.#header.size;
    if (size > this.#limits.paxBytes) throw new MalformedTar('extension header too large', size);
    this.#extension = extension;
    this.#extensionStart = this.#position - BLOCK;
    this.#payload.clear();
    this.#left = size;
    this.#padding = paddingOf(size);
    this.#state = 'extension';
    if (size === 0) this.#endExtension(this.#payload.view());
  }

  #readExtension(chunk: Uint8Array, at: number): number {
    const length = Math.min(this.#left, chunk.length - at);
    const piece = chunk.subarray(at, at + length);
    this.#left -= length;
    this.#position += length;
    const isWhole = this.#left === 0 && this.#payload.length === 0;
    if (!isWhole) this.#payload.add(piece);
    if (this.#left === 0) this.#endExtension(isWhole ? piece : this.#payload.view());
    return length;
  }

  #endExtension(bytes: Uint8Array): void {
    this.#skipPadding();
    switch (this.#extension) {
      case 'pax':
        this.#pax = parsePaxRecords(bytes);
        break;
      case 'long-name':
        this.#longName = readLongText(bytes);
        break;
      case 'long-link':
        this.#longLink = readLongText(bytes);
        break;
      case 'global':
        // Its records are not used, but a false one ends the reading in every runtime.
        parsePaxRecords(bytes);
        this.#sink.problem({ code: 'global-header-ignored', details: { offset: this.#extensionStart } });
        this.#endEntry();
    }
  }

  /** Puts the entry together from its header and what stood before it; `type` is null for a vendor's. */
  #beginEntry(bytes: Uint8Array, start: number, type: EntryType | null): void {
    const header = this.#header;
    const draft: TarEntryDraft = {
      name: header.name(),
      type: type ?? 'file',
      mode: header.mode,
      uid: header.uid,
      gid: header.gid,
      uname: header.uname(),
      gname: header.gname(),
      mtime: header.mtime(),
      size: header.size,
      storedSize: 0,
      dataOffset: this.#position,
      sparse: null,
      link: type === 'symlink' || type === 'hardlink' ? header.link() : NONE,
      deviceMajor: header.deviceMajor,
      deviceMinor: header.deviceMinor,
      xattrs: NO_XATTRS,
    };
    if (this.#pax !== null) applyPaxRecords(draft, this.#pax);
    if (this.#longName !== NONE) draft.name = this.#longName;
    if (this.#longLink !== NONE) draft.link = this.#longLink;
    if (header.typeFlag === NUL_TYPE && draft.name.endsWith(SLASH)) draft.type = 'dir';
    keepWhatTheTypeHas(draft);
    if (draft.size < 0) throw new MalformedTar('negative size');
    if (draft.size > Number.MAX_SAFE_INTEGER) throw new MalformedTar('size too large');
    this.#isVendorType = type === null;
    this.#draft = draft;
    this.#left = draft.size;
    this.#padding = paddingOf(draft.size);
    if (header.typeFlag === OLD_SPARSE_TYPE) this.#beginOldSparse(draft, bytes, start);
    else if (this.#pax === null || !this.#beginPaxSparse(draft, this.#pax)) this.#beginData(draft);
  }

  #beginOldSparse(draft: TarEntryDraft, bytes: Uint8Array, start: number): void {
    // star has the type as well, with a map of another form.
    if (this.#header.format !== 'gnu') throw new MalformedTar('bad sparse map');
    draft.size = readOldRealSize(bytes, start);
    this.#regions = [];
    this.#mapBytes = 0;
    if (readOldRegions(bytes, start, 'header', this.#regions)) this.#state = 'old-sparse-map';
    else this.#beginSparseData(draft);
  }

  #takeOldSparseBlock(bytes: Uint8Array, start: number): void {
    this.#countMapBlock();
    const hasMore = readOldRegions(bytes, start, 'extension', this.#regions);
    if (!hasMore && this.#draft !== null) this.#beginSparseData(this.#draft);
  }

  /** Returns false where the records describe no sparse file. */
  #beginPaxSparse(draft: TarEntryDraft, records: PaxRecords): boolean {
    const sparse = readPaxSparse(records);
    if (sparse === null) return false;
    if (draft.type !== 'file') throw new MalformedTar('bad sparse map');
    draft.name = sparse.name ?? draft.name;
    draft.size = sparse.size ?? draft.size;
    if (sparse.regions !== null) {
      this.#regions = sparse.regions;
      this.#beginSparseData(draft);
    } else {
      this.#mapText = new SparseMapText();
      this.#mapBytes = 0;
      this.#expectMapTextBlock();
    }
    return true;
  }

  #expectMapTextBlock(): void {
    if (this.#left < BLOCK) throw new MalformedTar('sparse map cut off');
    this.#state = 'sparse-map-text';
  }

  #takeMapTextBlock(bytes: Uint8Array, start: number): void {
    this.#countMapBlock();
    this.#left -= BLOCK;
    const text = this.#mapText;
    if (text === null || this.#draft === null) return;
    if (!text.read(bytes, start, start + BLOCK)) {
      this.#expectMapTextBlock();
      return;
    }
    this.#regions = text.regions;
    this.#mapText = null;
    this.#beginSparseData(this.#draft);
  }

  #countMapBlock(): void {
    this.#mapBytes += BLOCK;
    if (this.#mapBytes > this.#limits.paxBytes) throw new MalformedTar('sparse map too large', this.#mapBytes);
  }

  #beginSparseData(draft: TarEntryDraft): void {
    if (draft.size < 0) throw new MalformedTar('negative size');
    if (draft.size > Number.MAX_SAFE_INTEGER) throw new MalformedTar('size too large');
    draft.sparse = joinRegions(this.#regions, draft.size);
    this.#regions = [];
    // The data of a vendor's type are never looked at, so nothing can contradict them.
    if (!this.#isVendorType && sumRegions(draft.sparse) !== this.#left) throw new MalformedTar('bad sparse map');
    this.#beginData(draft);
  }

  /** The entry is known whole: from here on come its data. */
  #beginData(draft: TarEntryDraft): void {
    draft.storedSize = this.#left;
    draft.dataOffset = this.#position;
    this.#draft = null;
    const problem = this.#isVendorType ? this.#describeSkipped(draft) : this.#describeTooLong(draft);
    if (problem === null) this.#sink.entry(draft);
    else this.#sink.problem(problem);
    this.#state = problem === null ? 'data' : 'skipped-data';
    if (this.#left === 0) this.#endData();
  }

  #describeSkipped(draft: TarEntryDraft): Problem {
    const path = normalizePath(draft.name) ?? draft.name;
    return { code: 'entry-type-skipped', path, details: { type: showType(this.#header.typeFlag) } };
  }

  #describeTooLong(draft: TarEntryDraft): Problem | null {
    const limit = this.#limits.pathBytes;
    const bytes = Math.max(draft.name.length, draft.link.length);
    if (bytes <= limit) return null;
    const path = draft.name.slice(0, SHOWN_PATH_BYTES) as ByteString;
    return { code: 'limit-path-length', path, details: { size: bytes, limit } };
  }

  #readData(chunk: Uint8Array, at: number): number {
    const length = Math.min(this.#left, chunk.length - at);
    this.#left -= length;
    this.#position += length;
    if (this.#state === 'data') this.#sink.data(chunk.subarray(at, at + length));
    if (this.#left === 0) this.#endData();
    return length;
  }

  #endData(): void {
    if (this.#state === 'data') this.#sink.entryEnd();
    this.#skipPadding();
    this.#endEntry();
  }

  /** An entry was read whole: what stood before it was its own. */
  #endEntry(): void {
    this.#wholeEnd = this.#position + this.#left;
    this.#pax = null;
    this.#longName = NONE;
    this.#longLink = NONE;
  }

  #skipPadding(): void {
    this.#left = this.#padding;
    this.#state = this.#padding === 0 ? 'header' : 'padding';
  }

  #readPadding(available: number): number {
    const length = Math.min(this.#left, available);
    this.#left -= length;
    this.#position += length;
    if (this.#left === 0) this.#state = 'header';
    return length;
  }

  /** Go on only where the stream may end: before a header, after one zero block, or in padding. */
  #checkEnd(): void {
    switch (this.#state) {
      case 'header':
      case 'after-zero-block':
        if (this.#blockLength > 0) throw new MalformedTar('header cut off');
        break;
      case 'old-sparse-map':
      case 'sparse-map-text':
        throw new MalformedTar('sparse map cut off');
      case 'extension':
        throw new MalformedTar('extension header cut off');
      case 'data':
      case 'skipped-data':
        throw new MalformedTar('data cut off');
    }
  }

  #fail(error: unknown): void {
    // Also where the sink threw: it was in the midst of an entry that cannot be taken up again.
    this.#state = 'done';
    if (!(error instanceof MalformedTar)) throw error;
    const { reason, size } = error;
    const isLimit = reason === 'extension header too large' || reason === 'sparse map too large';
    this.#fault = {
      code: isLimit ? 'limit-pax-size' : 'tar-corrupt',
      offset: this.#wholeEnd,
      reason,
      ...(size === undefined ? {} : { size }),
    };
  }
}

/** The type that a header's byte stands for (rule 13); null for a vendor's own and for extension headers. */
function entryTypeOf(typeFlag: number): EntryType | null {
  switch (typeFlag) {
    case NUL_TYPE:
    case OLD_SPARSE_TYPE:
    case 0x30: // '0'
    case 0x37: // '7'
      return 'file';
    case 0x31:
      return 'hardlink';
    case 0x32:
      return 'symlink';
    case 0x33:
      return 'char';
    case 0x34:
      return 'block';
    case 0x35:
      return 'dir';
    case 0x36:
      return 'fifo';
    default:
      return null;
  }
}

function extensionOf(typeFlag: number): Extension | null {
  switch (typeFlag) {
    case 0x78: // 'x'
      return 'pax';
    case 0x67: // 'g'
      return 'global';
    case 0x4c: // 'L'
      return 'long-name';
    case 0x4b: // 'K'
      return 'long-link';
    default:
      return null;
  }
}

/** Types `1` to `6` carry no data whatever their size says. */
function hasData(type: EntryType | null): boolean {
  return type === null || type === 'file';
}

/** Headers and records may give an entry what its type has no use for. */
function keepWhatTheTypeHas(draft: TarEntryDraft): void {
  if (draft.type !== 'file') draft.size = 0;
  if (draft.type !== 'symlink' && draft.type !== 'hardlink') draft.link = NONE;
  if (draft.type !== 'char' && draft.type !== 'block') {
    draft.deviceMajor = 0;
    draft.deviceMinor = 0;
  }
}

/** Bytes that fill the last block of `size` bytes. */
function paddingOf(size: number): number {
  return -size & (BLOCK - 1);
}

/** The text of a GNU long name or link: up to the first NUL, if there is one. */
function readLongText(bytes: Uint8Array): ByteString {
  const end = bytes.indexOf(0);
  return bytesToByteString(bytes, 0, end < 0 ? bytes.length : end);
}

/** A type's byte, readable: the character, or a number where it is none that can be shown. */
function showType(typeFlag: number): string {
  const isPrintable = typeFlag > 0x20 && typeFlag < 0x7f;
  return isPrintable ? String.fromCharCode(typeFlag) : `0x${typeFlag.toString(16).padStart(2, '0')}`;
}
