import { expect, test } from 'vitest';
import { readOsRelease } from './os-release';

const read = (text: string) => readOsRelease(new TextEncoder().encode(text));

test('a distribution is known by the names and the version that it gives itself', () => {
  expect(
    read(
      'PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"\nNAME="Debian GNU/Linux"\nVERSION_ID="12"\nVERSION="12 (bookworm)"\nID=debian\n',
    ),
  ).toEqual({
    id: 'debian',
    name: 'Debian GNU/Linux',
    version: '12 (bookworm)',
    prettyName: 'Debian GNU/Linux 12 (bookworm)',
  });
});

test('without a version for people the one for programs is taken', () => {
  expect(read('ID=alpine\nVERSION_ID=3.20.1\n')).toEqual({
    id: 'alpine',
    name: null,
    version: '3.20.1',
    prettyName: null,
  });
});

test('values are read as a shell reads them, and nothing is expanded', () => {
  const name = (value: string) => read(`NAME=${value}`)?.name;
  expect(name("'It is'")).toBe('It is');
  expect(name('"a \\"b\\" \\$HOME \\\\"')).toBe('a "b" $HOME \\');
  expect(name('$(id)')).toBe('$(id)');
  expect(name('one\nNAME=two')).toBe('two');
});

test('a file that says nothing of it is none', () => {
  expect(read('')).toBeNull();
  expect(read('# NAME=x\nname=y\nNAME=\n')).toBeNull();
  expect(read('\xff\x00')).toBeNull();
});

test('a value is bounded', () => {
  expect(read(`NAME=${'x'.repeat(100_000)}`)?.name).toHaveLength(200);
});
