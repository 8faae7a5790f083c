import { describe, expect, test } from 'vitest';
import { type LayerRecipe, layer } from '../../testing/layer-recipe';
import { mergeRecipes, treeLines } from '../../testing/merge-recipes';

/** The top level of an image. */
const merged = (...layers: readonly (LayerRecipe | null)[]) => treeLines(mergeRecipes(...layers), layers.length);

/** The top level with its ghosts. */
const withGhosts = (...layers: readonly LayerRecipe[]) =>
  treeLines(mergeRecipes(...layers), layers.length, { ghosts: true });

/** What merging reports, as `code layer path`. */
const problems = (...layers: readonly LayerRecipe[]) =>
  mergeRecipes(...layers).problems.map(({ code, layer: number, path }) => `${code} ${number} ${path}`);

describe('rule 3: implied directories', () => {
  test('a parent that no layer declares is implied by the layer that first needed it', () => {
    expect(merged(layer().file('a/b/c'), layer().file('a/b/d'))).toEqual([
      '/a dir @1 implied',
      '/a/b dir @1 implied',
      '/a/b/c file @1',
      '/a/b/d file @2',
    ]);
  });

  test('an entry of its own, in the same layer or later, replaces what was implied', () => {
    const tree = mergeRecipes(layer().file('a/x').dir('a', { mode: 0o700 }), layer().file('b/x'), layer().dir('b'));
    expect(treeLines(tree, 2)).toEqual(['/a dir @1', '/a/x file @1', '/b dir @2 implied', '/b/x file @2']);
    expect(treeLines(tree, 3)).toEqual(['/a dir @1', '/a/x file @1', '/b dir @3', '/b/x file @2']);
  });

  test('a declared directory that a later layer only implies keeps what it has', () => {
    expect(merged(layer().dir('a', { mode: 0o700 }), layer().file('a/x'))).toEqual(['/a dir @1', '/a/x file @2']);
  });

  test.each([
    ['its mode', { mode: 0o700 }],
    ['its owner', { uid: 5 }],
    ['its group', { gid: 5 }],
    ['an extended attribute', { xattrs: { 'user.a': 'b' } }],
  ])('a note says where Docker makes such a directory anew and that shows in %s', (_, options) => {
    expect(problems(layer().dir('a', options), layer().file('a/x').file('a/y'))).toEqual([
      'implied-over-declared 2 /a',
    ]);
  });

  test('no note where Docker makes the same, where the layer declares it, removes it, or only whites out in it', () => {
    const base = () => layer().dir('a', { mode: 0o700 }).file('a/x');
    expect(problems(layer().dir('a'), layer().file('a/x'))).toEqual([]);
    expect(problems(base(), layer().file('a/y').dir('a', { mode: 0o700 }))).toEqual([]);
    expect(problems(base(), layer().whiteout('a').file('a/y'))).toEqual([]);
    expect(problems(base(), layer().whiteout('a/x'))).toEqual([]);
  });

  test('a directory that was removed and is implied again begins anew', () => {
    const base = layer().file('a/x');
    expect(merged(base, layer().whiteout('a'), layer().file('a/y'))).toEqual(['/a dir @3 implied', '/a/y file @3']);
    expect(merged(base, layer().whiteout('a').file('a/y'))).toEqual(['/a dir @2 implied', '/a/y file @2']);
  });

  test('the root is always there, and of the layer that declares it last', () => {
    const tree = mergeRecipes(layer().file('a'), layer().dir('./', { mode: 0o700 }), layer().file('b'));
    const rootAt = (level: number) => {
      const state = tree.stateAt(0 as never, level);
      return [state?.type, state?.mode.toString(8), state?.isImplied, state?.layer];
    };
    expect(rootAt(0)).toEqual(['dir', '755', true, 0]);
    expect(rootAt(1)).toEqual(['dir', '755', true, 0]);
    expect(rootAt(2)).toEqual(['dir', '700', false, 2]);
    expect(rootAt(3)).toEqual(['dir', '700', false, 2]);
  });
});

