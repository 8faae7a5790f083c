import { describe, expect, test } from 'vitest';
import { layer } from '../../testing/layer-recipe';
import { mergeRecipes, nodeAt } from '../../testing/merge-recipes';
import type { MergedTree } from './merged-tree';

/** The versions of a path as `layer change (attributes) how at brought/killed/death`. */
function life(tree: MergedTree, path: string): string[] {
  return tree.versions(nodeAt(tree, path)).map((version) => {
    const { killed, death } = version;
    return [
      version.layer,
      version.change,
      ...version.changed,
      ...(version.how === null ? [] : [version.how]),
      ...(version.removedAt === null ? [] : [`at ${tree.path(version.removedAt)}`]),
      ...(version.broughtBytes === 0 ? [] : [`+${version.broughtBytes}`]),
      ...(killed === null ? [] : [`kills ${killed.bytes} of ${killed.layer}: ${killed.cause}`]),
      ...(death === null ? [] : [`dies in ${death.layer}: ${death.cause}`]),
    ].join(' ');
  });
}

describe('the life of a path (rule 24)', () => {
  test('each version says what it brought, what it killed and how its own bytes died', () => {
    const tree = mergeRecipes(
      layer().file('f', 'four'),
      layer().file('f', 'eleven chars', { mode: 0o600 }),
      layer().file('f', 'eleven chars', { mode: 0o644, mtime: 5 }),
      layer().file('f', 'eleven chars', { mode: 0o644, mtime: 5 }),
      layer().symlink('f', 'elsewhere'),
      layer().whiteout('f'),
      layer().file('f', 'x'),
    );
    expect(life(tree, '/f')).toEqual([
      '1 added +4 dies in 2: overwritten',
      '2 content mode +12 kills 4 of 1: overwritten dies in 3: metadata',
      '3 metadata mode mtime +12 kills 12 of 2: metadata dies in 4: identical',
      '4 identical +12 kills 12 of 3: identical dies in 5: replaced',
      '5 replaced kills 12 of 4: replaced',
      '6 removed whiteout at /f',
      '7 re-added +1',
    ]);
  });

  test('the removal of a directory is a version of each path below it, and names where the mark stands', () => {
    const tree = mergeRecipes(
      layer().file('a/b/x', 'abc').symlink('c/x', 'y').symlink('d/x', 'y'),
      layer().whiteout('a').opaque('c').file('d'),
    );
    expect(life(tree, '/a/b/x')).toEqual([
      '1 added +3 dies in 2: whiteout',
      '2 removed whiteout at /a kills 3 of 1: whiteout',
    ]);
    expect(life(tree, '/a/b')).toEqual(['1 added', '2 removed whiteout at /a']);
    expect(life(tree, '/c/x')).toEqual(['1 added', '2 removed opaque at /c']);
    expect(life(tree, '/d/x')).toEqual(['1 added', '2 removed replaced at /d']);
  });

  test('a whiteout beside a new entry is one version, judged level against level', () => {
    const tree = mergeRecipes(
      layer().file('f', 'old').dir('d').file('d/x', 'same'),
      layer().whiteout('f').file('f', 'new').whiteout('d').file('d/x', 'same'),
    );
    expect(life(tree, '/f')).toEqual(['1 added +3 dies in 2: whiteout', '2 content +3 kills 3 of 1: whiteout']);
    expect(life(tree, '/d/x')).toEqual(['1 added +4 dies in 2: whiteout', '2 identical +4 kills 4 of 1: whiteout']);
    // The new directory is implied: no time, where the old one had one.
    expect(life(tree, '/d')).toEqual(['1 added', '2 metadata mtime']);
  });

  test('directories that are merely repeated are no versions, though their layer moves on', () => {
    const tree = mergeRecipes(layer().dir('d'), layer().dir('d'), layer().dir('d', { uid: 3 }));
    expect(life(tree, '/d')).toEqual(['1 added', '3 metadata uid']);
    expect(tree.stateAt(nodeAt(tree, '/d'), 2)?.layer).toBe(2);
  });

  test('the root of layer 0 is no version; the first layer that declares it changes it', () => {
    const tree = mergeRecipes(layer().dir('./', { mtime: 7 }), layer().dir('./', { mtime: 7 }));
    expect(life(tree, '/')).toEqual(['1 metadata mtime']);
  });

  test('bytes of several names of an inode stand at the first of them', () => {
    const tree = mergeRecipes(
      layer().file('b', 'abc').hardlink('a', 'b').hardlink('c', 'b'),
      layer().whiteout('a').whiteout('b'),
      layer().file('c', 'new'),
    );
    expect(life(tree, '/a')).toEqual(['1 added +3 dies in 3: overwritten', '2 removed whiteout at /a']);
    expect(life(tree, '/b')).toEqual(['1 added', '2 removed whiteout at /b']);
    expect(life(tree, '/c')).toEqual(['1 added', '3 content +3 kills 3 of 1: overwritten']);
  });

  test('a link that takes the place of another name of the same inode is identical and kills nothing', () => {
    const tree = mergeRecipes(layer().file('a', 'abc').hardlink('b', 'a'), layer().hardlink('b', 'a'));
    expect(life(tree, '/b')).toEqual(['1 added', '2 identical']);
    expect(tree.ledger(2).dead).toBe(0);
  });

  test('what was brought again after a removal is compared with what was there last', () => {
    const tree = mergeRecipes(
      layer().file('f', 'x', { uid: 1 }).file('t'),
      layer().whiteout('f').whiteout('t'),
      layer().file('f', 'y', { uid: 2 }).symlink('t', 'x'),
    );
    expect(life(tree, '/f')[2]).toMatch(/^3 re-added uid /);
    expect(life(tree, '/t')[2]).toBe('3 re-added');
  });
});

