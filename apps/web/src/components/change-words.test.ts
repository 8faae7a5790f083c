import { expect, test } from 'vitest';
import { common } from '../i18n/en/common';
import { markOf, wordOf } from './change-words';

test.each([
  [{ change: 'added' }, 'added', 'added'],
  [{ change: 'metadata', changed: ['mode'] }, 'metadata', 'mode'],
  [{ change: 'metadata', changed: ['uid', 'gid', 'mtime'] }, 'metadata', 'owner, time'],
  [{ change: 'metadata', changed: [] }, 'metadata', 'metadata only'],
  [{ change: 'removed', how: 'whiteout' }, 'removed', 'removed'],
  [{ change: 'removed', how: 'opaque' }, 'emptied', 'emptied'],
  [{ change: 're-added' }, 're-added', 'added again'],
  [{ change: 'inside' }, 'inside', 'inside'],
  [{ change: 'repeated' }, 'unchanged', 'unchanged'],
  [{ change: null }, 'unchanged', 'unchanged'],
] as const)('%o is %s, “%s”', (change, mark, word) => {
  expect(markOf(change)).toBe(mark);
  expect(wordOf(change, common)).toBe(word);
});
