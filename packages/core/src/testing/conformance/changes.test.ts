import type { MergedTree } from '@stratascope/core';
import { byteStringToText } from '@stratascope/core';
import { describe, expect, test } from 'vitest';
import { layer } from '../layer-recipe';
import { loadLayers, rowsOf } from './open-recipe';

const changesOf = (tree: MergedTree, from: number, to: number) =>
  Array.from(tree.changes(from, to), ({ node, change, changed, how }) =>
    [byteStringToText(tree.path(node)), change, ...changed, ...(how === null ? [] : [how])].join(' '),
  );

const versionsOf = (tree: MergedTree, path: string) =>
  [...tree.walk(tree.layerCount, { ghosts: true })]
    .filter((node) => tree.path(node) === path)
    .flatMap((node) => tree.versions(node).map(({ layer: at, change, changed }) => [at, change, ...changed].join(' ')));

describe('rule 16: changes', () => {
  const layers = [
    layer()
      .dir('d')
      .file('d/content', '1')
      .file('d/meta', '2')
      .file('d/same', '3')
      .file('d/type', '4')
      .file('d/gone', '5')
      .dir('e')
      .file('e/in', '6')
      .file('g', '7'),
    layer()
      .dir('d')
      .file('d/content', '1!', { mode: 0o600 })
      .file('d/meta', '2', { uid: 1, mtime: '1709251200.5' })
      .file('d/same', '3')
      .symlink('d/type', 'x')
      .whiteout('d/gone')
      .opaque('e')
      .dir('g'),
    layer().file('d/gone', '5', { gid: 3 }).file('new', '8'),
  ];

  test('are judged level against level, each with what exactly changed', async () => {
    const { tree } = await loadLayers(...layers);
    // The directory that is merely repeated and the file that is brought again as it was are no changes.
    expect(changesOf(tree, 1, 2)).toEqual([
      '/d/content content mode',
      '/d/gone removed whiteout',
      '/d/meta metadata uid',
      '/d/type replaced',
      '/e/in removed opaque',
      '/g replaced',
    ]);
    expect(changesOf(tree, 2, 3)).toEqual(['/d/gone re-added gid', '/new added']);
    expect(tree.changeCounts(2)).toEqual({ added: 0, changed: 4, metadata: 1, removed: 2 });
  });

  test('of a range are those between its ends', async () => {
    const { tree } = await loadLayers(...layers);
    expect(changesOf(tree, 1, 3)).toEqual([
      '/d/content content mode',
      '/d/gone metadata gid',
      '/d/meta metadata uid',
      '/d/type replaced',
      '/e/in removed opaque',
      '/g replaced',
      '/new added',
    ]);
  });

  test('times are equal where one of them has no fraction', async () => {
    const times = [
      layer().file('a', '', { mtime: '5.25' }),
      layer().file('a', '', { mtime: 5 }),
      layer().file('a', '', { mtime: '5.5' }),
      layer().file('a', '', { mtime: '5.75' }),
    ];
    const { tree } = await loadLayers(...times);
    expect(versionsOf(tree, '/a')).toEqual(['1 added', '2 identical', '3 identical', '4 metadata mtime']);
  });
});

describe('rule 24: the history of a path, and ghosts', () => {
  const layers = [
    layer().dir('d').file('d/x', 'one'),
    layer().whiteout('d/x').file('d/x', 'two'),
    layer().whiteout('d'),
    layer().file('d/x', 'two'),
    layer().file('tmp', 'brief').file('d', 'flat'),
  ];

  test('versions come oldest first; a removed ancestor is a version of each path below it', async () => {
    const { tree } = await loadLayers(...layers);
    expect(versionsOf(tree, '/d/x')).toEqual(['1 added', '2 content', '3 removed', '4 re-added', '5 removed']);
    expect(versionsOf(tree, '/d')).toEqual(['1 added', '3 removed', '4 re-added mtime', '5 replaced']);
  });

  test('a version says what it brought, what it killed and how its own bytes died', async () => {
    const { tree } = await loadLayers(...layers);
    const node = [...tree.walk(5, { ghosts: true })].find((each) => tree.path(each) === '/d/x');
    const versions = node === undefined ? [] : tree.versions(node);
    expect(versions.map(({ broughtBytes, killed, death }) => ({ broughtBytes, killed, death }))).toEqual([
      { broughtBytes: 3, killed: null, death: { cause: 'whiteout', layer: 2 } },
      { broughtBytes: 3, killed: { cause: 'whiteout', bytes: 3, layer: 1 }, death: { cause: 'whiteout', layer: 3 } },
      { broughtBytes: 0, killed: { cause: 'whiteout', bytes: 3, layer: 2 }, death: null },
      { broughtBytes: 3, killed: null, death: { cause: 'replaced', layer: 5 } },
      { broughtBytes: 0, killed: { cause: 'replaced', bytes: 3, layer: 4 }, death: null },
    ]);
  });

  test('ghosts are what some level below had, with the layer that took it last', async () => {
    const brief = [...layers.slice(0, 2), layer().file('own', '1').whiteout('own'), layer().whiteout('d')];
    expect(await rowsOf(brief, { ghosts: true })).toEqual([
      '/ dir implied @0',
      '/d ghost dir @1, whiteout in 4',
      '/d/x ghost file 3 @2, whiteout in 4',
      '/own file "1" @3',
    ]);
    const lostItself = [layer().file('a/b', 'own').file('a', 'flat')];
    expect(await rowsOf(lostItself, { ghosts: true })).toEqual(['/ dir implied @0', '/a file "flat" @1']);
  });
});
