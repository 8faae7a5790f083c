import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { compress } from '../compression/compress';
import { xzStream } from '../compression/xz-stream';
import { zstdFrame, zstdFrameOfWindow } from '../compression/zstd-frame';
import type { LayerOptions } from '../image/image-recipe';
import { layer } from '../layer-recipe';
import { paxHeader } from '../tar/write-tar';
import { type HostileInput, imageOf, manyFiles, repeatedLayer } from './hostile-input';

const MIB = 1024 * 1024;
const END = new Uint8Array(1024);
const bytesOf = (text: string) => new TextEncoder().encode(text);

/** A header whose size is said in base-256, the one form that holds any. */
function sized(name: string, size: bigint, typeflag = '0') {
  return layer()
    .entry({
      name: bytesOf(name),
      typeflag,
      editHeader(header) {
        header.fill(0, 124, 136);
        header[124] = 0x80;
        for (let at = 0; at < 8; at++) header[135 - at] = Number((size >> BigInt(8 * at)) & 0xffn);
      },
    })
    .tar({ endBlocks: 0 });
}

const tarOf = (...parts: readonly Uint8Array[]): LayerOptions => ({ content: new Uint8Array(Buffer.concat(parts)) });

const sparse = (name: string, size: string) =>
  layer()
    .entry({
      name: bytesOf(name),
      typeflag: '0',
      content: bytesOf('x'),
      pax: [
        ['GNU.sparse.size', size],
        ['GNU.sparse.numblocks', '1'],
        ['GNU.sparse.map', '0,1'],
      ],
    })
    .tar({ endBlocks: 0 });

