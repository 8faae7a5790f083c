import type { LayerPaths } from './layer-paths';
import { STEP } from './steps';

const FIRST_NAMES = 1024;
/** So many bytes of a name are one number that a double holds exactly; most names differ within them. */
const KEY_BYTES = 6;
const HALF_KEY = 0x1000000;

/** Paths and the beginnings of their names, side by side. */
interface Named {
  readonly path: Uint32Array;
  readonly key: Float64Array;
}

/**
 * Sorts paths by the bytes of their base names, equals in the order in which they came. A merge sort of the runs that
 * are there: archives mostly bring what is in a directory by name, and several layers one run each.
 */
export class NameSort {
  count = 0;
  readonly #nameStart: Uint32Array;
  readonly #names: Uint8Array;
  #sorted = named(FIRST_NAMES);
  /** What runs are merged into. */
  #other = named(0);
  /** Where each run starts. */
  #runs: number[] = [];
  // The two runs that are being merged, and where to; the runs of this round, and those that have come of it.
  #left = 0;
  #leftEnd = 0;
  #right = 0;
  #rightEnd = 0;
  #to = 0;
  #taken = 0;
  #merged: number[] = [];

  constructor({ nameStart, names }: LayerPaths) {
    this.#nameStart = nameStart;
    this.#names = names;
  }

  clear(): void {
    this.count = 0;
    this.#runs.length = 0;
  }

  add(path: number): void {
    const at = this.count;
    if (at === this.#sorted.path.length) this.#sorted = copyOf(this.#sorted, at * 2);
    const { path: paths, key: keys } = this.#sorted;
    const key = this.#keyOf(path);
    paths[at] = path;
    keys[at] = key;
    if (at === 0 || this.#isAfter(keys[at - 1] ?? 0, paths[at - 1] ?? 0, key, path)) this.#runs.push(at);
    this.count = at + 1;
  }

  /** Goes on sorting what was added. False: it is sorted. */
  step(): boolean {
    let budget = STEP;
    while (this.#runs.length > 1) {
      if (this.#left === this.#leftEnd && this.#right === this.#rightEnd && !this.#takeRuns()) continue;
      if (budget <= 0) return true;
      budget -= this.#mergeSome(budget);
    }
    return false;
  }

  /** The path at a place, once all is sorted. */
  at(place: number): number {
    return this.#sorted.path[place] ?? 0;
  }

  /** Whether the name at a place is that at the place before it. */
  isAsBefore(place: number): boolean {
    const { path, key } = this.#sorted;
    if (place === 0 || key[place - 1] !== key[place]) return false;
    return this.#compareRests(path[place - 1] ?? 0, path[place] ?? 0) === 0;
  }

  /** The next two runs of the round; false: it was the last of them, what has come of it is for the next round. */
  #takeRuns(): boolean {
    const runs = this.#runs;
    if (this.#taken === 0) {
      this.#merged = [];
      this.#to = 0;
      if (this.#other.path.length < this.count) this.#other = named(this.#sorted.path.length);
    }
    if (this.#taken >= runs.length) {
      [this.#sorted, this.#other] = [this.#other, this.#sorted];
      this.#runs = this.#merged;
      this.#taken = 0;
      return false;
    }
    this.#merged.push(this.#to);
    this.#left = runs[this.#taken] ?? 0;
    this.#leftEnd = runs[this.#taken + 1] ?? this.count;
    this.#right = this.#leftEnd;
    this.#rightEnd = runs[this.#taken + 2] ?? this.count;
    this.#taken += 2;
    return true;
  }

  /** Merges so many at most; returns how many it was. */
  #mergeSome(most: number): number {
    const { path, key } = this.#sorted;
    const { path: toPath, key: toKey } = this.#other;
    const leftEnd = this.#leftEnd;
    const rightEnd = this.#rightEnd;
    const from = this.#to;
    const end = from + most;
    let left = this.#left;
    let right = this.#right;
    let to = from;
    for (; to < end && left < leftEnd && right < rightEnd; to++) {
      const leftKey = key[left] ?? 0;
      const rightKey = key[right] ?? 0;
      const isRight = this.#isAfter(leftKey, path[left] ?? 0, rightKey, path[right] ?? 0);
      toKey[to] = isRight ? rightKey : leftKey;
      toPath[to] = path[isRight ? right++ : left++] ?? 0;
    }
    if (right === rightEnd) {
      for (; to < end && left < leftEnd; to++, left++) {
        toKey[to] = key[left] ?? 0;
        toPath[to] = path[left] ?? 0;
      }
    } else if (left === leftEnd) {
      for (; to < end && right < rightEnd; to++, right++) {
        toKey[to] = key[right] ?? 0;
        toPath[to] = path[right] ?? 0;
      }
    }
    this.#left = left;
    this.#right = right;
    this.#to = to;
    return to - from;
  }

  /** Whether the name of `path` sorts after that of `other`. */
  #isAfter(key: number, path: number, otherKey: number, other: number): boolean {
    return key === otherKey ? this.#compareRests(path, other) > 0 : key > otherKey;
  }

  /** Names do not hold the byte 0, so it can stand for their end. */
  #keyOf(path: number): number {
    const names = this.#names;
    const start = this.#nameStart[path] ?? 0;
    const length = (this.#nameStart[path + 1] ?? 0) - start;
    let high = (names[start] ?? 0) << 16;
    let low = 0;
    if (length > 1) high |= (names[start + 1] ?? 0) << 8;
    if (length > 2) high |= names[start + 2] ?? 0;
    if (length > 3) low |= (names[start + 3] ?? 0) << 16;
    if (length > 4) low |= (names[start + 4] ?? 0) << 8;
    if (length > 5) low |= names[start + 5] ?? 0;
    return high * HALF_KEY + low;
  }

  /** Of names whose keys are the same. */
  #compareRests(path: number, other: number): number {
    const names = this.#names;
    const end = this.#nameStart[path + 1] ?? 0;
    const otherEnd = this.#nameStart[other + 1] ?? 0;
    let at = (this.#nameStart[path] ?? 0) + KEY_BYTES;
    let otherAt = (this.#nameStart[other] ?? 0) + KEY_BYTES;
    for (; at < end && otherAt < otherEnd; at++, otherAt++) {
      const difference = (names[at] ?? 0) - (names[otherAt] ?? 0);
      if (difference !== 0) return difference;
    }
    return Math.max(end - at, 0) - Math.max(otherEnd - otherAt, 0);
  }
}

function named(length: number): Named {
  return { path: new Uint32Array(length), key: new Float64Array(length) };
}

function copyOf({ path, key }: Named, length: number): Named {
  const copy = named(length);
  copy.path.set(path);
  copy.key.set(key);
  return copy;
}
