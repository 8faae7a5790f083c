/** Large enough that neither thread waits for the other at each piece. A power of two, so that counters can wrap. */
const RING_BYTES = 4 * 1024 * 1024;
/** The reader is woken for so much: to wake a thread costs more than to hash a few bytes. */
const WAKE_BYTES = 1024 * 1024;
/** Most that the reader is given at once, so that the writer soon has room again. */
const PIECE_BYTES = 256 * 1024;
const ANSWER_BYTES = 256;

// Cells of 32 bits. Counters of bytes wrap; their difference does not.
const WRITTEN = 0;
const READ = 1;
const STATE = 2;
/** Raised with whatever the other side may wait for. */
const WRITER_EVENTS = 3;
const READER_EVENTS = 4;
const ANSWER_LENGTH = 5;
const CELLS = 8;
const BYTES_AT = CELLS * 4 + ANSWER_BYTES;

const ENDED = 1;
const CLOSED = 2;

/**
 * Bytes on their way from one thread to another through memory that both see, and a short answer back. Both sides block
 * while they wait, so neither may be a thread that has to answer others.
 *
 * Either side, or who started them, may close it at any time; then nobody waits any more.
 */
export class ByteRing {
  readonly memory: SharedArrayBuffer;
  readonly #cells: Int32Array;
  readonly #answer: Uint8Array;
  readonly #bytes: Uint8Array;

  constructor(memory = new SharedArrayBuffer(BYTES_AT + RING_BYTES)) {
    this.memory = memory;
    this.#cells = new Int32Array(memory, 0, CELLS);
    this.#answer = new Uint8Array(memory, CELLS * 4, ANSWER_BYTES);
    this.#bytes = new Uint8Array(memory, BYTES_AT, RING_BYTES);
  }

  get isClosed(): boolean {
    return Atomics.load(this.#cells, STATE) === CLOSED;
  }

  /** Copies the bytes, waiting for room. Once the ring is closed they go nowhere. */
  write(bytes: Uint8Array): void {
    for (let at = 0; at < bytes.length && !this.isClosed; ) {
      const events = Atomics.load(this.#cells, READER_EVENTS);
      const written = Atomics.load(this.#cells, WRITTEN);
      const unread = (written - Atomics.load(this.#cells, READ)) >>> 0;
      if (unread === RING_BYTES) {
        this.#wait(READER_EVENTS, events);
        continue;
      }
      const start = (written >>> 0) % RING_BYTES;
      const length = Math.min(bytes.length - at, RING_BYTES - unread, RING_BYTES - start);
      this.#bytes.set(bytes.subarray(at, at + length), start);
      Atomics.store(this.#cells, WRITTEN, (written + length) | 0);
      if (unread + length >= WAKE_BYTES) this.#raise(WRITER_EVENTS);
      at += length;
    }
  }

  /** There are no more bytes. */
  end(): void {
    Atomics.compareExchange(this.#cells, STATE, 0, ENDED);
    this.#raise(WRITER_EVENTS);
  }

  /** What was written, in order, up to the end or to where the ring was closed; each is good until the next is asked for. */
  *pieces(): Generator<Uint8Array, void> {
    for (;;) {
      const events = Atomics.load(this.#cells, WRITER_EVENTS);
      // Before the counter: what was written before the end is seen then.
      const state = Atomics.load(this.#cells, STATE);
      const read = Atomics.load(this.#cells, READ);
      const unread = (Atomics.load(this.#cells, WRITTEN) - read) >>> 0;
      if (state === CLOSED || (unread === 0 && state === ENDED)) return;
      if (unread === 0) {
        this.#wait(WRITER_EVENTS, events);
        continue;
      }
      const start = (read >>> 0) % RING_BYTES;
      const length = Math.min(unread, RING_BYTES - start, PIECE_BYTES);
      yield this.#bytes.subarray(start, start + length);
      Atomics.store(this.#cells, READ, (read + length) | 0);
      this.#raise(READER_EVENTS);
    }
  }

  /** The reader's answer, a few characters of ASCII. */
  answer(text: string): void {
    const { written } = new TextEncoder().encodeInto(text, this.#answer);
    Atomics.store(this.#cells, ANSWER_LENGTH, written);
    this.#raise(READER_EVENTS);
  }

  /** Waits for the answer; null where the ring was closed before. */
  awaitAnswer(): string | null {
    for (;;) {
      const events = Atomics.load(this.#cells, READER_EVENTS);
      const length = Atomics.load(this.#cells, ANSWER_LENGTH);
      if (length > 0) return new TextDecoder().decode(this.#answer.slice(0, length));
      if (this.isClosed) return null;
      this.#wait(READER_EVENTS, events);
    }
  }

  close(): void {
    Atomics.store(this.#cells, STATE, CLOSED);
    this.#raise(WRITER_EVENTS);
    this.#raise(READER_EVENTS);
  }

  /** Not at all, where something happened since `events` was read. */
  #wait(cell: number, events: number): void {
    Atomics.wait(this.#cells, cell, events);
  }

  #raise(cell: number): void {
    Atomics.add(this.#cells, cell, 1);
    Atomics.notify(this.#cells, cell);
  }
}
