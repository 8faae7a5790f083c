import { type ByteString, bytesToByteString } from '../model/byte-string';
import type { TreeColumns } from './tree-columns';

const texts = new WeakMap<TreeColumns, string>();
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
  const known = texts.get(columns);
  if (known !== undefined) return known;
  const folded = columns.names.slice();
  for (let at = 0; at < folded.length; at++) {
    const byte = folded[at] ?? 0;
    if (byte >= UPPER_A && byte <= UPPER_Z) folded[at] = byte + TO_LOWER;
  }
  const text = bytesToByteString(folded);
  texts.set(columns, text);
  return text;
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
