import type { ByteString } from '../../model/byte-string';
import { nameText } from '../../tree/name-text';
import { ROOT_NODE, type TreeColumns } from '../../tree/tree-columns';

/**
 * A word as it lies over the names of a path: `b/lib/py` ends at a name that begins with `py`, in a directory named
 * `lib`, in one whose name ends with `b`. Of a path that holds a word all that is below holds it too.
 */
export class WordPattern {
  /** What the name has to hold at which the word ends (before its last slash, if it ends with one). Folded, not empty. */
  readonly needle: string;
  /** The word is no more than its needle: each name that holds that holds the word. */
  readonly isNeedle: boolean;
  /** The word ends with a slash: it is held by what is below that name, not by the path that ends there. */
  readonly endsWithSlash: boolean;
  readonly #columns: TreeColumns;
  readonly #names: string;
  /** Names of the directories above, from the nearest; the last one only has to end so. */
  readonly #above: readonly string[];
  /** By node, when asked: 0 not known, 1 no, 2 yes: whether what is below it holds the word. */
  #verdicts: Uint8Array | null = null;

  /** `word`: folded, without doubled slashes, and more than a slash. */
  constructor(columns: TreeColumns, word: ByteString) {
    this.#columns = columns;
    this.#names = nameText(columns);
    this.endsWithSlash = word.endsWith('/');
    const [needle = '', ...above] = (this.endsWithSlash ? word.slice(0, -1) : word).split('/').reverse();
    this.needle = needle;
    this.#above = above;
    this.isNeedle = above.length === 0 && !this.endsWithSlash;
  }

  /** Whether the path holds the word. Each directory is looked at once. */
  isHeldBy(node: number): boolean {
    if (!this.endsWithSlash) return this.#isHeldBelow(node);
    return node !== ROOT_NODE && this.#isHeldBelow(this.#columns.parent[node] ?? ROOT_NODE);
  }

  /** Whether the word ends within the node's own name. */
  endsAt(node: number): boolean {
    const start = this.#columns.nameStart[node] ?? 0;
    const end = this.#columns.nameStart[node + 1] ?? 0;
    const length = this.needle.length;
    if (end - start < length) return false;
    if (this.endsWithSlash) {
      const isWhole = this.#above.length === 0 || end - start === length;
      return isWhole && this.#names.startsWith(this.needle, end - length) && this.#isBelow(node);
    }
    if (this.#above.length > 0) return this.#names.startsWith(this.needle, start) && this.#isBelow(node);
    const first = this.needle.charCodeAt(0);
    for (let at = start; at <= end - length; at++) {
      if (this.#names.charCodeAt(at) === first && this.#names.startsWith(this.needle, at)) return true;
    }
    return false;
  }

  #isHeldBelow(node: number): boolean {
    this.#verdicts ??= new Uint8Array(this.#columns.nodeCount);
    const verdicts = this.#verdicts;
    const { parent } = this.#columns;
    let known = node;
    while (verdicts[known] === 0) {
      if (this.endsAt(known)) verdicts[known] = 2;
      else if (known === ROOT_NODE) verdicts[known] = 1;
      else known = parent[known] ?? ROOT_NODE;
    }
    const verdict = verdicts[known] ?? 1;
    for (let at = node; at !== known; at = parent[at] ?? ROOT_NODE) verdicts[at] = verdict;
    return verdict === 2;
  }

  /** Whether the directories above the node are named as the word says. */
  #isBelow(node: number): boolean {
    const { parent, nameStart } = this.#columns;
    let directory = node;
    for (const [position, name] of this.#above.entries()) {
      if (directory === ROOT_NODE) return false;
      directory = parent[directory] ?? ROOT_NODE;
      const start = nameStart[directory] ?? 0;
      const end = nameStart[directory + 1] ?? 0;
      const isOutermost = position === this.#above.length - 1;
      if (isOutermost ? end - start < name.length : end - start !== name.length) return false;
      if (!this.#names.startsWith(name, end - name.length)) return false;
    }
    return true;
  }
}
