import { describe, expect, test } from 'vitest';
import { completeQuery } from './complete-query';
import { QUERY_KEYS } from './query';

const offered = (text: string, caret = text.length) =>
  completeQuery(text, caret, 9).options.map((option) => option.text);

describe('completeQuery', () => {
  test('offers the keys that begin as the word at the caret does', () => {
    expect(offered('conf i')).toEqual(['is:', 'in:']);
    expect(offered('-l')).toEqual(['layer:']);
    expect(completeQuery('conf -l', 7, 9)).toMatchObject({ from: 6, to: 7 });
    expect(offered('-')).toHaveLength(QUERY_KEYS.length);
    expect(offered('')).toHaveLength(QUERY_KEYS.length);
    expect(offered('conf ')).toEqual([]);
    expect(offered('zz')).toEqual([]);
  });

  test('offers the values of a key, the newest layers first', () => {
    expect(offered('is:re')).toEqual(['is:removed', 'is:replaced']);
    expect(offered('type:')).toEqual(['type:file', 'type:dir', 'type:link', 'type:dev', 'type:fifo']);
    expect(offered('layer:')).toEqual(['9', '8', '7', '6', '5', '4', '3', '2', '1'].map((layer) => `layer:${layer}`));
    expect(offered('is:dead')).toEqual([]);
    expect(offered('foo:')).toEqual([]);
  });

  test('goes by the caret, and says nothing in the middle of a word or in quotes', () => {
    expect(offered('is:d conf', 4)).toEqual(['is:dead', 'is:dup']);
    expect(offered('is:d', 2)).toEqual([]);
    expect(offered('"i')).toEqual([]);
  });
});