describe('rules 4 to 8: whiteouts and opaque marks', () => {
  const base = () => layer().dir('a').file('a/x').dir('a/d').file('a/d/y').file('b');

  test('a whiteout hides a path with all below it, and nothing else', () => {
    expect(withGhosts(base(), layer().whiteout('a/d'))).toEqual([
      '/a dir @1',
      '/a/d dir @1 - whiteout in 2',
      '/a/d/y file @1 - whiteout in 2',
      '/a/x file @1',
      '/b file @1',
    ]);
  });

  test.each([
    ['before', layer().whiteout('b').file('b', 'new')],
    ['behind', layer().file('b', 'new').whiteout('b')],
  ])('a whiteout %s an entry of its own layer does not hide it', (_, over) => {
    expect(merged(layer().file('b', 'old'), over)).toEqual(['/b file @2']);
  });

  test('nothing of an old directory shines through a new one beside its whiteout', () => {
    expect(withGhosts(base(), layer().dir('a').whiteout('a').file('a/new'))).toEqual([
      '/a dir @2',
      '/a/d dir @1 - whiteout in 2',
      '/a/d/y file @1 - whiteout in 2',
      '/a/new file @2',
      '/a/x file @1 - whiteout in 2',
      '/b file @1',
    ]);
  });

  test.each([
    ['first', layer().opaque('a').file('a/new')],
    ['last', layer().file('a/new').opaque('a')],
  ])(
    'an opaque mark, standing %s, hides what the levels below have in a directory, and keeps the directory',
    (_, over) => {
      expect(withGhosts(base(), over)).toEqual([
        '/a dir @1',
        '/a/d dir @1 - opaque in 2',
        '/a/d/y file @1 - opaque in 2',
        '/a/new file @2',
        '/a/x file @1 - opaque in 2',
        '/b file @1',
      ]);
    },
  );

  test('an opaque root hides everything below', () => {
    expect(merged(base(), layer().opaque('').file('new'))).toEqual(['/new file @2']);
  });

  test('of two marks that hide a path, the first in the archive is the cause', () => {
    const removal = (over: LayerRecipe) => withGhosts(base(), over).filter((line) => line.startsWith('/a/d/y'));
    expect(removal(layer().whiteout('a/d').opaque('a'))).toEqual(['/a/d/y file @1 - whiteout in 2']);
    expect(removal(layer().opaque('a').whiteout('a/d'))).toEqual(['/a/d/y file @1 - opaque in 2']);
  });

  test('a whiteout neither makes a parent nor replaces one', () => {
    expect(merged(layer().symlink('bin', 'usr/bin'), layer().whiteout('bin/sh').whiteout('new/x'))).toEqual([
      '/bin symlink @1',
    ]);
  });

  test('marks that hide nothing are notes, at the path of the mark', () => {
    const over = layer().whiteout('b/x').whiteout('nothing').opaque('b').opaque('a/e').opaque('a/d').whiteout('b');
    expect(problems(base(), over)).toEqual([
      'whiteout-of-nothing 2 /b/.wh.x',
      'whiteout-of-nothing 2 /.wh.nothing',
      'whiteout-of-nothing 2 /b/.wh..wh..opq',
      'whiteout-of-nothing 2 /a/e/.wh..wh..opq',
    ]);
  });

  test('a mark that only hides what another has hidden already does hide something', () => {
    expect(problems(base(), layer().whiteout('a').opaque('a').whiteout('a/x').opaque('a/d').whiteout('a'))).toEqual([]);
  });

  test('marks see the level below and not what stood there before it', () => {
    expect(problems(base(), layer().whiteout('a/x'), layer().whiteout('a/x'))).toEqual([
      'whiteout-of-nothing 3 /a/.wh.x',
    ]);
  });

  test('what AUFS keeps for hard links is never shown, but can be linked to (rule 7)', () => {
    const tree = mergeRecipes(
      layer().file('.wh..wh.plnk/1.2', 'abc').hardlink('x', '.wh..wh.plnk/1.2').hardlink('y', '.wh..wh.plnk/1.2'),
    );
    expect(treeLines(tree, 1)).toEqual(['/x file @1 = /x', '/y file @1 = /x']);
    expect(tree.ledger(1)).toMatchObject({ content: 3, live: 3 });
    expect(mergeRecipes(layer().file('.wh..wh.plnk/1.2', 'abc')).ledger(1)).toMatchObject({ content: 0, live: 0 });
  });

  test('a file of the link store can be linked to again after its first link is gone', () => {
    const tree = mergeRecipes(
      layer()
        .file('.wh..wh.plnk/1', 'abc')
        .hardlink('x', '.wh..wh.plnk/1')
        .file('x', 'other')
        .hardlink('y', '.wh..wh.plnk/1'),
    );
    expect(treeLines(tree, 1)).toEqual(['/x file @1', '/y file @1']);
    expect(tree.ledger(1)).toMatchObject({ content: 8, live: 8, dead: 0 });
  });
});

