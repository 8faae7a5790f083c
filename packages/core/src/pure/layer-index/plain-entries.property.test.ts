import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join as joinPaths } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { corpusFolder } from '../../testing/reference/corpus-image';
import { tarMember } from '../../testing/tar/tar-member';
import { checksum, latin1, writeTar } from '../../testing/tar/write-tar';
import type { ByteString } from '../model/byte-string';
import { TarReader } from '../tar/tar-reader';
import type { TarSink } from '../tar/tar-sink';
import { LayerIndexBuilder } from './layer-index-builder';
import { layerIndexSink, type Sha256 } from './layer-index-sink';

const BLOCK = 512;
const LIMITS = { entries: 1000, pathBytes: 4096, paxBytes: 65_536 };

const sha256: Sha256 = {
  digest: (bytes) => createHash('sha256').update(bytes).digest('binary') as ByteString,
  start() {
    const hash = createHash('sha256');
    return { update: (bytes) => hash.update(bytes), digest: () => hash.digest('binary') as ByteString };
  },
};

/** The index of a tar in pieces of such lengths, its fault, and how many entries came the short way. */
function read(tar: Uint8Array, isShort: boolean, lengths: readonly number[] = [tar.length], limits = LIMITS) {
  const builder = new LayerIndexBuilder(limits);
  const { plainEntry, ...rest } = layerIndexSink(builder, sha256);
  let short = 0;
  const sink: TarSink = isShort
    ? {
        ...rest,
        plainEntry(...entry) {
          short++;
          plainEntry?.(...entry);
        },
      }
    : rest;
  const reader = new TarReader(sink, limits);
  for (let at = 0, turn = 0; at < tar.length; turn++) {
    const length = lengths[turn % lengths.length] ?? 1;
    // A copy that is spoilt afterwards: whatever is kept of it would show.
    const piece = tar.slice(at, at + length);
    reader.write(piece);
    piece.fill(0xaa);
    at += length;
  }
  reader.end();
  return { index: Buffer.from(builder.finish().buffer).toString('latin1'), fault: reader.fault, short };
}

function expectTheSame(tar: Uint8Array, lengths?: readonly number[], limits = LIMITS): number {
  const { short, ...found } = read(tar, true, lengths, limits);
  const { index, fault } = read(tar, false, lengths, limits);
  expect(found).toEqual({ index, fault });
  return short;
}

const component = fc.oneof(
  { weight: 8, arbitrary: fc.stringMatching(/^[a-c]{1,3}$/) },
  fc.constantFrom(
    '',
    '.',
    '..',
    '.wh.a',
    '.wh..wh..opq',
    '.wh..wh.plnk',
    '.hidden',
    'a.',
    'é\xff',
    'x'.repeat(98),
    'y'.repeat(60),
  ),
);
const oddName = fc
  .tuple(
    fc.constantFrom('', './', '/', '././'),
    fc.array(component, { minLength: 1, maxLength: 5 }),
    fc.constantFrom('', '/', '//'),
  )
  .map(([before, parts, after]) => `${before}${parts.join('/')}${after}`);
const name = fc
  .oneof({ weight: 3, arbitrary: fc.stringMatching(/^(\.\/)?[ab](\/[a-c]{1,2}){0,3}\/?$/) }, oddName)
  .map(latin1);

/** Fields of a header in the forms in which writers, sound and odd ones, put them. */
const FORMS: readonly (readonly [at: number, text: string])[] = [
  [100, '000644 \0'],
  [100, '0100755\0'],
  [100, '     644'],
  [108, '00000000'],
  [108, '\x80\0\0\0\0\0\x03\xe8'],
  [108, '0001 750'],
  [124, '00000000003 '],
  [124, '\0\0\0\0\0\0\0\0\0\0\0\0'],
  [124, '77777777777\0'],
  [136, '77777777777\0'],
  [136, '-0000000001\0'],
  [136, '           \0'],
  [257, 'ustar  \0'],
  [257, 'ustar\x0001'],
  [257, '\0\0\0\0\0\0\0\0'],
  [257, 'ustar\x00aa'],
  [265, 'root\0'],
  [265, 'r'.repeat(32)],
  [297, 'staff\0x'],
  [329, 'abcdefgh'],
  [337, '000000 \0'],
  [337, '1234567x'],
  [344, 'x'],
  [345, 'before\0'],
  [345, './before/\0'],
  [345, '/before'],
  [345, '.wh.before\0'],
  [345, 'p'.repeat(155)],
  [357, '12345670123\0'],
  [345, `${'p'.repeat(131)}${'q'.repeat(24)}\0\0\0\0\0\0\0\0tar\0`],
  [476, `not octal${'\0'.repeat(23)}tar\0`],
  [508, 'tar\0'],
  [508, 'tar'],
];

