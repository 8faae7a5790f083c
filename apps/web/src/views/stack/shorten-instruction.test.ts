import { expect, test } from 'vitest';
import { shortenInstruction } from './shorten-instruction';

test('an instruction is shown by its word and its text', () => {
  expect(shortenInstruction('/bin/sh -c #(nop)  CMD ["bash"]')).toEqual({ word: 'CMD', text: '["bash"]' });
});

test('an instruction cannot reorder or break what stands beside it, however long', () => {
  const { text } = shortenInstruction(`RUN echo \u202e ${'x'.repeat(100_000)}`);
  expect(text.startsWith('echo \\u202e xx')).toBe(true);
  expect(text.length).toBeLessThan(500);
});