describe('rules 9 to 11: what takes the place of what', () => {
  test('a directory over a directory has the newer attributes and the older children', () => {
    const tree = mergeRecipes(layer().dir('a', { mode: 0o700 }).file('a/x'), layer().dir('a', { mode: 0o711 }));
    expect(treeLines(tree, 2)).toEqual(['/a dir @2', '/a/x file @1']);
    expect(tree.stateAt(1 as never, 2)?.mode).toBe(0o711);
  });

  test('anything else over a directory hides all that was in it', () => {
    expect(withGhosts(layer().file('a/b/x'), layer().symlink('a', 'elsewhere'))).toEqual([
      '/a symlink @2',
      '/a/b dir @1 - replaced in 2',
      '/a/b/x file @1 - replaced in 2',
    ]);
  });

  test('a directory over anything else starts empty', () => {
    expect(merged(layer().file('a/x'), layer().file('a'), layer().dir('a'))).toEqual(['/a dir @3']);
  });

  test('an entry below a link or file of the level below makes it an implied directory (rule 10)', () => {
    const base = () => layer().symlink('bin', 'usr/bin').file('usr/bin/ls');
    expect(merged(base(), layer().file('bin/tool').file('bin/other'))).toEqual([
      '/bin dir @2 implied',
      '/bin/other file @2',
      '/bin/tool file @2',
      '/usr dir @1 implied',
      '/usr/bin dir @1 implied',
      '/usr/bin/ls file @1',
    ]);
    expect(problems(base(), layer().file('bin/tool').file('bin/other'))).toEqual(['parent-replaced 2 /bin']);
  });

  test('an entry below a link or file of its own layer does the same, as a problem', () => {
    const own = () => layer().file('f', 'x').dir('f/g').file('f/g/h');
    expect(merged(own())).toEqual(['/f dir @1 implied', '/f/g dir @1', '/f/g/h file @1']);
    expect(problems(own())).toEqual(['through-non-directory 1 /f/g']);
    // A link of this layer to a file of the level below is of this layer.
    expect(problems(layer().file('t'), layer().hardlink('l', 't').file('l/x'))).toEqual([
      'through-non-directory 2 /l/x',
    ]);
  });

  test('of an entry that stands twice in a layer the later wins', () => {
    const tree = mergeRecipes(
      layer().file('a', 'first').symlink('a', 'x').file('a', 'last').dir('d').dir('d', { mode: 0o700 }).file('d/x'),
    );
    expect(treeLines(tree, 1)).toEqual(['/a file @1', '/d dir @1', '/d/x file @1']);
    expect(tree.stateAt(1 as never, 1)?.size).toBe(4);
    expect(tree.stateAt(2 as never, 1)?.mode).toBe(0o700);
  });

  test('a later non-directory drops what its own layer had below it, without a ghost', () => {
    expect(withGhosts(layer().file('d/x').file('d'))).toEqual(['/d file @1']);
    expect(withGhosts(layer().file('d/x'), layer().file('d/y').file('d'))).toEqual([
      '/d file @2',
      '/d/x file @1 - replaced in 2',
    ]);
  });

  test('a path that came and went within a layer is no node', () => {
    const tree = mergeRecipes(layer().file('d/x').file('d'));
    expect(tree.find('/d/x' as never)).toBeNull();
    expect(tree.nodeCount).toBe(2);
  });
});