describe('ghosts (rule 24)', () => {
  test('a ghost says what it was last, and who removed it', () => {
    const tree = mergeRecipes(
      layer().file('f', 'old').dir('d'),
      layer().file('f', 'newer'),
      layer().whiteout('f').file('d'),
      layer().file('f', 'x'),
    );
    const f = nodeAt(tree, '/f');
    expect(tree.ghostAt(f, 2)).toBeNull();
    expect(tree.ghostAt(f, 3)).toEqual({
      node: f,
      type: 'file',
      size: 5,
      removedBy: { layer: 3, how: 'whiteout' },
      layer: 2,
    });
    expect(tree.ghostAt(f, 4)).toBeNull();
    // Replaced is not removed: something stands there.
    expect(tree.ghostAt(nodeAt(tree, '/d'), 3)).toBeNull();
    expect(tree.ghostAt(nodeAt(tree, '/'), 3)).toBeNull();
  });
});

describe('changedIn', () => {
  const tree = mergeRecipes(
    layer().dir('d').file('d/x', 'a').file('e/y').file('still', 's'),
    layer().file('d/x', 'b').dir('e'),
    layer().dir('d').file('still', 's'),
    layer().whiteout('d/x'),
    layer().dir('d', { mode: 0o700 }),
  );
  const at = (path: string, level: number) => {
    const { layer: number, version } = tree.changedIn(nodeAt(tree, path), level);
    return `${number} ${version?.change ?? 'inside'}`;
  };

  test('of a directory it is the newest layer that changed it or anything inside, removals too', () => {
    expect([1, 2, 3, 4, 5].map((level) => at('/d', level))).toEqual([
      '1 added',
      '2 inside',
      '2 inside',
      '4 inside',
      '5 metadata',
    ]);
    expect(at('/', 5)).toBe('5 inside');
    expect(at('/d/x', 5)).toBe('4 removed');
  });

  test('repeated directories and identical files are no changes', () => {
    expect(at('/still', 5)).toBe('1 added');
    expect(at('/e', 1)).toBe('1 added');
    expect(at('/d', 3)).toBe('2 inside');
  });

  test('a declaration that changes nothing but that is a change no more than any repetition', () => {
    const implied = mergeRecipes(layer().file('e/y'), layer().dir('e', { mtime: 0 }));
    expect(implied.changedIn(nodeAt(implied, '/e'), 2).layer).toBe(1);
  });

  test('at level 0 nothing has changed yet', () => {
    expect(at('/', 0)).toBe('0 inside');
  });
});
