import { type ByteString, bytesToByteString } from '../model/byte-string';
import { finish, type Steps } from './steps';
import type { TreeColumns } from './tree-columns';

const joins = new WeakMap<TreeColumns, NameJoin>();
/** Bytes of names that are joined in one step: less than a millisecond's work. */
const STEP_BYTES = 1 << 18;
const UPPER_A = 0x41;
const UPPER_Z = 0x5a;
const TO_LOWER = 0x20;

/** Folds the case of ASCII letters and of nothing else (rule 1: names are bytes). */
export function foldCase(bytes: ByteString): ByteString {
  return bytes.replace(/[A-Z]/g, (letter) => letter.toLowerCase()) as ByteString;
}

/**
 * All base names one after another, ASCII letters in lower case, one character a byte: made when first searched. As a
 * string, because that is what the language searches fastest.
 */
export function nameText(columns: TreeColumns): string {
  return finish(joinNames(columns));
}

/** The same in steps; who asks while it is being made makes it together. */
export function* joinNames(columns: TreeColumns): Steps<string> {
  const join = joins.get(columns) ?? new NameJoin(columns.names);
  joins.set(columns, join);
  while (join.step()) yield;
  return join.text;
}

class NameJoin {
  text = '';
  readonly #names: Uint8Array;
  #parts: string[] = [];
  #end = 0;

  constructor(names: Uint8Array) {
    this.#names = names;
  }

  /** Goes on a little. False: it is done. */
  step(): boolean {
    if (this.#end < this.#names.length) {
      const part = this.#names.slice(this.#end, this.#end + STEP_BYTES);
      for (let at = 0; at < part.length; at++) {
        const byte = part[at] ?? 0;
        if (byte >= UPPER_A && byte <= UPPER_Z) part[at] = byte + TO_LOWER;
      }
      this.#parts.push(bytesToByteString(part));
      this.#end += part.length;
      return true;
    }
    if (this.#parts.length > 0) this.text = this.#parts.join('');
    this.#parts = [];
    return false;
  }
}

/**
 * Nodes, ascending from `first`, whose base name holds `needle` (its case folded, not empty). Costs a scan of the names
 * up to the last one taken.
 */
export function* nodesNamed(columns: TreeColumns, needle: string, first = 0): Generator<number> {
  const { nameStart, nodeCount } = columns;
  const text = nameText(columns);
  let from = nameStart[first] ?? 0;
  let node = first;
  for (;;) {
    const at = text.indexOf(needle, from);
    if (at < 0) return;
    node = nodeAt(nameStart, node, nodeCount, at);
    const end = nameStart[node + 1] ?? 0;
    if (at + needle.length <= end) {
      yield node;
      from = end;
    } else {
      // It spans two names.
      from = at + 1;
    }
  }
}

/** The node whose name holds a position, not before `low`. */
function nodeAt(nameStart: Uint32Array, low: number, nodeCount: number, position: number): number {
  let first = low;
  let last = nodeCount - 1;
  while (first < last) {
    const middle = (first + last + 1) >>> 1;
    if ((nameStart[middle] ?? 0) <= position) first = middle;
    else last = middle - 1;
  }
  return first;
}
