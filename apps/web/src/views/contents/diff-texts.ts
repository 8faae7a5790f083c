import { diffArrays, diffWordsWithSpace } from 'diff';

/** A run of a line; `changed`: the other side has not got it. */
export interface DiffWords {
  readonly text: string;
  readonly isChanged: boolean;
}

/** A line of a unified diff. */
export interface DiffLine {
  readonly kind: 'same' | 'removed' | 'added';
  /** From 1; null where the side has no such line. */
  readonly before: number | null;
  readonly after: number | null;
  readonly words: readonly DiffWords[];
  /** What ends it: `\n`, `\r\n`, `\r`, or nothing at the end of the file. */
  readonly end: string;
}

/** A change of line ends on lines that are the same but for them. */
export interface EndChange {
  readonly from: string;
  readonly to: string;
  readonly count: number;
}

export interface TextDiff {
  readonly lines: readonly DiffLine[];
  /** The most frequent first. */
  readonly ends: readonly EndChange[];
  readonly removed: number;
  readonly added: number;
}

/** Beyond so many changed lines, or so long a search, two texts have too little in common for a diff to say anything. */
const MOST_EDITS = 20_000;
const LONGEST_MILLISECONDS = 4000;
/** Longer lines are compared as a whole. */
const LONGEST_LINE = 2000;

interface Line {
  readonly text: string;
  readonly end: string;
}

/**
 * Compares two texts line by line. Ends of lines are compared apart: a line that differs only by them counts as the same,
 * unless `withEnds` asks for them.
 *
 * @returns null where they have too little in common
 */
export function diffTexts(
  before: string,
  after: string,
  { withEnds }: { readonly withEnds: boolean },
): TextDiff | null {
  const olds = linesOf(before);
  const news = linesOf(after);
  const isSame = withEnds
    ? (a: Line, b: Line) => a.text === b.text && a.end === b.end
    : (a: Line, b: Line) => a.text === b.text;
  const parts = diffArrays(olds, news, {
    comparator: isSame,
    maxEditLength: MOST_EDITS,
    timeout: LONGEST_MILLISECONDS,
  });
  if (parts === undefined) return null;

  const lines: DiffLine[] = [];
  const ends = new Map<string, EndChange>();
  let old = 0;
  let now = 0;
  const take = (kind: DiffLine['kind'], line: Line, words?: readonly DiffWords[]) =>
    lines.push({
      kind,
      before: kind === 'added' ? null : ++old,
      after: kind === 'removed' ? null : ++now,
      words: words ?? [{ text: line.text, isChanged: false }],
      end: line.end,
    });
  for (let at = 0; at < parts.length; at++) {
    const part = parts[at];
    if (part === undefined) continue;
    const next = parts[at + 1];
    if (part.removed && next?.added) {
      const pairs = part.value.map((line, index) => [line, next.value[index]] as const);
      const marked = pairs.map(([a, b]) => (b === undefined ? null : markWords(a.text, b.text)));
      for (const [index, line] of part.value.entries()) take('removed', line, marked[index]?.before);
      for (const [index, line] of next.value.entries()) take('added', line, marked[index]?.after);
      at++;
    } else if (part.removed || part.added) {
      for (const line of part.value) take(part.removed ? 'removed' : 'added', line);
    } else {
      for (const line of part.value) {
        const other = olds[old];
        if (other !== undefined && other.end !== line.end) countEnd(ends, other.end, line.end);
        take('same', line);
      }
    }
  }
  return {
    lines,
    ends: [...ends.values()].sort((a, b) => b.count - a.count),
    removed: lines.filter(({ kind }) => kind === 'removed').length,
    added: lines.filter(({ kind }) => kind === 'added').length,
  };
}

function countEnd(ends: Map<string, EndChange>, from: string, to: string): void {
  const key = `${from} ${to}`;
  ends.set(key, { from, to, count: (ends.get(key)?.count ?? 0) + 1 });
}

/** Lines with what ends them; a text that ends in a line end has no empty line after it. */
function linesOf(text: string): Line[] {
  const lines: Line[] = [];
  for (const [, line = '', end = ''] of text.matchAll(/([^\r\n]*)(\r\n|\n|\r|$)/g)) {
    if (line !== '' || end !== '') lines.push({ text: line, end });
  }
  return lines;
}

/** Which words of two lines differ; nothing is marked where hardly anything is the same. */
function markWords(
  before: string,
  after: string,
): { readonly before: readonly DiffWords[]; readonly after: readonly DiffWords[] } | null {
  if (before.length > LONGEST_LINE || after.length > LONGEST_LINE) return null;
  const parts = diffWordsWithSpace(before, after);
  const same = parts.reduce((sum, part) => sum + (part.added || part.removed ? 0 : part.value.trim().length), 0);
  if (same * 3 < Math.min(before.length, after.length)) return null;
  return {
    before: parts.filter(({ added }) => !added).map(({ value, removed }) => ({ text: value, isChanged: removed })),
    after: parts.filter(({ removed }) => !removed).map(({ value, added }) => ({ text: value, isChanged: added })),
  };
}
