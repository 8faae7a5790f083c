import { describe, expect, test } from 'vitest';
import { diffTexts, type TextDiff } from './diff-texts';
import { foldLines } from './fold-lines';

const diff = (before: string, after: string, withEnds = false) => diffTexts(before, after, { withEnds }) as TextDiff;
const SIGNS = { same: ' ', removed: '-', added: '+' };
const drawn = ({ lines }: TextDiff) =>
  lines.map(
    ({ kind, words }) => SIGNS[kind] + words.map(({ text, isChanged }) => (isChanged ? `[${text}]` : text)).join(''),
  );

test('lines that are the same, gone and new are told, with their numbers on both sides', () => {
  const { lines, removed, added } = diff('a\nb\nc\n', 'a\nc\nd\n');
  expect(lines.map(({ kind, before, after }) => [kind, before, after])).toEqual([
    ['same', 1, 1],
    ['removed', 2, null],
    ['same', 3, 2],
    ['added', null, 3],
  ]);
  expect([removed, added]).toEqual([1, 1]);
});

test('the words that differ are marked in lines that stand for each other', () => {
  expect(drawn(diff('set the level to 3\n', 'set the level to 4\n'))).toEqual([
    '-set the level to [3]',
    '+set the level to [4]',
  ]);
  expect(drawn(diff('all of this\n', 'something else entirely\n')).join('')).not.toContain('[');
});

describe('ends of lines', () => {
  test('are summed up apart: a line that differs by them alone is the same', () => {
    const result = diff('a\r\nb\r\nc\n', 'a\nB\nc\n');
    expect(result.ends).toEqual([{ from: '\r\n', to: '\n', count: 1 }]);
    expect(drawn(result)).toEqual([' a', '-b', '+B', ' c']);
  });

  test('count where they are asked for', () => {
    expect(drawn(diff('a\r\nb\n', 'a\nb\n', true))).toEqual(['-a', '+a', ' b']);
    expect(diff('a\r\nb\n', 'a\nb\n', true).ends).toEqual([]);
  });

  test('that are missing at the end of the file are told', () => {
    expect(diff('a\nb', 'a\nb\n').ends).toEqual([{ from: '', to: '\n', count: 1 }]);
  });
});

test('both sides can be put together again, whatever the texts are', () => {
  let seed = 7;
  const random = (below: number) => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    return seed % below;
  };
  const text = () =>
    Array.from(
      { length: random(12) },
      () => `${['a', 'b b', '', 'c d e'][random(4)]}${['\n', '\r\n', '\r'][random(3)]}`,
    ).join('') + ['', 'end'][random(2)];
  for (let round = 0; round < 500; round++) {
    const [before, after] = [text(), text()];
    const { lines } = diff(before, after, true);
    const side = (other: 'added' | 'removed') =>
      lines
        .filter(({ kind }) => kind !== other)
        .map(({ words, end }) => words.map((word) => word.text).join('') + end)
        .join('');
    expect([side('added'), side('removed')]).toEqual([before, after]);
  }
});

test('texts that have nothing in common are not compared for ever', () => {
  const many = (word: string) => Array.from({ length: 60_000 }, (_, at) => `${word} ${at}`).join('\n');
  expect(diffTexts(many('a'), many('b'), { withEnds: false })).toBeNull();
});

describe('unchanged lines', () => {
  const numbered = (from: number, to: number) =>
    Array.from({ length: to - from + 1 }, (_, at) => `${from + at}\n`).join('');

  test('are folded but for three beside a change', () => {
    const { lines } = diff(`${numbered(1, 20)}old\n${numbered(21, 22)}`, `${numbered(1, 20)}new\n${numbered(21, 22)}`);
    expect(foldLines(lines).map(({ kind, lines: inside }) => [kind, inside.length])).toEqual([
      ['fold', 17],
      ['lines', 7],
    ]);
  });

  test('all of them, where nothing changed', () => {
    expect(foldLines(diff(numbered(1, 9), numbered(1, 9)).lines).map(({ kind }) => kind)).toEqual(['fold']);
    expect(foldLines([])).toEqual([]);
  });

  test('and none gets lost', () => {
    const { lines } = diff(`x\n${numbered(1, 40)}y\n`, `${numbered(1, 18)}z\n${numbered(19, 40)}`);
    expect(foldLines(lines).flatMap((piece) => piece.lines)).toEqual(lines);
  });
});
