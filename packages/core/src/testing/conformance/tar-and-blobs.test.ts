import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { zstdFrame, zstdFrameOfWindow, zstdSkippableFrame } from '../compression/zstd-frame';
import { archive } from '../image/archive';
import { image, type LayerOptions } from '../image/image-recipe';
import { ociLayout } from '../image/oci-layout';
import { type LayerRecipe, layer } from '../layer-recipe';
import { join, latin1, paxHeader } from '../tar/write-tar';
import { levelLines, loadArchive, loadLayers, problemLines, rowsOf } from './open-recipe';

const loadOptions = (...layers: readonly (LayerRecipe | LayerOptions)[]) =>
  loadArchive(archive(ociLayout([image({ layers })])));

describe('rule 13: tar', () => {
  test('types: 0, 7 and NUL are files, NUL with a slash a directory, vendor types are skipped with a note', async () => {
    const types = layer()
      .entry({ name: latin1('old'), typeflag: '\0', content: latin1('1') })
      .entry({ name: latin1('contiguous'), typeflag: '7', content: latin1('2') })
      .entry({ name: latin1('folder/'), typeflag: '\0', mode: 0o755 })
      .entry({ name: latin1('vendor'), typeflag: 'A', content: latin1('skipped') })
      .file('last', '3');
    expect(await rowsOf([types])).toEqual([
      '/ dir implied @0',
      '/contiguous file "2" at 0 @1',
      '/folder dir at 0 @1',
      '/last file "3" @1',
      '/old file "1" at 0 @1',
    ]);
    expect(problemLines((await loadLayers(types)).problems)).toEqual(['entry-type-skipped 1 /vendor']);
  });

  test('types 1 to 6 carry no data, whatever their size says', async () => {
    const claims = layer()
      .entry({ name: latin1('l'), typeflag: '2', link: latin1('x'), declaredSize: 512 })
      .file('after', '1');
    expect(await rowsOf([claims])).toEqual(['/ dir implied @0', '/after file "1" @1', '/l symlink -> x 0644 at 0 @1']);
  });

  test('long names, large owners and early times come in pax records; an empty value removes one', async () => {
    const name = `${'deep/'.repeat(60)}leaf`;
    const pax = layer()
      .file(name, '1', { uid: 3_000_000_000, mtime: '-0.5' })
      .entry({
        name: latin1('plain'),
        typeflag: '0',
        uid: 5,
        pax: [
          ['uid', '9'],
          ['uid', ''],
        ],
      });
    const rows = await rowsOf([pax]);
    expect(rows.at(-2)).toBe(`/${name} file "1" 3000000000:0 at -0.5 @1`);
    expect(rows.at(-1)).toBe('/plain file "" 5:0 at 0 @1');
  });

  test('global headers are passed over, with a note', async () => {
    const tar = join([paxHeader('g', [['uid', '1234']]), layer().file('a', '1').tar()]);
    const loading = loadOptions({ content: tar });
    expect(await levelLines(loading, [layer().file('a', '1')])).toEqual(['/ dir implied @0', '/a file "1" @1']);
    expect(problemLines((await loading).problems)).toEqual(['global-header-ignored 1']);
  });

  test('sparse files are their logical content', async () => {
    const sparse = layer().sparse('s', 12, [
      { offset: 2, content: 'ab' },
      { offset: 8, content: 'cd' },
    ]);
    expect(await rowsOf([sparse])).toEqual([
      '/ dir implied @0',
      '/s file "\\u0000\\u0000ab\\u0000\\u0000\\u0000\\u0000cd\\u0000\\u0000" @1',
    ]);
  });

  test.each([
    ['two zero blocks', 2, ''],
    ['one at the end of the file', 1, ''],
    ['the end of the file', 0, ''],
    ['two zero blocks and garbage', 2, 'garbage'],
  ])('the end may be %s', async (_, endBlocks, trailer) => {
    const loading = loadOptions({
      content: layer()
        .file('a', '1')
        .tar({ endBlocks, trailer: latin1(trailer) }),
    });
    expect(await levelLines(loading, [layer().file('a', '1')])).toEqual(['/ dir implied @0', '/a file "1" @1']);
    expect(problemLines((await loading).problems)).toEqual([]);
  });

  test.each([
    [
      'a bad checksum',
      layer()
        .file('a', '1')
        .entry({ name: latin1('b'), typeflag: '0', spoilHeader: (header) => header.fill(0x37, 148, 152) })
        .tar(),
    ],
    [
      'one zero block before another entry',
      layer()
        .file('a', '1')
        .tar({ endBlocks: 1, trailer: layer().file('b', '2').tar() }),
    ],
    [
      'a size past the end',
      layer()
        .file('a', '1')
        .entry({ name: latin1('b'), typeflag: '0', declaredSize: 9999 })
        .tar(),
    ],
    [
      'a pax record of false length',
      layer()
        .file('a', '1')
        .entry({ name: latin1('PaxHeaders/b'), typeflag: 'x', content: latin1('99 path=b\n') })
        .tar(),
    ],
  ])('%s breaks the layer, and leaves what came before', async (_, content) => {
    const loading = loadOptions({ content });
    expect(await levelLines(loading, [layer().file('a', '1')])).toEqual(['/ dir implied @0', '/a file "1" @1']);
    const { layers, problems } = await loading;
    // The header and the one block of content of the only whole entry.
    expect(problems).toEqual([
      expect.objectContaining({ code: 'tar-corrupt', layer: 1, details: expect.objectContaining({ offset: 1024 }) }),
    ]);
    expect(layers[0]?.state).toBe('broken');
  });
});

