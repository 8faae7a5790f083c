import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type LayerRecipe, layer, type RecipeEntry } from '../../testing/layer-recipe';
import { type ByteString, byteStringToText, bytesToByteString } from '../model/byte-string';
import { normalizePath } from '../model/entry-path';
import { LayerIndexDamaged } from './binary-form';
import { EntryKind, type LayerIndex, NO_PATH } from './layer-index';
import { LayerIndexBuilder } from './layer-index-builder';
import { openLayerIndex } from './open-layer-index';

function indexOf(recipe: LayerRecipe, limits = { entries: Number.MAX_SAFE_INTEGER }): LayerIndex {
  return indexOfEntries(recipe.entries(), limits);
}

function indexOfEntries(entries: readonly RecipeEntry[], limits = { entries: Number.MAX_SAFE_INTEGER }): LayerIndex {
  const builder = new LayerIndexBuilder(limits);
  for (const entry of entries) builder.add(entry, bytesToByteString(entry.sha256 ?? new Uint8Array()));
  return builder.finish();
}

const KIND_NAMES = Object.keys(EntryKind);

/** `kind path` of each entry, in order; a hidden one in brackets. */
const shown = (index: LayerIndex) =>
  Array.from({ length: index.entryCount }, (_, entry) => {
    const text = `${KIND_NAMES[index.kind[entry] ?? -1]} ${byteStringToText(index.fullPath(index.path[entry] ?? 0))}`;
    return index.isHidden(entry) ? `(${text})` : text;
  });

const problems = (index: LayerIndex) => index.problems.map(({ code, path }) => `${code} ${path ?? ''}`);

describe('the entries of a layer index', () => {
  test('stand in archive order under their normal form (rules 2, 4)', () => {
    const index = indexOf(layer().file('./b//c', 'x').dir('/a/').symlink('a/../z', 'b').dir('./'));
    expect(shown(index)).toEqual(['file /b/c', 'dir /a', 'symlink /z', 'dir /']);
    expect(index.problems).toEqual([]);
  });

  test('keep every field of rule 14', () => {
    const recipe = layer()
      .file('f', 'hello', {
        mode: 0o4755,
        uid: 1000,
        gid: 4294967294,
        uname: 'ann',
        gname: 'staff',
        mtime: '-1.5',
        xattrs: { 'user.b': 'two', 'user.a': Uint8Array.of(0, 255) },
      })
      .char('c', 5, 1)
      .symlink('s', 'to/f')
      .sparse('holes', 50_000, [{ offset: 4096, content: 'data' }]);
    const index = indexOf(recipe);
    recipe.entries().forEach((entry, at) => {
      const { uid, gid, uname, gname, mtime, size, dataOffset, link, sparse, mode } = entry;
      expect({
        uid: index.uid(at),
        gid: index.gid(at),
        uname: index.uname(at),
        gname: index.gname(at),
        mtime: index.mtime(at),
        size: index.size(at),
        dataOffset: index.dataOffset(at),
        link: index.link(at),
        sparse: index.sparse(at),
        mode: index.mode[at],
      }).toEqual({ uid, gid, uname, gname, mtime, size, dataOffset, link, sparse, mode });
      expect([...index.xattrs(at)]).toEqual([...entry.xattrs]);
      expect(index.device(at)).toEqual({ major: entry.deviceMajor, minor: entry.deviceMinor });
      expect(index.sha256(at)).toEqual(entry.sha256 ?? new Uint8Array(32));
    });
    expect(index.sha256(0)).toEqual(new Uint8Array(createHash('sha256').update('hello').digest()));
  });

  test('keep sizes, offsets and times that no 32 bits hold, among others that are small', () => {
    const [small, great] = layer().file('a', 1).file('b', 2).entries();
    if (small === undefined || great === undefined) throw new Error('two entries were said');
    const mtime = { seconds: -(2n ** 62n), nanoseconds: 5 };
    const index = indexOfEntries([small, { ...great, size: 2 ** 53 - 1, dataOffset: 512 * 2 ** 40, mtime }]);
    expect([index.size(0), index.dataOffset(0), index.mtime(0)]).toEqual([1, small.dataOffset, small.mtime]);
    expect([index.size(1), index.dataOffset(1), index.mtime(1)]).toEqual([2 ** 53 - 1, 512 * 2 ** 40, mtime]);
  });

  test('of more than 256 owners keep each with its own', () => {
    const recipe = layer();
    for (let at = 0; at < 70_000; at++) recipe.file('f', 0, { uid: at % 2 === 0 ? at : 7, gid: at, uname: `u${at}` });
    const index = indexOf(recipe);
    expect([300, 69_999].map((at) => [index.uid(at), index.gid(at), index.uname(at)])).toEqual([
      [300, 300, 'u300'],
      [7, 69_999, 'u69999'],
    ]);
  });

  test('a hard link knows its target in normal form, a symbolic link has none', () => {
    const index = indexOf(layer().file('a/f', 1).hardlink('g', './a//f').symlink('s', 'a/f').hardlink('up', '../f'));
    expect(index.fullPath(index.linkPath(1))).toBe('/a/f');
    expect(index.link(1)).toBe('./a//f');
    expect(index.linkPath(2)).toBe(NO_PATH);
    expect(index.linkPath(3)).toBe(NO_PATH);
  });
});

