import { textToByteString } from '@stratascope/core';
import { expect, test } from 'vitest';
import { splitName } from './split-name';

test('a long name keeps its last twelve characters', () => {
  const { head, tail } = splitName(textToByteString('0042_long-migration-name-at-both-ends.py'));
  expect(tail).toBe('both-ends.py');
  expect(head + tail).toBe('0042_long-migration-name-at-both-ends.py');
});

test('a short name stays whole', () => {
  expect(splitName(textToByteString('requirements.txt'))).toEqual({ head: 'requirements.txt', tail: '' });
});

test('no character is cut', () => {
  const name = textToByteString('一个非常长的文件名称很长');
  expect(splitName(name).tail.length % 3).toBe(0);
  expect(splitName(name).head.length % 3).toBe(0);
});