describe('rule 14: what is kept of an entry', () => {
  test('is all that a file system keeps, to the byte and the nanosecond', async () => {
    const kept = layer()
      .file('set', '1', {
        mode: 0o6755,
        uid: 1000,
        gid: 100,
        mtime: '12.000000001',
        xattrs: { 'user.b': 'two', 'user.a': latin1('\x00\xff') },
      })
      .char('null', 1, 3)
      .block('disk', 300, 70_000)
      .fifo('pipe')
      .symlink('link', latin1('\xff'));
    expect(await rowsOf([kept])).toEqual([
      '/ dir implied @0',
      '/disk block 300:70000 @1',
      '/link symlink -> \ufffd @1',
      '/null char 1:3 @1',
      '/pipe fifo @1',
      '/set file "1" 6755 1000:100 at 12.000000001 {"user.a":"AP8=","user.b":"dHdv"} @1',
    ]);
  });

  test('and where its data lie in the uncompressed tar', async () => {
    const recipe = layer().file('x'.repeat(200), 'first').file('b', 'second');
    const { layers } = await loadLayers(recipe);
    const text = new TextDecoder();
    const data = [0, 1].map((entry) => {
      const start = layers[0]?.index?.dataOffset(entry) ?? 0;
      return text.decode(recipe.tar().subarray(start, start + 5));
    });
    expect(data).toEqual(['first', 'secon']);
  });
});

describe('rule 15: compression is told by the bytes', () => {
  const recipe = layer().file('a', 'one').file('b', 'two');
  const tar = recipe.tar();
  const half = tar.length / 2;
  const gzip = (bytes: Uint8Array) => new Uint8Array(gzipSync(bytes));

  test.each([
    ['none', tar],
    ['gzip', gzip(tar)],
    [
      'gzip of two members and padding',
      join([gzip(tar.subarray(0, half)), gzip(tar.subarray(half)), new Uint8Array(512)]),
    ],
    ['zstd', zstdFrame(tar)],
    [
      'zstd of frames and skippable frames',
      join([
        zstdSkippableFrame(latin1('toc')),
        zstdFrame(tar.subarray(0, half)),
        zstdSkippableFrame(latin1('')),
        zstdFrame(tar.subarray(half)),
      ]),
    ],
  ])('%s, whatever the media type says', async (_, blob) => {
    const mediaType = 'application/vnd.oci.image.layer.v1.tar+gzip';
    const loading = loadOptions({ content: recipe, blob, descriptor: { mediaType } });
    expect(await levelLines(loading, [recipe])).toEqual(['/ dir implied @0', '/a file "one" @1', '/b file "two" @1']);
    expect(problemLines((await loading).problems)).toEqual([]);
  });

  test('a stream that ends early gives what came before its end', async () => {
    const random = layer()
      .file('a', 'one')
      .file(
        'noise',
        Uint8Array.from({ length: 40_000 }, (_, at) => (at * at * 7919) >> 5),
      );
    const whole = gzip(random.tar());
    const loading = loadOptions({ content: random, blob: whole.subarray(0, whole.length - 2000) });
    expect((await levelLines(loading, [random])).slice(0, 2)).toEqual(['/ dir implied @0', '/a file "one" @1']);
    expect((await loading).layers[0]?.state).toBe('broken');
    expect(problemLines((await loading).problems)).toContain('stream-corrupt 1');
  });

  test('a window over the limit is refused before anything is allocated', async () => {
    const { layers, problems } = await loadOptions({ content: recipe, blob: zstdFrameOfWindow(31) });
    expect(problemLines(problems)).toContain('limit-zstd-window 1');
    expect(layers[0]?.state).toBe('unreadable');
  });
});