describe('names that climb or name nothing', () => {
  test('a path out of the root is left out, told by its raw name (rule 2)', () => {
    const index = indexOf(layer().file('../x', 1).file('a/../../y', 1).file('a/../b', 1));
    expect(shown(index)).toEqual(['file /b']);
    expect(problems(index)).toEqual(['path-escapes-root ../x', 'path-escapes-root a/../../y']);
  });

  test('the root is a directory or nothing (rule 2)', () => {
    const index = indexOf(layer().symlink('.', 'a').file('/', 'x').dir('/', { mode: 0o700 }));
    expect(shown(index)).toEqual(['dir /']);
    expect(index.problems).toEqual([
      { code: 'root-not-directory', path: '/', details: { type: 'symlink' } },
      { code: 'root-not-directory', path: '/', details: { type: 'file' } },
    ]);
  });

  test('a hundred problems of a code are listed, the others counted (rule 28)', () => {
    const recipe = layer();
    for (let at = 0; at < 250; at++) recipe.file(`../${at}`, 0);
    const index = indexOf(recipe.file('.wh.', 0));
    expect(index.problems.filter(({ path }) => path !== undefined)).toHaveLength(101);
    expect(index.problems.at(-1)).toEqual({ code: 'path-escapes-root', details: { more: 150 } });
  });
});

describe('marks', () => {
  test('a whiteout acts on what it hides, whatever its type (rule 5)', () => {
    const index = indexOf(layer().whiteout('a/b').dir('c/.wh.d').symlink('.wh.e', 'x').hardlink('.wh.f', 'g'));
    expect(shown(index)).toEqual(['whiteout /a/b', 'whiteout /c/d', 'whiteout /e', 'whiteout /f']);
  });

  test('an opaque mark acts on its directory, in the root too (rule 6)', () => {
    expect(shown(indexOf(layer().opaque('a/b').opaque('')))).toEqual(['opaque /a/b', 'opaque /']);
  });

  test.each(['.wh.', '.wh..', 'a/.wh...', '.wh.a/b', '.wh.../b/c'])('%s names nothing valid (rule 7)', (name) => {
    const index = indexOf(layer().file(name, 0));
    expect(shown(index)).toEqual([]);
    expect(problems(index)).toEqual([`bad-whiteout /${name}`]);
  });

  test.each(['.wh..wh.aufs', '.wh..wh.orph/x', 'a/.wh..wh.', '.wh..wh.plnk/.wh.x', '.wh..wh..opq/x'])(
    '%s is AUFS bookkeeping, left out without a word (rule 7)',
    (name) => {
      const index = indexOf(layer().file(name, 0));
      expect(shown(index)).toEqual([]);
      expect(index.problems).toEqual([]);
    },
  );

  test('a file that AUFS keeps for hard links is there, hidden, if a link of the layer needs it (rule 7)', () => {
    const index = indexOf(
      layer()
        .dir('.wh..wh.plnk')
        .file('.wh..wh.plnk/1.2', 'kept')
        .file('.wh..wh.plnk/3.4', 'not needed')
        .hardlink('a', '.wh..wh.plnk/1.2')
        .hardlink('b', '/.wh..wh.plnk/1.2'),
    );
    expect(shown(index)).toEqual(['(file /.wh..wh.plnk/1.2)', 'hardlink /a', 'hardlink /b']);
    expect(index.size(0)).toBe(4);
    expect(index.linkPath(1)).toBe(index.path[0]);
    expect(index.linkPath(2)).toBe(index.path[0]);
    expect([0, 1, 2].map((entry) => index.isHidden(entry))).toEqual([true, false, false]);
  });

  test('names that only resemble marks are names', () => {
    const index = indexOf(layer().file('a.wh.b', 0).file('.wh', 0).file('.what', 0).file('x/.WH.y', 0));
    expect(shown(index)).toEqual(['file /a.wh.b', 'file /.wh', 'file /.what', 'file /x/.WH.y']);
  });
});

