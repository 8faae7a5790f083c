import type { EntryType, SparseRegion } from '../model/entry';
import { BlockSummer, verifyChecksum } from './checksum';
import { checkSize, draftEntry } from './entry-draft';
import { type ExtensionKind, entryTypeOf, extensionKindOf, hasData, OLD_SPARSE_TYPE } from './entry-type';
import { ExtensionHeaders } from './extension-headers';
import { HeaderDecoder } from './header-decoder';
import { skippedType, tooLongPath } from './left-out';
import { MalformedTar } from './malformed-tar';
import type { TarEntryDraft } from './pax-values';
import { LONGEST_PLAIN_PATH } from './plain-header';
import { PlainReader } from './plain-reader';
import { oldSparse, type PendingSparse, paxSparse } from './sparse-entry';
import { joinRegions, sumRegions } from './sparse-map';
import type { TarFault, TarLimits, TarSink } from './tar-sink';

const BLOCK = 512;
const NO_BYTES = new Uint8Array();

/** What the bytes that come next are. */
type State =
  // Whole blocks of 512 bytes:
  | 'header'
  | 'after-zero-block'
  | 'sparse-map'
  // As many bytes as are left of it:
  | 'extension'
  | 'data'
  | 'skipped-data'
  | 'padding'
  | 'done';

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
  readonly #plain: PlainReader | null;

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

  readonly #extensions = new ExtensionHeaders();
  #extensionStart = 0;

  /** The entry is of a type that is skipped. */
  #isVendorType = false;
  #pending: PendingSparse | null = null;

  constructor(sink: TarSink, limits: TarLimits) {
    this.#sink = sink;
    this.#limits = limits;
    const isShortEnough = limits.pathBytes >= LONGEST_PLAIN_PATH;
    this.#plain = isShortEnough && sink.plainEntry !== undefined ? new PlainReader(sink.plainEntry.bind(sink)) : null;
  }

  /** What ended the reading before its time; null as long as nothing did. */
  get fault(): TarFault | null {
    return this.#fault;
  }

  /** True once the end mark or a fault was met: further bytes are ignored (they still belong to the diff ID). */
  get isDone(): boolean {
    return this.#state === 'done';
  }

  /**
   * While the sink is given an entry: where its first header stands, with all that says more of it. (A global header before
   * it is none of it.)
   */
  get entryStart(): number {
    return this.#wholeEnd;
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
          at = this.#readPlain(chunk, at);
          if (at === chunk.length) return;
          at += this.#readBlock(chunk, at);
          break;
        case 'after-zero-block':
        case 'sparse-map':
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

  /** Reads the plain entries that come next; returns where in the chunk they end. */
  #readPlain(chunk: Uint8Array, at: number): number {
    // What an extension says is of the entry after it, whose header then does not say all.
    if (this.#plain === null || this.#blockLength > 0 || !this.#extensions.isEmpty) return at;
    const end = this.#plain.read(chunk, at, this.#position - at);
    this.#position += end - at;
    if (end > at) this.#wholeEnd = this.#position;
    return end;
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
      default:
        this.#takeMapBlock(bytes, start);
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
    const extension = extensionKindOf(header.typeFlag);
    if (extension === null) this.#beginEntry(bytes, start, type);
    else this.#beginExtension(extension);
  }

  #beginExtension(extension: ExtensionKind): void {
    const size = this.#header.size;
    if (size > this.#limits.paxBytes) throw new MalformedTar('extension header too large', size);
    this.#extensions.begin(extension);
    this.#extensionStart = this.#position - BLOCK;
    this.#left = size;
    this.#padding = paddingOf(size);
    this.#state = 'extension';
    if (size === 0) this.#addToExtension(NO_BYTES);
  }

  #readExtension(chunk: Uint8Array, at: number): number {
    const length = Math.min(this.#left, chunk.length - at);
    this.#left -= length;
    this.#position += length;
    this.#addToExtension(chunk.subarray(at, at + length));
    return length;
  }

  #addToExtension(piece: Uint8Array): void {
    const isLast = this.#left === 0;
    if (isLast) this.#skipPadding();
    const ended = this.#extensions.add(piece, isLast);
    if (ended !== 'global') return;
    this.#sink.problem({ code: 'global-header-ignored', details: { offset: this.#extensionStart } });
    this.#endEntry();
  }

  #beginEntry(bytes: Uint8Array, start: number, type: EntryType | null): void {
    const header = this.#header;
    const { pax } = this.#extensions;
    const draft = draftEntry(header, type, this.#extensions);
    this.#isVendorType = type === null;
    this.#left = draft.size;
    this.#padding = paddingOf(draft.size);
    const isOld = header.typeFlag === OLD_SPARSE_TYPE;
    const sparse = isOld ? oldSparse(header, draft, bytes, start) : pax === null ? null : paxSparse(draft, pax);
    if (sparse === null) this.#beginData(draft);
    else if (sparse.kind === 'known') this.#beginSparseData(draft, sparse.regions);
    else this.#expectMapBlock(sparse);
  }

  #expectMapBlock(pending: PendingSparse): void {
    if (pending.isMapInData && this.#left < BLOCK) throw new MalformedTar('sparse map cut off');
    this.#pending = pending;
    this.#state = 'sparse-map';
  }

  #takeMapBlock(bytes: Uint8Array, start: number): void {
    const pending = this.#pending;
    if (pending === null) return;
    pending.mapBytes += BLOCK;
    if (pending.mapBytes > this.#limits.paxBytes) throw new MalformedTar('sparse map too large', pending.mapBytes);
    if (pending.isMapInData) this.#left -= BLOCK;
    if (pending.map.take(bytes, start)) this.#beginSparseData(pending.draft, pending.map.regions);
    else this.#expectMapBlock(pending);
  }

  #beginSparseData(draft: TarEntryDraft, claimed: readonly SparseRegion[]): void {
    this.#pending = null;
    checkSize(draft.size);
    draft.sparse = joinRegions(claimed, draft.size);
    // The data of a vendor's type are never looked at, so nothing can contradict them.
    if (!this.#isVendorType && sumRegions(draft.sparse) !== this.#left) throw new MalformedTar('bad sparse map');
    this.#beginData(draft);
  }

  /** The entry is known whole: from here on come its data. */
  #beginData(draft: TarEntryDraft): void {
    draft.storedSize = this.#left;
    draft.dataOffset = this.#position;
    const problem = this.#isVendorType
      ? skippedType(draft, this.#header.typeFlag)
      : tooLongPath(draft, this.#limits.pathBytes);
    if (problem === null) this.#sink.entry(draft);
    else this.#sink.problem(problem);
    this.#state = problem === null ? 'data' : 'skipped-data';
    if (this.#left === 0) this.#endData();
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
    this.#extensions.clear();
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
      case 'sparse-map':
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

/** Bytes that fill the last block of `size` bytes. */
function paddingOf(size: number): number {
  return -size & (BLOCK - 1);
}
