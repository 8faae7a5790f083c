import { expect, test } from 'vitest';
import { type DropItem, readDrop } from './read-drop';

const file = (name: string): DropItem => ({
  kind: 'file',
  getAsFile: () => new File(['x'], name),
  webkitGetAsEntry: () => ({ isDirectory: false, name }),
});
const folder = (name: string): DropItem => ({
  kind: 'file',
  // A browser gives a file of no use for a folder.
  getAsFile: () => new File([], name),
  webkitGetAsEntry: () => ({ isDirectory: true, name }),
});
const link: DropItem = { kind: 'string', getAsFile: () => null, webkitGetAsEntry: () => null };

test('files are taken in the order they were dropped', () => {
  const drop = readDrop([file('a.tar'), link, file('b.tar')]);
  expect(drop.kind === 'files' && drop.files.map(({ name }) => name)).toEqual(['a.tar', 'b.tar']);
});

test('a folder is told from a file, also beside one', () => {
  expect(readDrop([file('a.tar'), folder('layout')])).toEqual({ kind: 'folder', name: 'layout' });
});

test('text or a link is nothing to open', () => {
  expect(readDrop([link])).toEqual({ kind: 'nothing' });
  expect(readDrop([])).toEqual({ kind: 'nothing' });
});
