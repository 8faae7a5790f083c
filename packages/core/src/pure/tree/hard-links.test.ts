import { expect, test } from 'vitest';
import { layerIndexOf } from '../../testing/layer-index-of';
import { layer } from '../../testing/layer-recipe';
import { textToByteString } from '../model/byte-string';
import { normalizePath } from '../model/entry-path';
import { mergeLayers } from './merge-layers';

test('the names of an inode are those that a level shows (rule 12)', () => {
  const base = layer().file('b', 'x').hardlink('a', 'b').hardlink('c', 'b').file('alone');
  const tree = mergeLayers([base, layer().whiteout('a'), layer().file('b', 'y')].map((each) => layerIndexOf(each)));
  const names = (path: string, level: number) => {
    const node = tree.find(normalizePath(textToByteString(path)) ?? ('/' as never));
    return node === null ? null : tree.hardLinks(node, level).map((each) => tree.path(each));
  };

  expect(names('/b', 1)).toEqual(['/a', '/b', '/c']);
  expect(names('/c', 2)).toEqual(['/b', '/c']);
  expect(names('/a', 2)).toEqual([]);
  // A version of its own breaks a name off the group, and one that is left alone has no other names.
  expect(names('/c', 3)).toEqual([]);
  expect(names('/alone', 3)).toEqual([]);
});