describe('the table of paths', () => {
  test('has each path once, a parent before its children, the root first', () => {
    const index = indexOf(layer().file('a/b/c', 0).dir('a').file('a/b/d', 0).file('a/b/c', 0).hardlink('e', 'p/q'));
    const paths = Array.from({ length: index.pathCount }, (_, path) => index.fullPath(path));
    expect(paths[0]).toBe('/');
    expect([...paths].sort()).toEqual(['/', '/a', '/a/b', '/a/b/c', '/a/b/d', '/e', '/p', '/p/q']);
    index.pathParent.forEach((parent, path) => {
      if (path > 0) expect(parent).toBeLessThan(path);
    });
  });

  test('finds every path again among thousands of any bytes', () => {
    const component = fc
      .uint8Array({ minLength: 1, maxLength: 3 })
      .map((bytes) => bytes.map((byte) => (byte === 0 || byte === 0x2f || byte === 0x2e ? 0x61 : byte)));
    const name = fc
      .array(component, { minLength: 1, maxLength: 5 })
      .map((parts) => parts.map((part) => String.fromCharCode(...part)).join('/'));
    fc.assert(
      fc.property(fc.array(name, { minLength: 1, maxLength: 3000, size: 'max' }), (names) => {
        const recipe = layer();
        for (const each of names)
          recipe.file(
            Uint8Array.from(each, (char) => char.charCodeAt(0)),
            0,
          );
        const index = indexOf(recipe);
        const found = Array.from(index.path, (path) => index.fullPath(path));
        expect(found).toEqual(names.map((each) => normalizePath(each as ByteString)));
        const all = Array.from({ length: index.pathCount }, (_, path) => index.fullPath(path));
        expect(new Set(all).size).toBe(all.length);
      }),
      { numRuns: 20 },
    );
  });
});

describe('limits', () => {
  test('entries past the limit are left out, with one problem', () => {
    const index = indexOf(layer().file('a', 0).file('b', 0).file('c', 0).file('d', 0), { entries: 2 });
    expect(shown(index)).toEqual(['file /a', 'file /b']);
    expect(index.problems).toEqual([{ code: 'limit-entries', details: { limit: 2 } }]);
  });

  test('a layer with just as many entries as the limit is whole', () => {
    expect(indexOf(layer().file('a', 0).file('b', 0), { entries: 2 }).problems).toEqual([]);
  });

  test('few entries that imply a great many folders count as entries', () => {
    const recipe = layer();
    for (let at = 0; at < 20; at++) recipe.file(`${at}/${'d/'.repeat(1000)}f`, 0);
    const index = indexOf(recipe, { entries: 100 });
    expect(index.pathCount).toBeLessThan(3000);
    expect(index.problems[0]).toMatchObject({ code: 'limit-entries', details: { what: 'folders' } });
  });

  test('so do few folders whose paths are so long that a list of them would be without end', () => {
    const recipe = layer();
    for (let at = 0; at < 20; at++) recipe.file(`${at}/${`${'long'.repeat(100)}/`.repeat(100)}f`, 0);
    const index = indexOf(recipe, { entries: 100 });
    expect(index.pathCount).toBeLessThan(300);
    expect(problems(index)).toEqual(['limit-entries ']);
    expect(problems(indexOf(recipe, { entries: 1_000_000 }))).toEqual([]);
  });

  test.each([
    ['links', layer().symlink('a', 't'.repeat(40_000)).symlink('b', 't').symlink('c', 't')],
    [
      'attributes',
      layer()
        .file('a', 0, { xattrs: { 'user.x': 'v'.repeat(40_000) } })
        .file('b', 0)
        .file('c', 0),
    ],
    ['names', layer().file('n'.repeat(40_000), 0).file('b', 0).file('c', 0)],
  ])('and so do %s of few entries that have a great deal of text', (_, recipe) => {
    const index = indexOf(recipe, { entries: 100 });
    expect(index.problems).toEqual([{ code: 'limit-entries', details: { limit: 14_592, what: 'text' } }]);
    expect(index.entryCount).toBe(1);
    expect(problems(indexOf(recipe, { entries: 10_000 }))).toEqual([]);
  });
});

describe('the binary form', () => {
  const recipe = layer()
    .dir('a')
    .file('a/f', 'hello', { xattrs: { 'user.x': 'y' } })
    .symlink('s', 'a/f')
    .file('../x', 0);

  test('reads back as it was', () => {
    const index = indexOf(recipe);
    const again = openLayerIndex(index.buffer.slice(0));
    expect(shown(again)).toEqual(shown(index));
    expect(again.problems).toEqual(index.problems);
    expect(again.xattrs(1)).toEqual(index.xattrs(1));
  });

  test('of an empty layer has the root and nothing else', () => {
    const again = openLayerIndex(indexOf(layer()).buffer);
    expect([again.pathCount, again.entryCount]).toEqual([1, 0]);
  });

  test('cut at any place is refused', () => {
    const { buffer } = indexOf(recipe);
    for (let length = 0; length < buffer.byteLength; length++) {
      expect(() => openLayerIndex(buffer.slice(0, length))).toThrow(LayerIndexDamaged);
    }
  });

  test('with any byte of its header changed is refused or still lies within its buffer', () => {
    const { buffer } = indexOf(recipe);
    for (let at = 0; at < 900; at++) {
      const damaged = buffer.slice(0);
      const bytes = new Uint8Array(damaged);
      bytes[at] = (bytes[at] ?? 0) ^ 0xff;
      try {
        openLayerIndex(damaged);
      } catch (error) {
        expect(error).toBeInstanceOf(LayerIndexDamaged);
      }
    }
  });
});
