import { growingUint32 } from '../../layer-index/growing-columns';
import { EntryKind } from '../../layer-index/layer-index';
import { DIGEST_WORDS } from '../../tree/entry-table';
import type { LevelView } from '../../tree/level-view';
import { NodeGroups } from '../../tree/node-groups';
import { inRanges, STEP, type Steps } from '../../tree/steps';
import type { TreeColumns } from '../../tree/tree-columns';
import { versionAt } from '../../tree/tree-columns';
import { isPresent, typeOf } from '../../tree/version-bits';

/** Files are dealt out by so many bits of their digests, so that those that are compared lie near one another in memory. */
const BUCKET_BITS = 12;
const WORD_BITS = 32;

/**
 * Which files of a level have contents that another file has too: by SHA-256, empty ones left out, an inode once
 * whatever its names. Found in steps, since it looks at every file of the level. 1 byte a node, and 16 while it is made.
 */
export class DuplicateScan {
  isDone = false;
  readonly #columns: TreeColumns;
  readonly #view: LevelView;
  readonly #isDuplicate: Uint8Array;
  readonly #steps: Steps;

  constructor(columns: TreeColumns, view: LevelView) {
    this.#columns = columns;
    this.#view = view;
    this.#isDuplicate = new Uint8Array(columns.nodeCount);
    this.#steps = this.#run();
  }

  step(): void {
    this.isDone = this.#steps.next().done === true;
  }

  /** Of a file that the level has, once all steps are done: by any of its names. */
  has(node: number): boolean {
    return this.#isDuplicate[this.#view.linkNames.get(this.#sourceOf(node)) ?? node] === 1;
  }

  *#run(): Steps {
    const files = growingUint32();
    const words = growingUint32();
    const groups = new NodeGroups(1 << BUCKET_BITS);
    yield* inRanges(this.#columns.nodeCount, (from, to) => {
      for (let node = from; node < to; node++) {
        if (!this.#isCounted(node)) continue;
        const word = this.#digestOf(this.#sourceOf(node))[0] ?? 0;
        files.push(node);
        words.push(word);
        groups.count(word >>> (WORD_BITS - BUCKET_BITS));
      }
    });
    yield* groups.addUp();
    yield* this.#compare(yield* dealOut(files.view(), words.view(), groups));
  }

  /** Puts the files of each bucket in a table by the other bits, one of each contents. */
  *#compare({ files, words, start }: DealtFiles): Steps {
    let table = new Uint32Array();
    let work = 0;
    for (let bucket = 0; bucket < 1 << BUCKET_BITS; bucket++) {
      const first = start[bucket] ?? 0;
      const end = start[bucket + 1] ?? 0;
      const slots = 2 ** Math.ceil(Math.log2((end - first) * 2 + 2));
      if (table.length < slots) table = new Uint32Array(slots);
      else table.fill(0, 0, slots);
      for (let at = first; at < end; at++) {
        this.#compareFile(files, words, at, table, slots - 1);
        if (++work % STEP === 0) yield;
      }
    }
  }

  /** `table`: one more than the position of a file with such contents; 0 is free. */
  #compareFile(files: Uint32Array, words: Uint32Array, at: number, table: Uint32Array, mask: number): void {
    const word = words[at] ?? 0;
    for (let slot = word & mask; ; slot = (slot + 1) & mask) {
      const other = (table[slot] ?? 0) - 1;
      if (other < 0) {
        table[slot] = at + 1;
        return;
      }
      if (words[other] !== word || !this.#haveSameDigest(files[at] ?? 0, files[other] ?? 0)) continue;
      this.#isDuplicate[files[at] ?? 0] = 1;
      this.#isDuplicate[files[other] ?? 0] = 1;
      return;
    }
  }

  /** Whether a file that is not empty is seen there, and counts by this name. */
  #isCounted(node: number): boolean {
    const { entries, versionBits, versionSource } = this.#columns;
    const version = versionAt(this.#columns, node, this.#view.level);
    const bits = version < 0 ? 0 : (versionBits[version] ?? 0);
    if (!isPresent(bits) || typeOf(bits) !== EntryKind.file) return false;
    const source = versionSource[version] ?? 0;
    return (this.#view.linkNames.get(source) ?? node) === node && entries.size(source) > 0;
  }

  #sourceOf(node: number): number {
    return this.#columns.versionSource[versionAt(this.#columns, node, this.#view.level)] ?? 0;
  }

  #haveSameDigest(node: number, other: number): boolean {
    return isSameDigest(this.#digestOf(this.#sourceOf(node)), this.#digestOf(this.#sourceOf(other)));
  }

  #digestOf(source: number): Uint32Array {
    const { entries } = this.#columns;
    const layer = entries.layerOf(source);
    const start = (source - entries.start(layer)) * DIGEST_WORDS;
    return entries.columns(layer).sha256Words.subarray(start, start + DIGEST_WORDS);
  }
}

function isSameDigest(one: Uint32Array, other: Uint32Array): boolean {
  for (let word = 0; word < DIGEST_WORDS; word++) if (one[word] !== other[word]) return false;
  return true;
}

/** Files and the first words of their digests by bucket: those of one are `[start[bucket], start[bucket + 1])`. */
interface DealtFiles {
  readonly files: Uint32Array;
  readonly words: Uint32Array;
  readonly start: Uint32Array;
}

function* dealOut(files: Uint32Array, words: Uint32Array, groups: NodeGroups): Steps<DealtFiles> {
  const dealt = { files: new Uint32Array(files.length), words: new Uint32Array(files.length) };
  yield* inRanges(files.length, (from, to) => {
    for (let at = from; at < to; at++) {
      const word = words[at] ?? 0;
      const place = groups.place(word >>> (WORD_BITS - BUCKET_BITS));
      dealt.files[place] = files[at] ?? 0;
      dealt.words[place] = word;
    }
  });
  return { ...dealt, start: groups.start };
}