describe('rule 12: hard links', () => {
  test('names of one inode show the first of them by bytes, of those the level has', () => {
    const tree = mergeRecipes(
      layer().file('m', 'abc', { mode: 0o600 }),
      layer().hardlink('z', 'm', { mode: 0o777 }).hardlink('a', './m'),
      layer().whiteout('a'),
      layer().whiteout('z'),
    );
    expect(treeLines(tree, 1)).toEqual(['/m file @1']);
    expect(treeLines(tree, 2)).toEqual(['/a file @2 = /a', '/m file @1 = /a', '/z file @2 = /a']);
    expect(treeLines(tree, 3)).toEqual(['/m file @1 = /m', '/z file @2 = /m']);
    expect(treeLines(tree, 4)).toEqual(['/m file @1']);
    // Content, mode, owner and time are the target's.
    expect(tree.stateAt(tree.find('/z' as never) ?? (0 as never), 2)).toMatchObject({ mode: 0o600, size: 3 });
  });

  test('the target is looked for in the layer itself first, then in the level below', () => {
    const base = layer().file('t', 'below');
    const sizes = (over: LayerRecipe) => {
      const tree = mergeRecipes(base, over);
      return tree.stateAt(tree.find('/l' as never) ?? (0 as never), 2)?.size;
    };
    expect(sizes(layer().hardlink('l', 't'))).toBe(5);
    expect(sizes(layer().file('t', 'own').hardlink('l', 't'))).toBe(3);
    // As the tree stands at that entry: what comes later in the layer is another inode.
    expect(sizes(layer().hardlink('l', 't').file('t', 'own'))).toBe(5);
  });

  test('a link to a symbolic link is another name of it, and a link in the way to the target is not followed', () => {
    const base = layer().symlink('s', 'd').file('d/x');
    expect(merged(base, layer().hardlink('l', 's'))).toEqual([
      '/d dir @1 implied',
      '/d/x file @1',
      '/l symlink @2 = /l',
      '/s symlink @1 = /l',
    ]);
    expect(problems(base, layer().hardlink('l', 's/x'))).toEqual(['hardlink-target-missing 2 /l']);
  });

  test('a link to nothing, to a hidden path or to a directory is a problem, ignored with the parents it would need', () => {
    const base = layer().file('hidden').dir('d').file('f');
    const over = layer()
      .hardlink('new/a', 'nothing')
      .hardlink('b', 'hidden')
      .whiteout('hidden')
      .hardlink('c', 'd')
      .hardlink('r', '/')
      .hardlink('e', '../x')
      .hardlink('f/g', 'nothing');
    expect(merged(base, over)).toEqual(['/d dir @1', '/f file @1']);
    expect(problems(base, over)).toEqual([
      'hardlink-target-missing 2 /new/a',
      'hardlink-target-missing 2 /b',
      'hardlink-to-directory 2 /c',
      'hardlink-to-directory 2 /r',
      'hardlink-target-missing 2 /e',
      'hardlink-target-missing 2 /f/g',
    ]);
  });

  test('a link without any target points to the root, and is told so', () => {
    const [problem] = mergeRecipes(layer().hardlink('a', '')).problems;
    expect(problem).toMatchObject({ code: 'hardlink-to-directory', details: { target: '/' } });
  });

  test('a version of its own breaks a name off the group', () => {
    const tree = mergeRecipes(layer().file('a', 'x').hardlink('b', 'a').hardlink('c', 'a'), layer().file('b', 'x'));
    expect(treeLines(tree, 2)).toEqual(['/a file @1 = /a', '/b file @2', '/c file @1 = /a']);
  });

  test('an inode outlives its first name, be it replaced by the very link to it', () => {
    const tree = mergeRecipes(layer().file('a', 'abc'), layer().hardlink('a/b', 'a'), layer().hardlink('a/b', 'a/b'));
    expect(treeLines(tree, 3)).toEqual(['/a dir @2 implied', '/a/b file @3']);
    expect(tree.ledger(3)).toMatchObject({ content: 3, live: 3 });
  });
});

