import { describe, expect, test } from 'vitest';
import { layer } from '../../testing/layer-recipe';
import { mergeRecipes, nodeAt } from '../../testing/merge-recipes';
import { followLink, resolvePath } from './follow-link';

const merged = layer()
  .file('usr/bin/awk', 'x')
  .symlink('bin', 'usr/bin')
  .symlink('etc/absolute', '/usr/bin/awk')
  .symlink('etc/through', '/bin/awk')
  .symlink('etc/up', '../../../bin/./awk')
  .symlink('etc/chain', 'through')
  .symlink('etc/folder', '/bin/')
  .symlink('etc/nowhere', '/bin/vim/runtime')
  .symlink('etc/below-a-file', '/bin/awk/x')
  .symlink('etc/itself', 'itself')
  .symlink('etc/ping', 'pong/x')
  .symlink('etc/pong', 'ping/y')
  .symlink('etc/long', 'a/'.repeat(300_000))
  .symlink('etc/root', '..');
const tree = mergeRecipes(merged, layer().whiteout('usr/bin/awk').symlink('etc/chain', '/usr'));
const follow = (path: string, level = 1) => {
  const { outcome, path: end } = followLink(tree, nodeAt(tree, path), level);
  return `${outcome} ${end}`;
};

describe('a symbolic link', () => {
  test.each([
    ['/bin', 'found /usr/bin'],
    ['/etc/absolute', 'found /usr/bin/awk'],
    ['/etc/root', 'found /'],
  ])('%s leads from the folder that it is in: %s', (path, end) => expect(follow(path)).toBe(end));

  test.each([
    ['/etc/through', 'found /usr/bin/awk'],
    ['/etc/up', 'found /usr/bin/awk'],
    ['/etc/chain', 'found /usr/bin/awk'],
    ['/etc/folder', 'found /usr/bin'],
  ])('%s leads through others on its way, and never out of the root: %s', (path, end) =>
    expect(follow(path)).toBe(end),
  );

  test.each([
    ['/etc/nowhere', 'missing /usr/bin/vim'],
    ['/etc/below-a-file', 'missing /usr/bin/awk/x'],
    ['/etc/long', 'missing /etc/a'],
  ])('%s ends at the first path that is not there: %s', (path, end) => expect(follow(path)).toBe(end));

  test('of another level leads where that level has it', () => {
    expect(follow('/etc/through', 2)).toBe('missing /usr/bin/awk');
    expect(follow('/etc/chain', 2)).toBe('found /usr');
  });

  test.each(['/etc/itself', '/etc/ping'])('%s that leads to itself is followed to an end', (path) =>
    expect(follow(path)).toMatch(/^loop /),
  );
});

describe('the way', () => {
  const way = (path: string, level = 1) =>
    followLink(tree, nodeAt(tree, path), level).steps.map(
      ({ path: at, link, layer: by }) => `${at} -> ${link} in ${by}`,
    );

  test('names each link that was followed, what it says and whose layer it is of', () => {
    expect(way('/etc/chain')).toEqual([
      '/etc/chain -> through in 1',
      '/etc/through -> /bin/awk in 1',
      '/bin -> usr/bin in 1',
    ]);
    expect(way('/etc/chain', 2)).toEqual(['/etc/chain -> /usr in 2']);
  });

  test('of a loop is as long as Linux would follow it', () => {
    expect(way('/etc/itself')).toHaveLength(40);
  });
});

test('a path leads through links on its way, also by its last part', () => {
  const at = (path: string) => {
    const { outcome, path: end, steps } = resolvePath(tree, tree.path(nodeAt(tree, path)), 1);
    return `${outcome} ${end} by ${steps.length}`;
  };
  expect(at('/usr/bin/awk')).toBe('found /usr/bin/awk by 0');
  expect(at('/etc/chain')).toBe('found /usr/bin/awk by 3');
  expect(at('/etc/ping')).toMatch(/^loop /);
});
