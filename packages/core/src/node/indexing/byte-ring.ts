/** Large enough that neither thread waits for the other at each piece. A power of two, so that counters can wrap. */
const RING_BYTES = 4 * 1024 * 1024;
/** The reader is woken for so much: to wake a thread costs more than to hash a few bytes. */
const WAKE_BYTES = 1024 * 1024;
/** Most that the reader is given at once, so that the writer soon has room again. */
const PIECE_BYTES = 256 * 1024;
/** Of the note at the end: a code and a few numbers. */
const NOTE_BYTES = 4096;

// Cells of 32 bits. Counters of bytes wrap; their difference does not.
const WRITTEN = 0;
const READ = 1;
const STATE = 2;
/** Raised with whatever the other side may wait for. */
const WRITER_EVENTS = 3;
const READER_EVENTS = 4;
const NOTE_LENGTH = 5;
const CELLS = 8;
const BYTES_AT = CELLS * 4 + NOTE_BYTES;

const ENDED = 1;
const CLOSED = 2;

/**
 * Bytes on their way from one thread to another through memory that both see, and a short note behind them. Both sides block
 * while they wait, so neither may be a thread that has to answer others.
 *
 * Either side, or who started them, may close it at any time; then nobody waits any more.
 */
export class ByteRing {
  readonly memory: SharedArrayBuffer;
  readonly #cells: Int32Array;
  readonly #note: Uint8Array;
  readonly #bytes: Uint8Array;

  constructor(memory = new SharedArrayBuffer(BYTES_AT + RING_BYTES)) {
    this.memory = memory;
    this.#cells = new Int32Array(memory, 0, CELLS);
    this.#note = new Uint8Array(memory, CELLS * 4, NOTE_BYTES);
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

  /** There are no more bytes; `note`: a few words on why, for the reader. */
  end(note = ''): void {
    const { read, written } = new TextEncoder().encodeInto(note, this.#note);
    if (read < note.length) throw new RangeError('a note of too many bytes');
    Atomics.store(this.#cells, NOTE_LENGTH, written);
    Atomics.compareExchange(this.#cells, STATE, 0, ENDED);
    this.#raise(WRITER_EVENTS);
  }

  /** What {@link end} was told, once all bytes have been read. */
  get note(): string {
    return new TextDecoder().decode(this.#note.slice(0, Atomics.load(this.#cells, NOTE_LENGTH)));
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
