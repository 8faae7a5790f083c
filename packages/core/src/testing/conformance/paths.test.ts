import { describe, expect, test } from 'vitest';
import { layer } from '../layer-recipe';
import { latin1 } from '../tar/write-tar';
import { loadLayers, problemLines, rowsOf } from './open-recipe';

describe('rule 1: names are bytes', () => {
  test('case and composition are kept apart, and order is by bytes', async () => {
    const base = layer().file('a', '1').file('A', '2').file('e\u0301', '3').file('\u00e9', '4').file('line\nfeed', '5');
    expect(await rowsOf([base])).toEqual([
      '/ dir implied @0',
      '/A file "2" @1',
      '/a file "1" @1',
      '/e\u0301 file "3" @1',
      '/line\\nfeed file "5" @1',
      '/\u00e9 file "4" @1',
    ]);
  });

  test('what is not UTF-8 is carried in hex, and whited out by its bytes', async () => {
    const base = layer().file(latin1('caf\xe9'), '1').file(latin1('caf\xff'), '2');
    expect(await rowsOf([base])).toEqual([
      '/ dir implied @0',
      '/caf\ufffd (2f636166e9) file "1" @1',
      '/caf\ufffd (2f636166ff) file "2" @1',
    ]);
    expect(await rowsOf([base, layer().whiteout(latin1('caf\xe9'))])).toEqual([
      '/ dir implied @0',
      '/caf\ufffd (2f636166ff) file "2" @1',
    ]);
  });
});

describe('rule 2: the normal form', () => {
  test('odd spellings are one path', async () => {
    const spellings = layer().dir('./a').file('/a//b', '1').file('a/./c/', '2').file('x/../a/d', '3');
    expect(await rowsOf([spellings])).toEqual([
      '/ dir implied @0',
      '/a dir @1',
      '/a/b file "1" @1',
      '/a/c file "2" @1',
      '/a/d file "3" @1',
    ]);
  });

  test('a name that climbs out, and a root that is no directory, are problems and nothing else', async () => {
    const hostile = layer().file('../x', '1').file('a/../../y', '2').symlink('./', 'elsewhere').file('z', '3');
    expect(await rowsOf([hostile])).toEqual(['/ dir implied @0', '/z file "3" @1']);
    expect(problemLines((await loadLayers(hostile)).problems)).toEqual([
      'path-escapes-root 1 ../x',
      'path-escapes-root 1 a/../../y',
      'root-not-directory 1 /',
    ]);
  });

  test('the root itself may be declared', async () => {
    expect(await rowsOf([layer().dir('./', { mode: 0o700 }), layer()])).toEqual(['/ dir 0700 @1']);
  });
});

describe('rule 3: implied directories', () => {
  const implies = layer().file('a/b/c', '1');

  test('a parent that no layer declares is given by the first layer that needs it', async () => {
    expect(await rowsOf([implies, layer().file('a/b/d', '2')])).toEqual([
      '/ dir implied @0',
      '/a dir implied @1',
      '/a/b dir implied @1',
      '/a/b/c file "1" @1',
      '/a/b/d file "2" @2',
    ]);
  });

  test('a later entry declares it', async () => {
    expect(await rowsOf([implies, layer().dir('a', { mode: 0o700, mtime: 5 })])).toEqual([
      '/ dir implied @0',
      '/a dir 0700 at 5 @2',
      '/a/b dir implied @1',
      '/a/b/c file "1" @1',
    ]);
  });

  test('a declared one that a layer only implies keeps what it has, with a note', async () => {
    const layers = [layer().dir('etc', { mode: 0o700 }), layer().file('etc/x', '1')];
    expect(await rowsOf(layers)).toEqual(['/ dir implied @0', '/etc dir 0700 @1', '/etc/x file "1" @2']);
    expect(problemLines((await loadLayers(...layers)).problems)).toEqual(['implied-over-declared 2 /etc']);
  });
});
