import { describe, expect, test } from 'vitest';
import { layer } from '../../../testing/layer-recipe';
import { mergeRecipes } from '../../../testing/merge-recipes';
import type { MergedTree } from '../../tree/merged-tree';
import { parseQuery } from '../language/parse-query';
import { PathSearch, type SearchQuestion } from './path-search';

const tree = mergeRecipes(
  layer()
    .dir('usr')
    .file('usr/lib/python3/os.py', 'old')
    .file('usr/lib/Python3.txt', 'same')
    .file('python')
    .file('lib/x', 2000)
    .file('usr/bin/su', 'su', { mode: 0o4755 }),
  layer()
    .whiteout('python')
    .dir('usr')
    .file('usr/lib/python3/os.py', 'new')
    .file('etc/pythonrc', 'same')
    .file('usr/bin/su', 'su', { mode: 0o755 }),
  layer().whiteout('lib').symlink('usr/lib64', 'lib', { uid: 5, gid: 6 }),
);

function search(text: string, question: Partial<SearchQuestion> = {}, of: MergedTree = tree): readonly string[] {
  const parsed = parseQuery(text);
  if (parsed.kind === 'failure') throw new Error(parsed.failure.problem);
  const run = new PathSearch(of, parsed.query, { level: of.layerCount, limit: 100, ...question });
  while (run.step());
  return run.found.map((node) => of.path(node));
}

