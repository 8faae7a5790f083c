import { describe, expect, test } from 'vitest';
import { type LayerRecipe, layer } from '../../testing/layer-recipe';
import { mergeRecipes, nodeAt } from '../../testing/merge-recipes';
import { ghostRow, lsRow, lsRows } from './ls-row';

const json = (...layers: readonly LayerRecipe[]) =>
  [...lsRows(mergeRecipes(...layers), layers.length, { ghosts: true })].slice(1).map((row) => JSON.stringify(row));

describe('rule 25 to the letter', () => {
  test('each type has its fields, in their order', () => {
    expect(
      json(
        layer()
          .block('block', 8, 1, { mtime: 1 })
          .char('char', 1, 3, { mtime: 1 })
          .dir('dir', { mode: 0o1777, uid: 7, gid: 8, mtime: 1 })
          .fifo('fifo', { mtime: 1 })
          .file('file', 'abc', { mode: 0o4755, mtime: '1.50', xattrs: { 'user.b': 'x', 'security.a': 'yy' } })
          .hardlink('hard', 'file')
          .file('implied/empty', '', { mtime: -2 })
          .symlink('link', '../x', { mtime: 1 }),
      ),
    ).toEqual([
      '{"path":"/block","type":"block","mode":"0644","uid":0,"gid":0,"mtime":"1","dev":"8:1","layer":1}',
      '{"path":"/char","type":"char","mode":"0644","uid":0,"gid":0,"mtime":"1","dev":"1:3","layer":1}',
      '{"path":"/dir","type":"dir","mode":"1777","uid":7,"gid":8,"mtime":"1","layer":1}',
      '{"path":"/fifo","type":"fifo","mode":"0644","uid":0,"gid":0,"mtime":"1","layer":1}',
      '{"path":"/file","type":"file","mode":"4755","uid":0,"gid":0,"mtime":"1.5","size":3,"sha256":"ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad","xattrs":{"security.a":"eXk=","user.b":"eA=="},"hl":"/file","layer":1}',
      '{"path":"/hard","type":"file","mode":"4755","uid":0,"gid":0,"mtime":"1.5","size":3,"sha256":"ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad","xattrs":{"security.a":"eXk=","user.b":"eA=="},"hl":"/file","layer":1}',
      '{"path":"/implied","type":"dir","mode":"0755","uid":0,"gid":0,"implied":true,"layer":1}',
      '{"path":"/implied/empty","type":"file","mode":"0644","uid":0,"gid":0,"mtime":"-2","size":0,"sha256":"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855","layer":1}',
      '{"path":"/link","type":"symlink","mode":"0777","uid":0,"gid":0,"mtime":"1","link":"../x","layer":1}',
    ]);
  });

  test('the root that no layer declares has a row of its own, at level 0 too', () => {
    const root = '{"path":"/","type":"dir","mode":"0755","uid":0,"gid":0,"implied":true,"layer":0}';
    const tree = mergeRecipes(layer().file('a'));
    expect([...lsRows(tree, 0)].map((row) => JSON.stringify(row))).toEqual([root]);
    expect(JSON.stringify([...lsRows(tree, 1)][0])).toBe(root);
  });

  test('ghosts stand among the others', () => {
    expect(
      json(
        layer().file('a', 'abc', { mtime: 1 }).file('b', '', { mtime: 1 }).symlink('c', 'x'),
        layer().whiteout('a').whiteout('c'),
      ),
    ).toEqual([
      '{"path":"/a","ghost":true,"type":"file","size":3,"removedBy":{"layer":2,"how":"whiteout"},"layer":1}',
      '{"path":"/b","type":"file","mode":"0644","uid":0,"gid":0,"mtime":"1","size":0,"sha256":"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855","layer":1}',
      '{"path":"/c","ghost":true,"type":"symlink","removedBy":{"layer":2,"how":"whiteout"},"layer":1}',
    ]);
  });

  test('bytes that are not UTF-8 stand in hexadecimal beside the text', () => {
    const name = Uint8Array.of(0x61, 0xff, 0x62);
    const rows = json(layer().symlink(name, name, { mtime: 1 }), layer().hardlink('z', name), layer().whiteout(name));
    expect(rows).toEqual([
      '{"path":"/a\ufffdb","pathHex":"2f61ff62","ghost":true,"type":"symlink","removedBy":{"layer":3,"how":"whiteout"},"layer":1}',
      '{"path":"/z","type":"symlink","mode":"0777","uid":0,"gid":0,"mtime":"1","link":"a\ufffdb","linkHex":"61ff62","layer":2}',
    ]);
  });

  test('an attribute may have any name', () => {
    const tree = mergeRecipes(layer().file('f', '', { xattrs: { 'user.\u00e9': 'x', ['__proto__']: 'y' } }));
    const row = lsRow(tree, nodeAt(tree, '/f'), 1);
    expect(JSON.stringify(row?.xattrs)).toBe('{"__proto__":"eQ==","user.\u00e9":"eA=="}');
  });

  test('a path has a row or a ghost row, never both, and neither before it was', () => {
    const tree = mergeRecipes(layer().file('a'), layer().whiteout('a'));
    const a = nodeAt(tree, '/a');
    expect([0, 1, 2].map((level) => [lsRow(tree, a, level) !== null, ghostRow(tree, a, level) !== null])).toEqual([
      [false, false],
      [true, false],
      [false, true],
    ]);
  });
});
