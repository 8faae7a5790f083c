import { type ByteString, byteStringToBytes } from '../model/byte-string';

/** Numbers of 32 bits (or of 64, as floats), appended one by one. */
export class GrowingNumbers<T extends Uint32Array | Float64Array> {
  #numbers: T;
  #length = 0;
  readonly #make: (length: number) => T;

  constructor(make: (length: number) => T) {
    this.#make = make;
    this.#numbers = make(16);
  }

  get length(): number {
    return this.#length;
  }

  push(value: number): void {
    if (this.#length === this.#numbers.length) {
      const numbers = this.#make(this.#length * 2);
      numbers.set(this.#numbers);
      this.#numbers = numbers;
    }
    this.#numbers[this.#length++] = value;
  }

  /** What was pushed; a view, good until the next push. */
  view(): T {
    return this.#numbers.subarray(0, this.#length) as T;
  }
}

export const growingUint32 = (): GrowingNumbers<Uint32Array> => new GrowingNumbers((length) => new Uint32Array(length));
export const growingFloat64 = (): GrowingNumbers<Float64Array> =>
  new GrowingNumbers((length) => new Float64Array(length));

/** Texts one after another, with the start of each and the end of the last. */
export class GrowingTexts {
  readonly #starts = growingUint32();
  #bytes = new Uint8Array(64);
  #length = 0;

  constructor() {
    this.#starts.push(0);
  }

  get byteLength(): number {
    return this.#length;
  }

  pushText(text: ByteString): void {
    this.push(byteStringToBytes(text));
  }

  push(bytes: Uint8Array): void {
    const end = this.#length + bytes.length;
    if (end > this.#bytes.length) {
      const grown = new Uint8Array(Math.max(end, this.#bytes.length * 2));
      grown.set(this.#bytes.subarray(0, this.#length));
      this.#bytes = grown;
    }
    this.#bytes.set(bytes, this.#length);
    this.#length = end;
    this.#starts.push(end);
  }

  starts(): Uint32Array {
    return this.#starts.view();
  }

  bytes(): Uint8Array {
    return this.#bytes.subarray(0, this.#length);
  }
}
