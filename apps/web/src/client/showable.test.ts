import { expect, test } from 'vitest';
import { showable } from './showable';

test('names, titles and labels of an answer hold nothing that hides or reorders', () => {
  const answer = {
    names: ['app\u202egpj.exe', 'two\nlines'],
    config: { labels: { 'a\u200bb': 'x\u2066y\nz' }, environment: ['A=\x1b[31m'], user: 'ro\tot' },
    steps: [{ createdBy: 'RUN a \\\n\tb\u202e' }],
    layers: [{ layer: 1, folders: [{ path: '/a\u202e', bytes: 5 }] }],
    base: null,
  };
  expect(showable(answer)).toEqual({
    names: ['app\\u202egpj.exe', 'two\\x0alines'],
    config: { labels: { 'a\\u200bb': 'x\\u2066y\nz' }, environment: ['A=\\x1b[31m'], user: 'ro\\x09ot' },
    steps: [{ createdBy: 'RUN a \\\n\tb\\u202e' }],
    layers: [{ layer: 1, folders: [{ path: '/a\u202e', bytes: 5 }] }],
    base: null,
  });
});

test('what is asked for again stays what it is', () => {
  const place = { id: 'ab', location: '/tmp/a\u202eb.tar', title: 'a\u202eb.tar' };
  expect(showable(place)).toEqual({ ...place, title: 'a\\u202eb.tar' });
});

test('a label that is called like a field is shown like any other', () => {
  expect(showable({ labels: { path: '\u202e', __proto__x: '\u200b' } })).toEqual({
    labels: { path: '\\u202e', __proto__x: '\\u200b' },
  });
});