/** Claims and bombs in the tar or the stream of a layer. */
export const HOSTILE_LAYERS: readonly HostileInput[] = [
  {
    name: 'tar-size-2e62',
    what: 'an entry says that it has 2^62 bytes',
    outcome: 'image',
    code: 'tar-corrupt',
    bytes: () => imageOf([tarOf(sized('huge', 2n ** 62n), END)]),
  },
  {
    name: 'tar-size-1e15',
    what: 'an entry says that it has a petabyte',
    outcome: 'image',
    code: 'tar-corrupt',
    bytes: () => imageOf([tarOf(sized('huge', 10n ** 15n), END)]),
  },
  {
    name: 'pax-1gb',
    what: 'a pax header of a gigabyte, most of it there once it is unpacked',
    outcome: 'image',
    code: 'limit-pax-size',
    bytes: () =>
      imageOf([
        repeatedLayer([
          [sized('x', 2n ** 30n, 'x'), 1],
          [new Uint8Array(16 * MIB).fill(0x20), 40],
        ]),
      ]),
  },
  {
    name: 'pax-record-claims',
    what: 'a pax record says that it has 9,999,999,999 bytes',
    outcome: 'image',
    code: 'tar-corrupt',
    bytes: () => {
      const header = paxHeader('x', [['path', 'a'.repeat(20)]]);
      header.set(bytesOf('9999999999 path=a\n'), 512);
      return imageOf([tarOf(header, layer().file('b').tar())]);
    },
  },
  {
    name: 'long-name-1gb',
    what: 'a GNU long name of a gigabyte',
    outcome: 'image',
    code: 'limit-pax-size',
    bytes: () =>
      imageOf([
        repeatedLayer([
          [sized('x', 2n ** 30n, 'L'), 1],
          [new Uint8Array(16 * MIB).fill(0x61), 40],
        ]),
      ]),
  },
  {
    name: 'sparse-1eb',
    what: 'a sparse file of nearly 2^53 bytes that is one hole',
    outcome: 'image',
    code: 'limit-unpacked-ratio',
    bytes: () => imageOf([tarOf(sparse('hole', '9007199254740000'), END)]),
  },
  {
    name: 'sparse-thousand',
    what: 'a thousand sparse files of a gigabyte each, all holes',
    outcome: 'image',
    code: 'limit-unpacked-ratio',
    bytes: () =>
      imageOf([
        repeatedLayer([
          [sparse('hole', String(2 ** 30)), 1000],
          [END, 1],
        ]),
      ]),
  },
  {
    name: 'sparse-map-million',
    what: 'a sparse map that says it has 999,999,999 regions',
    outcome: 'image',
    code: 'tar-corrupt',
    bytes: () => {
      const pax = layer().entry({
        name: bytesOf('GNUSparseFile.0/x'),
        typeflag: '0',
        content: Buffer.concat([bytesOf('999999999\n0\n1\n'), new Uint8Array(512)]),
        pax: [
          ['GNU.sparse.major', '1'],
          ['GNU.sparse.minor', '0'],
          ['GNU.sparse.name', 'x'],
          ['GNU.sparse.realsize', '1000'],
        ],
      });
      return imageOf([pax]);
    },
  },
  {
    name: 'zstd-windows',
    what: 'ten thousand zstd frames, each with a window of 128 MiB',
    outcome: 'image',
    code: null,
    bytes: () => {
      const frames = Array.from({ length: 10_000 }, () => zstdFrameOfWindow(27));
      const tar = layer().file('f').tar({ endBlocks: 2 });
      const content = Buffer.concat([tar, Buffer.from('x'.repeat(10_000))]);
      return imageOf([{ content, blob: Buffer.concat([zstdFrame(tar), ...frames]) }]);
    },
  },
  {
    name: 'zstd-run-bomb',
    what: 'zstd blocks of four bytes that are 128 KiB of zeros each, 2.5 GB of them',
    outcome: 'image',
    code: 'limit-unpacked-ratio',
    bytes: () => {
      const frame = zstdFrame(new Uint8Array(128 * 1024 * 200));
      const frames = Array.from({ length: 100 }, () => frame);
      return imageOf([
        { content: new Uint8Array(), blob: Buffer.concat([zstdFrame(sized('z', 2n ** 33n)), ...frames]) },
      ]);
    },
  },
  {
    name: 'layer-xz',
    what: 'an xz layer',
    outcome: 'image',
    code: 'compression-unsupported',
    bytes: () => imageOf([{ content: layer().file('f'), blob: xzStream(layer().file('f').tar()) }]),
  },
  {
    name: 'gzip-just-below',
    what: 'four layers that each unpack to nearly a gigabyte of zeros',
    outcome: 'image',
    code: null,
    bytes: () =>
      imageOf(
        Array.from({ length: 4 }, (_, at) =>
          repeatedLayer([
            [sized(`zeros-${at}`, 62n * 16n * BigInt(MIB)), 1],
            [new Uint8Array(16 * MIB), 62],
            [END, 1],
          ]),
        ),
      ),
  },
  {
    name: 'implied-folders',
    what: 'four hundred names of 64,000 bytes, each of which implies 32,000 folders of its own',
    outcome: 'image',
    code: 'limit-entries',
    bytes: () => imageOf([manyLong(400, (at) => `${at}/${'a/'.repeat(31_990)}f`)]),
  },
  {
    name: 'long-names',
    what: 'eight thousand names of 64,000 bytes, half a gigabyte of text in all',
    outcome: 'image',
    code: 'limit-entries',
    bytes: () => imageOf([manyLong(8000, (at) => `${at}${'a'.repeat(63_990)}`)]),
  },
  {
    name: 'long-attributes',
    what: 'six hundred files with attributes of a megabyte each',
    outcome: 'image',
    code: 'limit-entries',
    bytes: () =>
      imageOf([
        repeatedLayer([
          [
            layer()
              .file('f', '', { xattrs: { 'user.a': 'v'.repeat(1_000_000) } })
              .tar({ endBlocks: 0 }),
            1000,
          ],
          [END, 1],
        ]),
      ]),
  },
  {
    name: 'entries-million',
    what: 'a million different names in a few megabytes',
    outcome: 'image',
    code: null,
    bytes: () => imageOf([repeatedLayer([...[...manyFiles(1_000_000)].map((part) => [part, 1] as const), [END, 1]])]),
  },
  {
    name: 'hardlink-chain',
    what: 'a hundred thousand hard links, each to the one before',
    outcome: 'image',
    code: null,
    bytes: () => {
      const chain = layer().file('0', 'one');
      for (let at = 1; at < 100_000; at++) chain.hardlink(String(at), String(at - 1));
      return imageOf([chain]);
    },
  },
  {
    name: 'symlink-chain',
    what: 'fifty thousand symbolic links, each to the next',
    outcome: 'image',
    code: null,
    bytes: () => {
      const chain = layer();
      for (let at = 0; at < 50_000; at++) chain.symlink(String(at), String(at + 1));
      return imageOf([chain]);
    },
  },
  {
    name: 'whiteouts-of-trees',
    what: 'five hundred layers, each of which takes away a tree of two thousand and brings it again',
    outcome: 'image',
    code: 'whiteout-of-nothing',
    bytes: () => {
      const tree = layer().whiteout('t');
      for (let at = 0; at < 2000; at++) tree.file(`t/${at}`);
      const content = tree.tar();
      const same: LayerOptions = { content, blob: compress(content, 'gzip') };
      return imageOf(Array.from({ length: 500 }, () => same));
    },
  },
];

function manyLong(count: number, name: (at: number) => string): LayerOptions {
  const hash = createHash('sha256');
  const members: Uint8Array[] = [];
  for (let at = 0; at < count; at += 100) {
    const recipe = layer();
    for (let entry = at; entry < Math.min(count, at + 100); entry++) recipe.file(name(entry));
    const tar = recipe.tar({ endBlocks: 0 });
    hash.update(tar);
    members.push(gzipSync(tar, { level: 1 }));
  }
  members.push(gzipSync(END));
  return {
    content: new Uint8Array(),
    blob: Buffer.concat(members),
    diffId: `sha256:${hash.update(END).digest('hex')}`,
  };
}
