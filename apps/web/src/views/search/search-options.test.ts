import type { ImageAnswer, SearchAnswer, SearchRow } from '@stratascope/protocol/client';
import { describe, expect, test } from 'vitest';
import { en } from '../../i18n/en';
import type { Command } from './command';
import { firstChoice, type SearchState, searchGroups } from './search-options';

const image = {
  layers: Array.from({ length: 9 }, (_, at) => ({ layer: at + 1 })),
  steps: [{ layer: 4, createdBy: '/bin/sh -c apt-get update' }],
} as unknown as ImageAnswer;
const row = (path: string, more: Partial<SearchRow> = {}): SearchRow => ({
  path,
  name: path.slice(path.lastIndexOf('/') + 1),
  standing: 'live',
  type: 'file',
  mode: '0644',
  uid: 0,
  gid: 0,
  size: 7,
  layer: 1,
  layers: [1],
  ...more,
});
const answer = (more: Partial<SearchAnswer>): SearchAnswer => ({
  ref: 'sha256:0',
  q: '',
  level: 9,
  exact: null,
  layers: [],
  rows: [],
  next: null,
  total: null,
  bytes: null,
  ...more,
});
const commands: readonly Command[] = (['levelUp', 'themeDark', 'copyLink'] as const).map((id) => ({
  id,
  key: null,
  where: 'everywhere',
  run: () => undefined,
}));

const groups = (text: string, state: Partial<SearchState> = {}) =>
  searchGroups({ text, caret: text.length, answer: null, image, commands, labels: en.search.commands, ...state });
const ids = (text: string, state: Partial<SearchState> = {}) =>
  groups(text, state).map(({ id, options }) => [id, options.map((option) => option.id)]);

describe('what a search box offers', () => {
  test('is all commands while nothing is typed, then those whose name holds the words', () => {
    const [keys, named] = ids('');
    expect(keys?.[0]).toBe('completions');
    expect(named).toEqual(['commands', ['command levelUp', 'command themeDark', 'command copyLink']]);
    expect(ids('theme dark')).toEqual([['commands', ['command themeDark']]]);
    expect(ids('zzz')).toEqual([]);
  });

  test('is paths, with the exact one first and only once', () => {
    const found = answer({
      exact: row('/a/b'),
      rows: [row('/a/b'), row('/a/bc', { removed: { layer: 5, how: 'opaque' } })],
    });
    const [exact, paths] = groups('/a/b', { answer: found });
    expect(exact).toMatchObject({ id: 'exact', options: [{ path: '/a/b', folder: '/a/', name: 'b' }] });
    expect(paths).toMatchObject({ id: 'paths', options: [{ path: '/a/bc', removedIn: 5, bytes: 7 }] });
  });

  test('goes on where there are more paths', () => {
    expect(ids('zz', { answer: answer({ rows: [row('/zz')], next: 7 }) })).toEqual([['paths', ['path /zz', 'more']]]);
  });

  test('is layers by their words, and by their number', () => {
    expect(ids('apt', { answer: answer({ layers: [4] }) })).toEqual([['layers', ['layer 4']]]);
    for (const text of ['7', 'layer 7', '第7层']) expect(ids(text)).toEqual([['layers', ['level 7']]]);
    expect(ids('10')).toEqual([]);
  });

  test('is keys and values; Enter means a value that is typed, but not a key that a word happens to begin', () => {
    const value = groups('is:de').flatMap(({ options }) => options);
    expect(value[0]).toMatchObject({ kind: 'completion', text: 'is:dead', from: 0, to: 5 });
    expect(firstChoice('is:de', value)).toBe(0);
    const word = groups('la', { answer: answer({ rows: [row('/lab')] }) }).flatMap(({ options }) => options);
    expect(word.map(({ id }) => id)).toEqual(['key layer:', 'path /lab']);
    expect(firstChoice('la', word)).toBe(1);
    expect(firstChoice('x', [])).toBe(0);
    expect(firstChoice(' ', value)).toBe(-1);
  });
});
