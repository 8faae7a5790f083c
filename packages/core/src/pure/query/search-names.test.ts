import { describe, expect, test } from 'vitest';
import { layer } from '../../testing/layer-recipe';
import { mergeRecipes } from '../../testing/merge-recipes';
import { countNames, type NameSearch, searchNames } from './search-names';

const tree = mergeRecipes(
  layer().dir('usr').file('usr/lib/python3/os.py').file('usr/lib/Python3.txt').file('python').file('lib/x'),
  layer().whiteout('python').dir('usr').file('usr/lib/python3/os.py', 'new').file('etc/pythonrc'),
);

const found = (text: string, question: Partial<NameSearch> = {}) =>
  searchNames(tree, { text, limit: 100, ...question }).matches.map(
    ({ node, layers }) => `${tree.path(node)} ${layers}`,
  );
const paths = (text: string) => found(text).map((line) => line.split(' ')[0]);

describe('searchNames', () => {
  test('finds names that hold the text, whatever the case, live and removed, with the layers that changed them', () => {
    expect(found('PYTHON')).toEqual(['/etc/pythonrc 2', '/python 1,2', '/usr/lib/Python3.txt 1', '/usr/lib/python3 1']);
    expect(found('os.py')).toEqual(['/usr/lib/python3/os.py 1,2']);
    // A directory merely repeated is no version.
    expect(found('usr')).toEqual(['/usr 1']);
  });

  test('does not find text across two names, nor nothing at all', () => {
    // The names stand one after another: `lib`, `x`, `python`.
    expect(paths('bx')).toEqual([]);
    expect(paths('libx')).toEqual([]);
    expect(paths('')).toEqual([]);
    expect(paths('/')).toEqual([]);
  });

  test('with slashes, finds the text in the end of paths', () => {
    expect(paths('lib/py')).toEqual(['/usr/lib/Python3.txt', '/usr/lib/python3']);
    expect(paths('/lib')).toEqual(['/lib', '/usr/lib']);
    expect(paths('r/lib/python3')).toEqual(['/usr/lib/Python3.txt', '/usr/lib/python3']);
    expect(paths('usr/python3')).toEqual([]);
    expect(paths('x/usr')).toEqual([]);
    expect(paths('b/x')).toEqual(['/lib/x']);
  });

  test('with a slash at the end, finds directories', () => {
    expect(paths('lib/')).toEqual(['/lib', '/usr/lib']);
    expect(paths('sr/lib/')).toEqual(['/usr/lib']);
    expect(paths('thon3/')).toEqual(['/usr/lib/python3']);
    expect(paths('os.py/')).toEqual([]);
  });

  test('can be kept to the paths that a level has or had', () => {
    expect(found('pythonrc', { level: 1 })).toEqual([]);
    expect(found('pythonrc', { level: 2 })).toEqual(['/etc/pythonrc 2']);
    expect(found('python', { level: 2 })).toHaveLength(4);
  });

  test('comes in pages that together are the whole', () => {
    const pages: string[][] = [];
    let cursor: number | null = null;
    do {
      const { matches, next } = searchNames(tree, { text: 'python', limit: 2, cursor });
      pages.push(matches.map(({ node }) => tree.path(node)));
      cursor = next;
    } while (cursor !== null);
    expect(pages).toEqual([
      ['/etc/pythonrc', '/python'],
      ['/usr/lib/Python3.txt', '/usr/lib/python3'],
    ]);
  });

  test('counts as far as it is told to', () => {
    expect(countNames(tree, { text: 'python' }, 4)).toBe(4);
    expect(countNames(tree, { text: 'python' }, 3)).toBeNull();
    expect(countNames(tree, { text: 'python', level: 1 }, 10)).toBe(3);
  });

  test('takes letters outside of ASCII as the bytes they are', () => {
    const umlauts = mergeRecipes(layer().file('\u00c4pfel').file('\u00e4pfel').file(Uint8Array.of(0xff, 0x41)));
    const names = (text: string) =>
      searchNames(umlauts, { text, limit: 9 }).matches.map(({ node }) => umlauts.name(node));
    expect(names('\u00e4pfel')).toHaveLength(1);
    expect(names('PFEL')).toHaveLength(2);
    expect(names('a')).toEqual(['\xffA']);
  });
});
