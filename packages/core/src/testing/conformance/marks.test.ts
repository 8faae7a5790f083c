import { describe, expect, test } from 'vitest';
import { layer } from '../layer-recipe';
import { loadLayers, problemLines, rowsOf } from './open-recipe';

const base = layer().dir('d').file('d/old', '1').dir('d/sub').file('d/sub/deep', '2').file('f', '3');

describe('rule 4: marks act on the level below, before any entry of their layer', () => {
  test('wherever they stand in the tar', async () => {
    const after = layer().file('d/new', 'n').opaque('d').file('f', 'again').whiteout('f');
    const before = layer().opaque('d').whiteout('f').file('d/new', 'n').file('f', 'again');
    const rows = ['/ dir implied @0', '/d dir @1', '/d/new file "n" @2', '/f file "again" @2'];
    expect(await rowsOf([base, after])).toEqual(rows);
    expect(await rowsOf([base, before])).toEqual(rows);
  });

  test('of two that hide a path the first in the tar is the cause', async () => {
    const ghosts = async (second: ReturnType<typeof layer>) =>
      (await rowsOf([layer().file('d/x', '1'), second], { ghosts: true })).filter((row) => row.includes('ghost'));
    expect(await ghosts(layer().opaque('d').whiteout('d/x'))).toEqual(['/d/x ghost file 1 @1, opaque in 2']);
    expect(await ghosts(layer().whiteout('d/x').opaque('d'))).toEqual(['/d/x ghost file 1 @1, whiteout in 2']);
  });
});

describe('rule 5: whiteouts', () => {
  test('hide a name with all below it', async () => {
    expect(await rowsOf([base, layer().whiteout('d')], { ghosts: true })).toEqual([
      '/ dir implied @0',
      '/d ghost dir @1, whiteout in 2',
      '/d/old ghost file 1 @1, whiteout in 2',
      '/d/sub ghost dir @1, whiteout in 2',
      '/d/sub/deep ghost file 1 @1, whiteout in 2',
      '/f file "3" @1',
    ]);
  });

  test('of any type and size; what lies below one of type folder is ignored', async () => {
    const marks = layer().dir('.wh.d').file('.wh.d/x', 'no').file('.wh.f', 'with bytes');
    expect(await rowsOf([base, marks])).toEqual(['/ dir implied @0']);
  });

  test('beside a new directory of the name let nothing of the old shine through', async () => {
    const anew = layer().dir('d').file('d/new', 'n').whiteout('d');
    expect(await rowsOf([base, anew])).toEqual([
      '/ dir implied @0',
      '/d dir @2',
      '/d/new file "n" @2',
      '/f file "3" @1',
    ]);
    const { tree } = await loadLayers(base, anew);
    expect(tree.ledger(2).layers[0]?.deadBy).toEqual([{ cause: 'whiteout', by: 2, bytes: 2 }]);
  });

  test('make no parents and replace none', async () => {
    expect(await rowsOf([base, layer().whiteout('no/such').whiteout('f/x')])).toEqual(await rowsOf([base]));
  });
});

describe('rule 6: opaque marks', () => {
  test('hide the children that the level below has, and no other', async () => {
    expect(await rowsOf([base, layer().file('d/new', 'n').opaque('d')])).toEqual([
      '/ dir implied @0',
      '/d dir @1',
      '/d/new file "n" @2',
      '/f file "3" @1',
    ]);
  });

  test('hide everything where they stand in the root', async () => {
    expect(await rowsOf([base, layer().opaque('').file('only', 'o')])).toEqual([
      '/ dir implied @0',
      '/only file "o" @2',
    ]);
  });
});

describe('rule 7: reserved names', () => {
  test('AUFS bookkeeping is never shown, but may be what a hard link names', async () => {
    const aufs = layer()
      .dir('.wh..wh.plnk')
      .file('.wh..wh.plnk/12.34', 'stored')
      .file('.wh..wh.aufs', '')
      .dir('.wh..wh.orph')
      .hardlink('a', '.wh..wh.plnk/12.34')
      .hardlink('b', '.wh..wh.plnk/12.34');
    expect(await rowsOf([aufs])).toEqual(['/ dir implied @0', '/a file "stored" = /a @1', '/b file "stored" = /a @1']);
  });

  test('marks that name nothing, and marks in the middle of a path, are problems without effect', async () => {
    const bad = layer().file('.wh.', '').file('d/.wh..', '').file('d/.wh...', '').file('.wh.f/x', '');
    expect(await rowsOf([base, bad])).toEqual(await rowsOf([base]));
    expect(problemLines((await loadLayers(base, bad)).problems)).toEqual([
      'bad-whiteout 2 /.wh.',
      'bad-whiteout 2 /d/.wh..',
      'bad-whiteout 2 /d/.wh...',
      'bad-whiteout 2 /.wh.f/x',
    ]);
  });
});

describe('rule 8: marks of nothing', () => {
  test('are noted and change nothing', async () => {
    const marks = layer().whiteout('nobody').opaque('f').opaque('nowhere');
    expect(await rowsOf([base, marks])).toEqual(await rowsOf([base]));
    expect(problemLines((await loadLayers(base, marks)).problems)).toEqual([
      'whiteout-of-nothing 2 /.wh.nobody',
      'whiteout-of-nothing 2 /f/.wh..wh..opq',
      'whiteout-of-nothing 2 /nowhere/.wh..wh..opq',
    ]);
  });
});