describe('PathSearch', () => {
  test('finds a word anywhere in a path, whatever its case, in live and removed paths', () => {
    expect(search('PYTHON')).toEqual([
      '/etc/pythonrc',
      '/python',
      '/usr/lib/Python3.txt',
      '/usr/lib/python3',
      '/usr/lib/python3/os.py',
    ]);
    expect(search('lib/py')).toEqual(['/usr/lib/Python3.txt', '/usr/lib/python3', '/usr/lib/python3/os.py']);
    expect(search('usr py os')).toEqual(['/usr/lib/python3/os.py']);
    expect(search('b/x')).toEqual(['/lib/x']);
  });

  test('does not find text across two names', () => {
    // The names stand one after another: `lib`, `x`, `python`.
    expect(search('bx')).toEqual([]);
    expect(search('xpyth')).toEqual([]);
    expect(search('usr/python3')).toEqual([]);
  });

  test('finds what is in a folder by a word that ends with a slash', () => {
    expect(search('thon3/')).toEqual(['/usr/lib/python3/os.py']);
    expect(search('/lib/')).toEqual(['/lib/x', '/usr/lib/Python3.txt', '/usr/lib/python3', '/usr/lib/python3/os.py']);
  });

  test('names come first where they are wanted so', () => {
    expect(search('lib', { order: 'name' })).toEqual([
      '/lib',
      '/usr/lib',
      '/usr/lib64',
      '/lib/x',
      '/usr/lib/Python3.txt',
      '/usr/lib/python3',
      '/usr/lib/python3/os.py',
    ]);
  });

  test('globs and quotes are about whole names', () => {
    expect(search('*.py')).toEqual(['/usr/lib/python3/os.py']);
    expect(search('/usr/*/python?')).toEqual(['/usr/lib/python3']);
    expect(search('/usr/**/os*')).toEqual(['/usr/lib/python3/os.py']);
    expect(search('"python3"')).toEqual(['/usr/lib/python3']);
    expect(search('"Python3"')).toEqual([]);
    expect(search('name:"lib"')).toEqual(['/lib', '/usr/lib']);
    expect(search('name:python')).not.toContain('/usr/lib/python3/os.py');
  });

  test('knows live, removed and dead as of the level', () => {
    expect(search('is:removed')).toEqual(['/lib', '/lib/x', '/python']);
    expect(search('is:removed', { level: 2 })).toEqual(['/python']);
    expect(search('is:dead')).toEqual(['/lib/x', '/usr/bin/su', '/usr/lib/python3/os.py']);
    expect(search('is:dead', { level: 1 })).toEqual([]);
    expect(search('is:live name:lib')).toEqual(['/usr/lib', '/usr/lib64']);
  });

  test('knows what layers did; terms about changes are about one change', () => {
    expect(search('layer:2 type:file')).toEqual(['/etc/pythonrc', '/python', '/usr/bin/su', '/usr/lib/python3/os.py']);
    expect(search('layer:2 is:content')).toEqual(['/usr/lib/python3/os.py']);
    expect(search('layer:1 is:content')).toEqual([]);
    expect(search('is:meta')).toEqual(['/usr/bin/su']);
    expect(search('layer:2..3 is:removed')).toEqual(['/lib', '/lib/x', '/python']);
    expect(search('layer:2 type:file -is:added')).toEqual(['/python', '/usr/bin/su', '/usr/lib/python3/os.py']);
    expect(search('-layer:1 type:file')).toEqual(['/etc/pythonrc']);
  });

  test('knows what a change stands over: what a layer had brought, and a later one changed or removed', () => {
    expect(search('over:1 type:file')).toEqual(['/lib/x', '/python', '/usr/bin/su', '/usr/lib/python3/os.py']);
    expect(search('over:1 layer:2 is:content')).toEqual(['/usr/lib/python3/os.py']);
    expect(search('over:2')).toEqual([]);
    expect(search('over:..3 layer:3')).toEqual(['/lib', '/lib/x']);
    const again = mergeRecipes(layer().file('a', '1'), layer().whiteout('a'), layer().file('a', '2'));
    expect(search('over:..2 layer:3', {}, again)).toEqual([]);
    expect(search('over:1', { level: 1 }, again)).toEqual([]);
  });

  test('knows attributes of what is, or was last, seen', () => {
    expect(search('size:>1kB')).toEqual(['/lib/x']);
    expect(search('size:0')).toEqual(['/python']);
    expect(search('is:setuid')).toEqual([]);
    expect(search('is:setuid', { level: 1 })).toEqual(['/usr/bin/su']);
    expect(search('mode:755 type:file')).toEqual(['/usr/bin/su']);
    expect(search('owner:5')).toEqual(['/usr/lib64']);
    expect(search('owner::6 type:link')).toEqual(['/usr/lib64']);
    expect(search('in:/usr/lib')).toEqual(['/usr/lib/Python3.txt', '/usr/lib/python3', '/usr/lib/python3/os.py']);
  });

  test('is:dup is about contents that two files of the level have; names of one file are no two', () => {
    expect(search('is:dup')).toEqual(['/etc/pythonrc', '/usr/lib/Python3.txt']);
    expect(search('is:dup', { level: 1 })).toEqual([]);
    const linked = mergeRecipes(layer().file('a', 'x').hardlink('b', 'a'), layer().file('c', 'x').file('d', 'y'));
    expect(search('is:dup', { level: 1 }, linked)).toEqual([]);
    expect(search('is:dup', {}, linked)).toEqual(['/a', '/b', '/c']);
  });

  test('a level knows nothing of the layers above it, unless they are wanted too', () => {
    expect(search('pythonrc', { level: 1 })).toEqual([]);
    expect(search('pythonrc', { level: 1, withLater: true })).toEqual(['/etc/pythonrc']);
    expect(search('pythonrc is:live', { level: 1, withLater: true })).toEqual([]);
    expect(search('layer:2 is:added', { level: 1, withLater: true })).toEqual(['/etc', '/etc/pythonrc']);
  });

  test('takes letters outside of ASCII as the bytes they are, and a character for one', () => {
    const odd = mergeRecipes(layer().file('Äpfel').file('äpfel').file(Uint8Array.of(0xff, 0x41)));
    expect(search('äpfel', {}, odd)).toHaveLength(1);
    expect(search('PFEL', {}, odd)).toHaveLength(2);
    expect(search('?pfel', {}, odd)).toHaveLength(2);
    expect(search('??pfel', {}, odd)).toHaveLength(0);
    expect(search('\\xffa', {}, odd)).toEqual(['/\xffA']);
  });

  test('a hostile glob costs no more than its length and that of the name', () => {
    const name = `${'a'.repeat(250)}/`.repeat(40).slice(0, -1);
    const deep = mergeRecipes(layer().file(name));
    const startedAt = performance.now();
    expect(search(`/${'**/*a*a*a*a*a*a*b/'.repeat(30)}x`, {}, deep)).toEqual([]);
    expect(search(`${'*a'.repeat(200)}b`, {}, deep)).toEqual([]);
    expect(performance.now() - startedAt).toBeLessThan(2000);
  });
});