describe('layers and levels', () => {
  test('every level is what the layers up to it give, and level 0 is the empty root', () => {
    const tree = mergeRecipes(layer().file('a'), layer().whiteout('a').file('b'), layer().file('a'));
    expect([0, 1, 2, 3].map((level) => treeLines(tree, level))).toEqual([
      [],
      ['/a file @1'],
      ['/b file @2'],
      ['/a file @3', '/b file @2'],
    ]);
  });

  test('a missing layer has no entries (rule 26)', () => {
    const tree = mergeRecipes(layer().file('a'), null, layer().file('b'));
    expect(treeLines(tree, 2)).toEqual(['/a file @1']);
    expect(treeLines(tree, 3)).toEqual(['/a file @1', '/b file @3']);
    expect(tree.layerCount).toBe(3);
  });

  test('an image without layers is the empty root', () => {
    expect(treeLines(mergeRecipes(), 0)).toEqual([]);
    expect(mergeRecipes().ledger(0)).toEqual({ level: 0, layers: [], content: 0, live: 0, dead: 0, deadBy: {} });
  });

  test('rows stand by the bytes of the full path, which is not the order of a walk', () => {
    const names = ['a', 'a/x', 'a-b', 'a.b/c', 'a.b', 'a!/b', 'a0', 'a-b/x', 'a/x-y', 'a/x/z', 'ab'];
    const recipe = names.reduce((each, name) => each.dir(name), layer());
    const paths = treeLines(mergeRecipes(recipe), 1).map((line) => line.split(' ')[0]);
    expect(paths).toEqual([...names.map((name) => `/${name}`), '/a!'].sort());
  });

  test('a path that is asked for is found, one that never was is not', () => {
    const tree = mergeRecipes(layer().file('a/b').file('a/bb').file('a/c'), layer().whiteout('a/b').whiteout('nope'));
    for (const path of ['/', '/a', '/a/b', '/a/bb', '/a/c']) {
      const node = tree.find(path as never);
      expect(node === null ? null : tree.path(node)).toBe(path);
    }
    for (const path of ['/b', '/a/b/c', '/a/bbb', '/nope', '/a/']) {
      expect(tree.find(path as never) === null || path === '/a/').toBe(true);
    }
  });

  test('at most 100 problems of a code and layer are listed, then a count (rule 28)', () => {
    const over = layer();
    for (let number = 0; number < 130; number++) over.whiteout(`nothing-${number}`);
    const found = mergeRecipes(layer().file('a'), over).problems;
    expect(found).toHaveLength(101);
    expect(found.at(-1)).toMatchObject({ code: 'whiteout-of-nothing', layer: 2, details: { more: 30 } });
  });

  test('ten thousand folders deep is no deeper than one', () => {
    const deep = Array.from({ length: 10_000 }, () => 'd').join('/');
    const tree = mergeRecipes(layer().file(`${deep}/x`, 'abc'), layer().whiteout('d/d'), layer().file(`${deep}/y`));
    expect(tree.subtree(0 as never, 1)).toEqual({ bytes: 3, entries: 10_001 });
    expect(treeLines(tree, 2)).toEqual(['/d dir @1 implied']);
    expect(tree.subtree(0 as never, 3).entries).toBe(10_001);
  });
});
