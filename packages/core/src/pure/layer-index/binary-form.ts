import { CHECK_SUM_BYTES, CheckSum } from './check-sum';
import { type Column, columnsInOrder, type LayerColumns, SHA256_BYTES } from './columns';

/**
 * The version of the binary form and of all that is derived from a tar on the way to it: to be raised whenever the same
 * tar would give another index, so that caches forget the old ones.
 */
export const LAYER_INDEX_VERSION = 2;

/** `SSLAYERX` */
const MAGIC = Uint8Array.of(0x53, 0x53, 0x4c, 0x41, 0x59, 0x45, 0x52, 0x58);
const SEAL_AT = MAGIC.length;
/** Version, byte order, length, column count; then a row for each column: element, offset, bytes. */
const COUNTS_AT = SEAL_AT + CHECK_SUM_BYTES;
const TABLE_AT = COUNTS_AT + 24;
const ROW_BYTES = 24;
/** Reads back as another number on a machine of the other byte order. */
const BYTE_ORDER_MARK = 0x01020304;

/** A binary form that is cut, damaged or of another version. Nothing of it is to be used. */
export class LayerIndexDamaged extends Error {
  constructor(what: string) {
    super(`the layer index cannot be used: ${what}`);
    this.name = 'LayerIndexDamaged';
  }
}

/**
 * Puts columns into one buffer: magic, room for a seal, version, column table, columns at multiples of 8 bytes.
 * The seal stays zero until it is put in: {@link sealLayerIndex}.
 */
export function writeColumns(columns: LayerColumns): ArrayBuffer {
  const list = columnsInOrder(columns);
  let end = TABLE_AT + list.length * ROW_BYTES;
  const rows = list.map((column) => {
    const offset = align(end);
    end = offset + column.byteLength;
    return { column, offset };
  });
  const buffer = new ArrayBuffer(Math.ceil(end / CHECK_SUM_BYTES) * CHECK_SUM_BYTES);
  const bytes = new Uint8Array(buffer);
  const header = new DataView(buffer);
  bytes.set(MAGIC);
  header.setUint32(COUNTS_AT, LAYER_INDEX_VERSION, true);
  new Uint32Array(buffer, COUNTS_AT + 4, 1)[0] = BYTE_ORDER_MARK;
  header.setFloat64(COUNTS_AT + 8, buffer.byteLength, true);
  header.setUint32(COUNTS_AT + 16, list.length, true);
  rows.forEach(({ column, offset }, position) => {
    const row = TABLE_AT + position * ROW_BYTES;
    header.setUint32(row, elementOf(column), true);
    header.setFloat64(row + 8, offset, true);
    header.setFloat64(row + 16, column.byteLength, true);
    bytes.set(new Uint8Array(column.buffer, column.byteOffset, column.byteLength), offset);
  });
  return buffer;
}

/** The seal as it stands in the form, a view; empty where the form is cut before its end. */
export function sealOf(buffer: ArrayBuffer): Uint8Array {
  return buffer.byteLength < COUNTS_AT ? new Uint8Array() : new Uint8Array(buffer, SEAL_AT, CHECK_SUM_BYTES);
}

/**
 * Puts in the seal: the check sum of the whole form with zeros in the seal's place. What comes from outside the process
 * is to be opened only when its seal is that of its bytes: {@link SealCheck}.
 */
export function sealLayerIndex(buffer: ArrayBuffer): void {
  const check = new SealCheck(buffer);
  check.readTo(buffer.byteLength);
  sealOf(buffer).set(check.seal());
}

/** Looks at a form while it is read in, piece by piece. */
export class SealCheck {
  readonly #bytes: Uint8Array;
  readonly #sum = new CheckSum();
  #end = 0;

  /** `buffer`: with room for the whole form. */
  constructor(buffer: ArrayBuffer) {
    this.#bytes = new Uint8Array(buffer);
  }

  /** All before `end` is there now: a multiple of {@link CHECK_SUM_BYTES}, and the first time at least the header. */
  readTo(end: number): void {
    const seal = this.#end === 0 ? sealOf(this.#bytes.buffer as ArrayBuffer) : null;
    const found = seal?.slice();
    seal?.fill(0);
    this.#sum.add(this.#bytes.subarray(this.#end, end));
    if (found !== undefined) seal?.set(found);
    this.#end = end;
  }

  /** What the seal has to be, when all is there. */
  seal(): Uint8Array {
    return this.#sum.bytes();
  }
}

/**
 * Views of the columns, nothing copied or parsed. Checks magic, version, byte order, and that each column lies within
 * the buffer with the width and number of elements that the others ask for.
 *
 * @throws LayerIndexDamaged
 */
