import type { ByteString } from '../model/byte-string';
import type { Timestamp } from '../model/entry';
import { SHA256_BYTES } from './columns';

const FIRST_ENTRIES = 1024;
const MAX_UINT32 = 0xffffffff;

/**
 * What every entry has, column by column, growing by doubling. Numbers that may need 64 bits stand in 32 until the first
 * one comes that does: few layers have one.
 */
export class EntryColumns {
  #count = 0;
  #path = new Uint32Array(FIRST_ENTRIES);
  #kind = new Uint8Array(FIRST_ENTRIES);
  #mode = new Uint16Array(FIRST_ENTRIES);
  #owner = new Uint32Array(FIRST_ENTRIES);
  #size: Uint32Array | Float64Array = new Uint32Array(FIRST_ENTRIES);
  #dataBlock: Uint32Array | Float64Array = new Uint32Array(FIRST_ENTRIES);
  #seconds: Uint32Array | BigInt64Array = new Uint32Array(FIRST_ENTRIES);
  /** None as long as no entry has a fraction. */
  #nanoseconds: Uint32Array | null = null;
  #sha256 = new Uint8Array(FIRST_ENTRIES * SHA256_BYTES);

  get count(): number {
    return this.#count;
  }

  /** A new row, without time and digest; its number. */
  push(path: number, kind: number, mode: number, owner: number, size: number, dataBlock: number): number {
    const at = this.#count;
    if (at === this.#path.length) this.#grow(at * 2);
    this.#count = at + 1;
    this.#path[at] = path;
    this.#kind[at] = kind;
    this.#mode[at] = mode;
    this.#owner[at] = owner;
    if (size > MAX_UINT32) this.#size = widened(this.#size);
    this.#size[at] = size;
    if (dataBlock > MAX_UINT32) this.#dataBlock = widened(this.#dataBlock);
    this.#dataBlock[at] = dataBlock;
    return at;
  }

  /** Whole seconds, from 0 to what octal digits can say. */
  setSeconds(at: number, seconds: number): void {
    if (seconds <= MAX_UINT32 && this.#seconds instanceof Uint32Array) this.#seconds[at] = seconds;
    else this.setTime(at, { seconds: BigInt(seconds), nanoseconds: 0 });
  }

  setTime(at: number, { seconds, nanoseconds }: Timestamp): void {
    const isWide = seconds < 0n || seconds > MAX_UINT32;
    if (isWide && this.#seconds instanceof Uint32Array) this.#seconds = widenedTimes(this.#seconds);
    if (this.#seconds instanceof Uint32Array) this.#seconds[at] = Number(seconds);
    else this.#seconds[at] = seconds;
    if (nanoseconds === 0) return;
    this.#nanoseconds ??= new Uint32Array(this.#path.length);
    this.#nanoseconds[at] = nanoseconds;
  }

  setDigest(at: number, sha256: ByteString): void {
    const start = at * SHA256_BYTES;
    for (let byte = 0; byte < sha256.length; byte++) this.#sha256[start + byte] = sha256.charCodeAt(byte);
  }

  /** Views, good until the next row; owners in the least width that holds `ownerCount` of them. */
  columns(ownerCount: number) {
    const count = this.#count;
    return {
      path: this.#path.subarray(0, count),
      kind: this.#kind.subarray(0, count),
      mode: this.#mode.subarray(0, count),
      owner: narrowOwners(this.#owner.subarray(0, count), ownerCount),
      size: this.#size.subarray(0, count),
      dataBlock: this.#dataBlock.subarray(0, count),
      seconds: this.#seconds.subarray(0, count),
      nanoseconds: this.#nanoseconds?.subarray(0, count) ?? new Uint32Array(),
      sha256: this.#sha256.subarray(0, count * SHA256_BYTES),
    };
  }

  #grow(capacity: number): void {
    this.#path = copied(this.#path, new Uint32Array(capacity));
    this.#kind = copied(this.#kind, new Uint8Array(capacity));
    this.#mode = copied(this.#mode, new Uint16Array(capacity));
    this.#owner = copied(this.#owner, new Uint32Array(capacity));
    this.#size = copied(this.#size, sameOf(this.#size, capacity));
    this.#dataBlock = copied(this.#dataBlock, sameOf(this.#dataBlock, capacity));
    if (this.#seconds instanceof Uint32Array) this.#seconds = copied(this.#seconds, new Uint32Array(capacity));
    else {
      const seconds = new BigInt64Array(capacity);
      seconds.set(this.#seconds);
      this.#seconds = seconds;
    }
    if (this.#nanoseconds !== null) this.#nanoseconds = copied(this.#nanoseconds, new Uint32Array(capacity));
    this.#sha256 = copied(this.#sha256, new Uint8Array(capacity * SHA256_BYTES));
  }
}

function copied<T extends Uint8Array | Uint16Array | Uint32Array | Float64Array>(from: T, into: T): T {
  into.set(from);
  return into;
}

function sameOf(numbers: Uint32Array | Float64Array, length: number): Uint32Array | Float64Array {
  return numbers instanceof Uint32Array ? new Uint32Array(length) : new Float64Array(length);
}

function widened(numbers: Uint32Array | Float64Array): Float64Array {
  return numbers instanceof Float64Array ? numbers : Float64Array.from(numbers);
}

function widenedTimes(seconds: Uint32Array): BigInt64Array {
  return BigInt64Array.from(seconds, (value) => BigInt(value));
}

function narrowOwners(owners: Uint32Array, ownerCount: number): Uint8Array | Uint16Array | Uint32Array {
  if (ownerCount <= 0x100) return Uint8Array.from(owners);
  return ownerCount <= 0x10000 ? Uint16Array.from(owners) : owners;
}