const edit = fc.oneof(
  fc.constantFrom(...FORMS),
  fc.tuple(fc.nat(BLOCK - 1), fc.string({ unit: 'binary-ascii', minLength: 1, maxLength: 3 })),
);

const member = fc
  .record({
    name,
    type: fc.constantFrom('0', '0', '0', '0', '0', '5', '5', '2', '1', '\0', '7', 'V'),
    content: fc.constantFrom('', '', 'abc', 'd'.repeat(BLOCK), 'e'.repeat(1300)),
    owner: fc.constantFrom('', 'root', 'nobody'),
    ids: fc.constantFrom(0, 0, 7, 1000),
    seconds: fc.constantFrom(0n, 1_700_000_000n, 0o77777777777n),
    edits: fc.oneof({ weight: 6, arbitrary: fc.constant([]) }, fc.array(edit, { minLength: 1, maxLength: 2 })),
    addsUp: fc.constantFrom(true, true, true, true, true, false),
    pax: fc.constantFrom([], [], [], [], [], [], [], [['mtime', '1.5'] as const], [['path', 'p/q'] as const]),
  })
  .map(({ type, content, owner, ids, seconds, edits, addsUp, ...rest }) => {
    const change = (header: Uint8Array) => {
      for (const [at, text] of edits) header.set(latin1(text).subarray(0, BLOCK - at), at);
      if (addsUp) checksum(header);
    };
    return tarMember({
      name: rest.name,
      pax: rest.pax,
      typeflag: type,
      content: latin1(content),
      uname: latin1(owner),
      gname: latin1(owner),
      uid: ids,
      gid: ids,
      mtime: { seconds, nanoseconds: 0 },
      spoilHeader: change,
    });
  });

describe('entries that come the short way', () => {
  test('make the same index as on the long one', () => {
    let short = 0;
    fc.assert(
      fc.property(
        fc.array(member, { maxLength: 8 }),
        fc.array(fc.integer({ min: 1, max: 6000 }), { minLength: 1, maxLength: 4 }),
        (members, lengths) => {
          const tar = writeTar(members);
          short += expectTheSame(tar) + expectTheSame(tar, lengths);
        },
      ),
      { numRuns: 1500 },
    );
    expect(short).toBeGreaterThan(1000);
  });

  test.each(FORMS)('make the same index where at %i stands %j', (at, text) => {
    const plain = tarMember({ name: latin1('p/q'), typeflag: '0', uname: latin1('root'), content: latin1('abc') });
    const edited = (typeflag: string) =>
      tarMember({ ...plain, name: latin1('p/r'), typeflag, editHeader: (header) => header.set(latin1(text), at) });
    // Before, among and behind others: what was learnt of one header must not be believed of another.
    expectTheSame(writeTar([plain, edited('0'), plain]));
    expectTheSame(writeTar([edited('0'), edited('0'), plain, edited('0')]));
    expectTheSame(writeTar([plain, edited('5'), edited('0'), plain]));
    const gnu = { ...plain, editHeader: (header: Uint8Array) => header.set(latin1('ustar  \0'), 257) };
    const both = (header: Uint8Array) => {
      gnu.editHeader(header);
      header.set(latin1(text), at);
    };
    expectTheSame(writeTar([gnu, { ...gnu, editHeader: both }, plain]));
  });

  test('stop at the same limits', () => {
    const files = Array.from({ length: 40 }, (_, at) => tarMember({ name: latin1(`a/b/f${at}`), typeflag: '0' }));
    const deep = tarMember({ name: latin1('d/'.repeat(50)), typeflag: '5' });
    expect(expectTheSame(writeTar(files), undefined, { ...LIMITS, entries: 7 })).toBe(40);
    expect(expectTheSame(writeTar([...files, deep]), undefined, { ...LIMITS, pathBytes: 40 })).toBe(0);
  });

  test('may stand anywhere in memory', () => {
    const tar = writeTar([tarMember({ name: latin1('a'), typeflag: '0', content: latin1('abc') })]);
    for (const before of [0, 1, 2, 3, 4]) {
      const memory = new Uint8Array(before + tar.length);
      memory.set(tar, before);
      const { index, fault, short } = read(memory.subarray(before), true);
      expect({ index, fault, short }).toEqual({ ...read(tar, false), short: 1 });
    }
  });
});

const corpus = corpusFolder();
const folder = joinPaths(corpus ?? '', 'tarcases');
const cases = corpus === null ? [] : readdirSync(folder).filter((file) => file.endsWith('.tar'));

describe.skipIf(corpus === null)('the tar cases of the corpus, where STRATASCOPE_CORPUS names one', () => {
  test.each(cases)('%s makes the same index on both ways', (file) => {
    const tar = new Uint8Array(readFileSync(joinPaths(folder, file)));
    expectTheSame(tar);
    expectTheSame(tar, [700, 5000, 512]);
  });
});