export function readColumns(buffer: ArrayBuffer): LayerColumns {
  const reader = new ColumnReader(buffer);
  const pathParent = reader.u32();
  const nameStart = reader.u32(pathParent.length + 1);
  const names = reader.text(nameStart);
  const path = reader.u32();
  const entries = path.length;
  const kind = reader.u8(entries);
  const mode = reader.u16(entries);
  const owner = reader.anyUint(entries);
  const size = reader.u32OrF64(entries);
  const dataBlock = reader.u32OrF64(entries);
  const seconds = reader.u32OrI64(entries);
  const nanoseconds = reader.u32();
  if (nanoseconds.length !== 0 && nanoseconds.length !== entries) throw new LayerIndexDamaged('nanoseconds');
  const ownerUid = reader.f64();
  const ownerGid = reader.f64(ownerUid.length);
  const ownerTextStart = reader.u32(ownerUid.length * 2 + 1);
  const ownerText = reader.text(ownerTextStart);
  const hiddenEntry = reader.u32();
  const linkEntry = reader.u32();
  const linkPath = reader.u32(linkEntry.length);
  const linkTextStart = reader.u32(linkEntry.length + 1);
  const linkText = reader.text(linkTextStart);
  const deviceEntry = reader.u32();
  const deviceMajor = reader.f64(deviceEntry.length);
  const deviceMinor = reader.f64(deviceEntry.length);
  const xattrEntry = reader.u32();
  const xattrTextStart = reader.u32(xattrEntry.length * 2 + 1);
  const xattrText = reader.text(xattrTextStart);
  const sparseEntry = reader.u32();
  const sparseStart = reader.u32(sparseEntry.length + 1);
  const sparseRegion = reader.f64((sparseStart[sparseEntry.length] ?? 0) * 2);
  const sha256 = reader.u8(entries * SHA256_BYTES);
  const problems = reader.u8();
  reader.end();
  if (pathParent.length === 0) throw new LayerIndexDamaged('no root');
  return {
    pathParent,
    nameStart,
    names,
    path,
    kind,
    mode,
    owner,
    size,
    dataBlock,
    seconds,
    nanoseconds,
    ownerUid,
    ownerGid,
    ownerTextStart,
    ownerText,
    hiddenEntry,
    linkEntry,
    linkPath,
    linkTextStart,
    linkText,
    deviceEntry,
    deviceMajor,
    deviceMinor,
    xattrEntry,
    xattrTextStart,
    xattrText,
    sparseEntry,
    sparseStart,
    sparseRegion,
    sha256,
    problems,
  };
}

const ELEMENTS = [Uint8Array, Uint16Array, Uint32Array, Float64Array, BigInt64Array] as const;

function elementOf(column: Column): number {
  return ELEMENTS.findIndex((element) => column instanceof element);
}

function align(offset: number): number {
  return Math.ceil(offset / 8) * 8;
}

/** Takes the columns one after another out of a buffer whose header has been found good. */
class ColumnReader {
  readonly #buffer: ArrayBuffer;
  readonly #columns: Column[] = [];
  #next = 0;

  constructor(buffer: ArrayBuffer) {
    this.#buffer = buffer;
    if (buffer.byteLength < TABLE_AT) throw new LayerIndexDamaged('too short');
    const bytes = new Uint8Array(buffer);
    if (!MAGIC.every((byte, at) => bytes[at] === byte)) throw new LayerIndexDamaged('another kind of file');
    const header = new DataView(buffer);
    const version = header.getUint32(COUNTS_AT, true);
    if (version !== LAYER_INDEX_VERSION) throw new LayerIndexDamaged(`version ${version}`);
    if (new Uint32Array(buffer, COUNTS_AT + 4, 1)[0] !== BYTE_ORDER_MARK) throw new LayerIndexDamaged('byte order');
    if (header.getFloat64(COUNTS_AT + 8, true) !== buffer.byteLength) throw new LayerIndexDamaged('length');
    const count = header.getUint32(COUNTS_AT + 16, true);
    if (TABLE_AT + count * ROW_BYTES > buffer.byteLength) throw new LayerIndexDamaged('column table');
    for (let position = 0; position < count; position++) {
      this.#columns.push(this.#open(header, TABLE_AT + position * ROW_BYTES));
    }
  }

  u8(length?: number): Uint8Array {
    return this.#take([Uint8Array], length);
  }

  u16(length?: number): Uint16Array {
    return this.#take([Uint16Array], length);
  }

  u32(length?: number): Uint32Array {
    return this.#take([Uint32Array], length);
  }

  f64(length?: number): Float64Array {
    return this.#take([Float64Array], length);
  }

  anyUint(length: number): Uint8Array | Uint16Array | Uint32Array {
    return this.#take<Uint8Array | Uint16Array | Uint32Array>([Uint8Array, Uint16Array, Uint32Array], length);
  }

  u32OrF64(length: number): Uint32Array | Float64Array {
    return this.#take<Uint32Array | Float64Array>([Uint32Array, Float64Array], length);
  }

  u32OrI64(length: number): Uint32Array | BigInt64Array {
    return this.#take<Uint32Array | BigInt64Array>([Uint32Array, BigInt64Array], length);
  }

  /** The bytes that `starts` point into: as many as its last element says. */
  text(starts: Uint32Array): Uint8Array {
    return this.u8(starts[starts.length - 1] ?? 0);
  }

  end(): void {
    if (this.#next !== this.#columns.length) throw new LayerIndexDamaged('column count');
  }

  #take<T extends Column>(elements: readonly (abstract new (...parameters: never) => T)[], length?: number): T {
    const position = this.#next++;
    const column = this.#columns[position];
    for (const element of elements) {
      if (!(column instanceof element)) continue;
      if (length !== undefined && column.length !== length) throw new LayerIndexDamaged(`length of column ${position}`);
      return column;
    }
    throw new LayerIndexDamaged(`width of column ${position}`);
  }

  #open(header: DataView, row: number): Column {
    const element = ELEMENTS[header.getUint32(row, true)];
    const offset = header.getFloat64(row + 8, true);
    const byteLength = header.getFloat64(row + 16, true);
    const isWithin =
      Number.isSafeInteger(offset) &&
      Number.isSafeInteger(byteLength) &&
      offset % 8 === 0 &&
      offset >= TABLE_AT &&
      byteLength >= 0 &&
      offset + byteLength <= this.#buffer.byteLength;
    if (element === undefined || !isWithin || byteLength % element.BYTES_PER_ELEMENT !== 0) {
      throw new LayerIndexDamaged('column table');
    }
    return new element(this.#buffer, offset, byteLength / element.BYTES_PER_ELEMENT);
  }
}
