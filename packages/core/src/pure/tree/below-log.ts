import { RemovalCode } from './version-bits';

const WIDTH = 8;
const SOURCE = 0;
const FLAGS = 1;
const FACT = 2;
/** What is there instead: its flags and fact. */
const NEW_FLAGS = 3;
const NEW_FACT = 4;
/** One more than the cause of the first removal, and {@link IS_FIRST}. */
const REMOVAL = 5;
/** Where the mark or replacement stands that took it away. */
const REMOVED_AT = 6;

/** It was taken away before anything was put in its place. */
const IS_FIRST = 1 << 2;
const CAUSE = IS_FIRST - 1;

const FIRST_ROWS = 256;

/** What the level below has at the nodes that a layer touches, in the order of touching: what it takes to judge the layer. */
export class BelowLog {
  #count = 0;
  #rows = new Uint32Array(FIRST_ROWS * WIDTH);

  clear(): void {
    this.#count = 0;
  }

  /** Returns one more than its number, since 0 is to mean that there is nothing. */
  push(source: number, flags: number, fact: number): number {
    let at = this.#count * WIDTH;
    if (at === this.#rows.length) {
      const rows = new Uint32Array(at * 2);
      rows.set(this.#rows);
      this.#rows = rows;
    }
    this.#rows[at++] = source;
    this.#rows[at++] = flags;
    this.#rows[at] = fact;
    this.#rows[at + REMOVAL - FACT] = 0;
    return ++this.#count;
  }

  replace(below: number, flags: number, fact: number): void {
    this.#rows[(below - 1) * WIDTH + NEW_FLAGS] = flags;
    this.#rows[(below - 1) * WIDTH + NEW_FACT] = fact;
  }

  /** Only the first time counts. `isFirst`: nothing was put in its place before. */
  remove(below: number, cause: RemovalCode, at: number, isFirst: boolean): void {
    const row = (below - 1) * WIDTH;
    if (this.#rows[row + REMOVAL] !== 0) return;
    this.#rows[row + REMOVAL] = (cause + 1) | (isFirst ? IS_FIRST : 0);
    this.#rows[row + REMOVED_AT] = at;
  }

  source(below: number): number {
    return this.#rows[(below - 1) * WIDTH + SOURCE] ?? 0;
  }

  flags(below: number): number {
    return this.#rows[(below - 1) * WIDTH + FLAGS] ?? 0;
  }

  fact(below: number): number {
    return this.#rows[(below - 1) * WIDTH + FACT] ?? 0;
  }

  newFlags(below: number): number {
    return this.#rows[(below - 1) * WIDTH + NEW_FLAGS] ?? 0;
  }

  newFact(below: number): number {
    return this.#rows[(below - 1) * WIDTH + NEW_FACT] ?? 0;
  }

  /** What took it away first. */
  removal(below: number): RemovalCode {
    const cause = ((this.#rows[(below - 1) * WIDTH + REMOVAL] ?? 0) & CAUSE) - 1;
    return cause < 0 ? RemovalCode.replaced : (cause as RemovalCode);
  }

  /** The same; null where an entry was put in its place before. */
  firstRemoval(below: number): RemovalCode | null {
    const isFirst = ((this.#rows[(below - 1) * WIDTH + REMOVAL] ?? 0) & IS_FIRST) !== 0;
    return isFirst ? this.removal(below) : null;
  }

  removedAt(below: number): number {
    return this.#rows[(below - 1) * WIDTH + REMOVED_AT] ?? 0;
  }
}
