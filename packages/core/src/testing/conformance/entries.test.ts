import { describe, expect, test } from 'vitest';
import { layer } from '../layer-recipe';
import { loadLayers, problemLines, rowsOf } from './open-recipe';

describe('rule 9: one thing over another', () => {
  const base = layer().dir('a', { mode: 0o700 }).file('a/child', '1').file('b', '2');

  test('a directory over a directory: the newer attributes, the older children', async () => {
    expect(await rowsOf([base, layer().dir('a', { mode: 0o750 }).file('a/new', '3')])).toEqual([
      '/ dir implied @0',
      '/a dir 0750 @2',
      '/a/child file "1" @1',
      '/a/new file "3" @2',
      '/b file "2" @1',
    ]);
  });

  test('a non-directory over a directory hides the whole subtree', async () => {
    expect(await rowsOf([base, layer().symlink('a', 'b')], { ghosts: true })).toEqual([
      '/ dir implied @0',
      '/a symlink -> b @2',
      '/a/child ghost file 1 @1, replaced in 2',
      '/b file "2" @1',
    ]);
  });

  test('a directory over a non-directory starts empty', async () => {
    const back = [base, layer().file('a', 'flat'), layer().dir('a').dir('b')];
    expect(await rowsOf(back)).toEqual(['/ dir implied @0', '/a dir @3', '/b dir @3']);
  });
});

describe('rule 10: no symbolic link is followed', () => {
  test('an entry below a link of a lower layer makes a directory of it, with a note', async () => {
    const layers = [
      layer().dir('usr/bin').file('usr/bin/sh', '1').symlink('bin', 'usr/bin'),
      layer().file('bin/tool', '2'),
    ];
    expect(await rowsOf(layers)).toEqual([
      '/ dir implied @0',
      '/bin dir implied @2',
      '/bin/tool file "2" @2',
      '/usr dir implied @1',
      '/usr/bin dir @1',
      '/usr/bin/sh file "1" @1',
    ]);
    expect(problemLines((await loadLayers(...layers)).problems)).toEqual(['parent-replaced 2 /bin']);
  });

  test('below one of the same layer it is a problem', async () => {
    const hostile = layer().symlink('etc', '/elsewhere').file('etc/passwd', '1');
    expect(await rowsOf([hostile])).toEqual(['/ dir implied @0', '/etc dir implied @1', '/etc/passwd file "1" @1']);
    expect(problemLines((await loadLayers(hostile)).problems)).toEqual(['through-non-directory 1 /etc/passwd']);
  });
});

describe('rule 11: twice in one layer', () => {
  test('the later entry wins, and what the loser carried is dead at once', async () => {
    const twice = layer().file('a', 'loser').file('a', 'winner').dir('d', { mode: 0o700 }).dir('d', { mode: 0o711 });
    expect(await rowsOf([twice])).toEqual(['/ dir implied @0', '/a file "winner" @1', '/d dir 0711 @1']);
    const { tree } = await loadLayers(twice);
    expect(tree.ledger(1).layers).toEqual([
      { layer: 1, content: 11, live: 6, dead: 5, deadBy: [{ cause: 'superseded-in-layer', by: 1, bytes: 5 }] },
    ]);
  });

  test('a later non-directory drops what the layer put below it', async () => {
    const dropped = layer().file('a/b', 'gone').file('a', 'flat');
    expect(await rowsOf([dropped])).toEqual(['/ dir implied @0', '/a file "flat" @1']);
  });
});

describe('rule 12: hard links', () => {
  const base = layer().file('one', 'content', { mode: 0o600, uid: 7 }).hardlink('./two', '/one').symlink('s', 'one');

  test('are names of one inode, whatever the attributes of their own entries', async () => {
    const linked = layer()
      .file('one', 'content', { mode: 0o600, uid: 7 })
      .hardlink('two', './one', { mode: 0o777, mtime: 1 });
    expect(await rowsOf([linked])).toEqual([
      '/ dir implied @0',
      '/one file "content" 0600 7:0 = /one @1',
      '/two file "content" 0600 7:0 = /one @1',
    ]);
  });

  test('may name what a lower layer has, and another name of a symbolic link', async () => {
    expect(await rowsOf([base, layer().hardlink('three', 'two').hardlink('t', 's')])).toEqual([
      '/ dir implied @0',
      '/one file "content" 0600 7:0 = /one @1',
      '/s symlink -> one = /s @1',
      '/t symlink -> one = /s @2',
      '/three file "content" 0600 7:0 = /one @2',
      '/two file "content" 0600 7:0 = /one @1',
    ]);
  });

  test('break off where a layer brings its own version, and outlive the removal of others', async () => {
    const layers = [base, layer().file('one', 'own'), layer().whiteout('one')];
    expect((await rowsOf(layers, { level: 2 })).slice(1)).toEqual([
      '/one file "own" @2',
      '/s symlink -> one @1',
      '/two file "content" 0600 7:0 @1',
    ]);
    const { tree } = await loadLayers(...layers);
    expect(tree.ledger(3).live).toBe('content'.length);
  });

  test('to nothing and to a directory are problems, and ignored with their parents', async () => {
    const bad = layer()
      .dir('d')
      .hardlink('x/a', 'nobody')
      .hardlink('b', 'd')
      .hardlink('c', '../../one')
      .hardlink('e', 'later')
      .file('later', '1');
    expect(await rowsOf([bad])).toEqual(['/ dir implied @0', '/d dir @1', '/later file "1" @1']);
    expect(problemLines((await loadLayers(bad)).problems)).toEqual([
      'hardlink-target-missing 1 /x/a',
      'hardlink-to-directory 1 /b',
      'hardlink-target-missing 1 /c',
      'hardlink-target-missing 1 /e',
    ]);
  });
});
