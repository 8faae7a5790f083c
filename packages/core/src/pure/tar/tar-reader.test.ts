import { describe, expect, it } from 'vitest';
import { LIMITS, type Reading, readInPieces, readTar } from '../../testing/tar/read-tar';
import { type PaxRecord, type TarMember, tarMember } from '../../testing/tar/tar-member';
import { checksum, join, latin1, paxHeader, writeTar } from '../../testing/tar/write-tar';
import type { ByteString } from '../model/byte-string';
import { TarReader } from './tar-reader';
import type { TarFault, TarLimits } from './tar-sink';

const BLOCK = 512;

function member(name: string, typeflag = '0', fields: Partial<TarMember> = {}): TarMember {
  return tarMember({ name: latin1(name), typeflag, ...fields });
}

const file = (name: string, content: string, fields: Partial<TarMember> = {}) =>
  member(name, '0', { content: latin1(content), ...fields });

const text = (start: number, value: string) => (header: Uint8Array) => header.set(latin1(value), start);
const withMagic = (magic: string) => text(257, magic);
const GNU_MAGIC = withMagic('ustar  \0');
/** The header without a magic, as version 7 wrote it. */
const asV7 = (header: Uint8Array) => void header.fill(0, 257, 265);

/** Reads whole, and checks that the same comes of it byte by byte. */
function read(tar: Uint8Array, limits: TarLimits = LIMITS): Reading {
  const reading = readTar(tar, limits);
  expect(readInPieces(tar, () => 1, limits)).toEqual(reading);
  return reading;
}

const namesOf = ({ entries }: Reading) => entries.map(({ entry }) => entry.name);

/** The one entry of a tar that has nothing wrong. */
function readOne(...members: readonly TarMember[]) {
  const { entries, fault, problems } = read(writeTar(members));
  expect({ fault, problems, count: entries.length }).toEqual({ fault: null, problems: [], count: 1 });
  const [first] = entries;
  if (first === undefined) throw new Error('no entry');
  return first;
}

function expectFault(tar: Uint8Array, fault: TarFault, limits: TarLimits = LIMITS): Reading {
  const reading = read(tar, limits);
  expect(reading.fault).toEqual(fault);
  expect(reading.isDone).toBe(true);
  return reading;
}

describe('what is kept of an entry (rule 14)', () => {
  it('is every field, and where the data begin', () => {
    const first = file('first', 'x'.repeat(700));
    const second = file('a/b', 'hello', {
      mode: 0o4755,
      uid: 1000,
      gid: 2000,
      uname: latin1('me'),
      gname: latin1('us'),
      mtime: { seconds: 1_700_000_000n, nanoseconds: 5 },
      pax: [['SCHILY.xattr.user.k', 'v']],
    });
    const { entries } = read(writeTar([first, second]));
    const dataOffset = BLOCK + 2 * BLOCK + 2 * BLOCK + BLOCK;
    expect(entries[1]?.entry).toEqual({
      name: 'a/b',
      type: 'file',
      mode: 0o4755,
      uid: 1000,
      gid: 2000,
      uname: 'me',
      gname: 'us',
      mtime: { seconds: 1_700_000_000n, nanoseconds: 5 },
      size: 5,
      storedSize: 5,
      dataOffset,
      sparse: null,
      link: '',
      deviceMajor: 0,
      deviceMinor: 0,
      xattrs: new Map([['user.k', latin1('v')]]),
    });
    expect(entries[1]?.stored).toBe('hello');
  });

  it('is a mode without type bits, in either notation', () => {
    const modes = ['0104755\0', '\x80\0\0\0\0\0\x89\xed', '\xff\xff\xff\xff\xff\xff\x89\xed'];
    for (const mode of modes) expect(readOne(file('f', '', { editHeader: text(100, mode) })).entry.mode).toBe(0o4755);
  });

  it('are bytes in names, whatever they are', () => {
    expect(readOne(file('\xff\xfe/\x80', '')).entry.name).toBe('\xff\xfe/\x80');
  });

  it('is no link and no device where the type has none', () => {
    const { entry } = readOne(
      file('f', '', { link: latin1('l'), deviceMajor: 1, deviceMinor: 2, pax: [['linkpath', 'm']] }),
    );
    expect([entry.link, entry.deviceMajor, entry.deviceMinor]).toEqual(['', 0, 0]);
  });

  it('is a time of its own for each entry, also after one beyond octal digits', () => {
    const base256 = text(136, '\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xfe');
    const members = [
      file('a', '', { mtime: { seconds: 7n, nanoseconds: 0 } }),
      file('b', '', { editHeader: base256 }),
      file('c', ''),
    ];
    expect(read(writeTar(members)).entries.map(({ entry }) => entry.mtime.seconds)).toEqual([7n, -2n, 0n]);
  });

  it('are the owner names of the entry itself, where those before it were others', () => {
    const names = ['root', 'rootless', '', 'root', 'x'.repeat(32), 'x'.repeat(31), 'root'];
    const members = names.map((name, at) => file(`f${at}`, '', { uname: latin1(name), gname: latin1(name) }));
    const { entries } = read(writeTar(members));
    expect(entries.map(({ entry }) => entry.uname)).toEqual(names);
    expect(entries.map(({ entry }) => entry.gname)).toEqual(names);
  });
});

describe('types (rule 13)', () => {
  it.each([
    ['0', 'file'],
    ['7', 'file'],
    ['\0', 'file'],
    ['1', 'hardlink'],
    ['2', 'symlink'],
    ['3', 'char'],
    ['4', 'block'],
    ['5', 'dir'],
    ['6', 'fifo'],
  ])('%j is a %s', (typeflag, type) => {
    const { entry } = readOne(member('name', typeflag, { link: latin1('to'), deviceMajor: 8, deviceMinor: 1 }));
    expect(entry.type).toBe(type);
    expect(entry.link).toBe(type === 'hardlink' || type === 'symlink' ? 'to' : '');
    expect([entry.deviceMajor, entry.deviceMinor]).toEqual(type === 'char' || type === 'block' ? [8, 1] : [0, 0]);
  });

  it('a trailing slash makes a directory of NUL only, and then there are no data', () => {
    const slash = { declaredSize: 600 };
    const { entries } = read(writeTar([member('d/', '\0', slash), file('f/', 'x'.repeat(600)), member('g/', '7')]));
    expect(entries.map(({ entry }) => [entry.name, entry.type, entry.size])).toEqual([
      ['d/', 'dir', 0],
      ['f/', 'file', 600],
      ['g/', 'file', 0],
    ]);
  });

  it('a trailing slash counts in the name that pax or `L` gives', () => {
    expect(readOne(member('header', '\0', { pax: [['path', 'long/']] })).entry.type).toBe('dir');
    expect(readOne(member('@', 'L', { content: latin1('long/\0') }), member('header', '\0')).entry.type).toBe('dir');
  });

  it.each(['1', '2', '3', '4', '5', '6'])('%s has no data whatever its size says, even a negative one', (typeflag) => {
    const negative = text(124, '\xff'.repeat(12));
    const members = [
      member('a', typeflag, { declaredSize: 5000 }),
      member('b', typeflag, { editHeader: negative }),
      file('c', 'x'),
    ];
    const reading = read(writeTar(members));
    expect(namesOf(reading)).toEqual(['a', 'b', 'c']);
    expect(reading.entries.map(({ entry }) => entry.size)).toEqual([0, 0, 1]);
  });

  it('others are skipped with their data and with what stood before them, and say so', () => {
    const content = latin1('x'.repeat(600));
    const members = ['D', 'M', 'N', 'V', 'A', 'Z', '8'].flatMap((typeflag) => [
      member('@', 'L', { content: latin1('of the vendor') }),
      member('/a/./vendor', typeflag, { content, pax: [['path', 'dir/of-the-vendor']] }),
      file(`after-${typeflag}`, ''),
    ]);
    const { entries, problems, fault } = read(writeTar(members));
    expect(fault).toBeNull();
    expect(entries.map(({ entry }) => entry.name)).toEqual(
      ['D', 'M', 'N', 'V', 'A', 'Z', '8'].map((type) => `after-${type}`),
    );
    expect(problems).toEqual(
      ['D', 'M', 'N', 'V', 'A', 'Z', '8'].map((type) => ({
        code: 'entry-type-skipped',
        path: '/of the vendor',
        details: { type },
      })),
    );
  });

  it('that are no character are told by number', () => {
    const { problems } = read(writeTar([member('v', '\xe0')]));
    expect(problems).toEqual([{ code: 'entry-type-skipped', path: '/v', details: { type: '0xe0' } }]);
  });
});

describe('formats (rule 13)', () => {
  const prefixed = (magic: (header: Uint8Array) => void) => ({
    editHeader: (header: Uint8Array) => {
      magic(header);
      header.set(latin1('some/prefix'), 345);
    },
  });

  it('ustar has a prefix, whatever its version says', () => {
    expect(readOne(file('n', '', prefixed(withMagic('ustar\x0000')))).entry.name).toBe('some/prefix/n');
    expect(readOne(file('n', '', prefixed(withMagic('ustar\0??')))).entry.name).toBe('some/prefix/n');
  });

  it('v7 has neither prefix nor owner names nor devices', () => {
    const before = file('other', '', { uname: latin1('root'), gname: latin1('root') });
    const { entries } = read(
      writeTar([before, member('n', '3', { ...prefixed(asV7), deviceMajor: 3, uname: latin1('u') })]),
    );
    const entry = entries[1]?.entry;
    expect([entry?.name, entry?.uname, entry?.gname, entry?.deviceMajor]).toEqual(['n', '', '', 0]);
  });

  it('star has a prefix of 131 bytes and times behind it, which have to be times', () => {
    const star = (atime: string, ctime: string) => (header: Uint8Array) => {
      header.set(latin1('p'.repeat(131)), 345);
      header.set(latin1(atime), 476);
      header.set(latin1(ctime), 488);
      header.set(latin1('tar\0'), 508);
    };
    expect(readOne(file('n', '', { editHeader: star('00000000017\0', '00000000017\0') })).entry.name).toBe(
      `${'p'.repeat(131)}/n`,
    );
    for (const editHeader of [star('not a time', ''), star('', 'not a time')]) {
      expectFault(writeTar([file('n', '', { editHeader })]), { code: 'tar-corrupt', offset: 0, reason: 'bad number' });
    }
  });

  it('GNU has times where ustar has the prefix; text that is no time is a prefix all the same', () => {
    const gnu = (prefix: string) => ({
      editHeader(header: Uint8Array) {
        GNU_MAGIC(header);
        header.set(latin1(prefix), 345);
      },
    });
    expect(readOne(file('n', '', gnu('some/prefix'))).entry.name).toBe('some/prefix/n');
    expect(readOne(file('n', '', gnu('00000000017\x0000000000017\0'))).entry.name).toBe('n');
    expect(readOne(file('n', '', gnu('caf\xe9'))).entry.name).toBe('n');
    expect(readOne(file('n', '', gnu('00000000017\0no time'))).entry.name).toBe('00000000017/n');
    expect(readOne(file('n', '', gnu('00000000017\0\0no time'))).entry.name).toBe('n');
  });

  it('a magic that is neither is v7', () => {
    expect(readOne(file('n', '', prefixed(withMagic('ustar \x0000')))).entry.name).toBe('n');
  });

  it('GNU long names and links are read to their NUL; the last counts; an empty one says nothing', () => {
    const long = (typeflag: string, content: string) => member('././@LongLink', typeflag, { content: latin1(content) });
    const name = 'n'.repeat(700);
    const { entry } = readOne(
      long('L', 'first'),
      long('K', 'first'),
      long('L', `${name}\0x`),
      long('K', 'target'),
      member('h', '2'),
    );
    expect([entry.name, entry.link]).toEqual([name, 'target']);
    expect(readOne(long('L', 'x'), long('L', ''), file('header', '')).entry.name).toBe('header');
    expect(readOne(long('L', '\0'), file('header', '')).entry.name).toBe('header');
  });

  it('a long name may come in pieces of very different lengths', () => {
    const name = 'n'.repeat(20_000);
    const tar = writeTar([member('@', 'L', { content: latin1(name) }), file('header', '')]);
    const lengths = [BLOCK + 1, tar.length];
    expect(namesOf(readInPieces(tar, () => lengths.shift() ?? 1))).toEqual([name]);
  });

  it('`L` beats a pax path, in either order', () => {
    const long = member('@', 'L', { content: latin1('from L') });
    const pax: readonly PaxRecord[] = [['path', 'from pax']];
    expect(readOne(long, file('h', '', { pax })).entry.name).toBe('from L');
    const records = paxHeader('x', pax);
    const { entries } = read(join([records, writeTar([long, file('h', '')])]));
    expect(entries[0]?.entry.name).toBe('from L');
  });

  it('pax records come over the header; one with an empty value says nothing', () => {
    const pax: readonly PaxRecord[] = [
      ['path', 'p'],
      ['uid', '4294967294'],
      ['gid', '-1'],
      ['uname', 'u'],
      ['gname', ''],
      ['mtime', '-0.5'],
      ['size', '2'],
      ['hdrcharset', 'BINARY'],
    ];
    const { entry, stored } = readOne(file('h', 'abc', { declaredSize: 3, gname: latin1('kept'), pax }));
    expect([entry.name, entry.uid, entry.gid, entry.uname, entry.gname, entry.size, stored]).toEqual([
      'p',
      4294967294,
      -1,
      'u',
      'kept',
      2,
      'ab',
    ]);
    expect(entry.mtime).toEqual({ seconds: -1n, nanoseconds: 500_000_000 });
  });

  it('of several pax headers the last counts, as a whole, and for one entry only', () => {
    const tar = join([
      paxHeader('x', [
        ['path', 'lost'],
        ['uid', '7'],
      ]),
      paxHeader('x', [['gid', '8']]),
      writeTar([file('first', ''), file('second', '')]),
    ]);
    const { entries } = read(tar);
    expect(entries.map(({ entry }) => [entry.name, entry.uid, entry.gid])).toEqual([
      ['first', 0, 8],
      ['second', 0, 0],
    ]);
  });

  it('device numbers may stand in SCHILY records, and count where they are numbers', () => {
    const pax: readonly PaxRecord[] = [
      ['SCHILY.devmajor', '259'],
      ['SCHILY.devminor', 'none'],
    ];
    const { entry } = readOne(member('d', '4', { deviceMajor: 1, deviceMinor: 2, pax }));
    expect([entry.deviceMajor, entry.deviceMinor]).toEqual([259, 2]);
  });

  it('a global header is passed over with a note, and what stood before it is lost', () => {
    const before = writeTar([file('before', 'x')], { endBlocks: 0 });
    const lost = join([paxHeader('x', [['path', 'lost']]), paxHeader('g', [['comment', 'c']])]);
    const { entries, problems } = read(join([before, lost, writeTar([file('own-name', '')])]));
    expect(entries.map(({ entry }) => entry.name)).toEqual(['before', 'own-name']);
    expect(problems).toEqual([{ code: 'global-header-ignored', details: { offset: before.length + 2 * BLOCK } }]);
  });
});

describe('sparse files (rule 13)', () => {
  const octal = (value: number) => `${value.toString(8).padStart(11, '0')}\0`;
  const map = (pairs: readonly (readonly [number, number])[]) =>
    pairs.map(([offset, length]) => octal(offset) + octal(length)).join('');

  function oldSparse(
    pairs: readonly (readonly [number, number])[],
    realSize: number,
    data: string,
    more = false,
  ): TarMember {
    return member('s', 'S', {
      content: latin1(data),
      editHeader(header) {
        GNU_MAGIC(header);
        header.set(latin1(map(pairs)), 386);
        header[482] = more ? 1 : 0;
        header.set(latin1(octal(realSize)), 483);
      },
    });
  }

  function paxSparse(records: readonly PaxRecord[], data: string): TarMember {
    return file('GNUSparseFile.0/s', data, { pax: records });
  }

  const regions = [
    { offset: 2, length: 3 },
    { offset: 10, length: 1 },
  ];
  const plain = readOne(file('plain', '\0\0abc\0\0\0\0\0d\0'));

  it.each<readonly [string, TarMember]>([
    [
      'old GNU',
      oldSparse(
        [
          [2, 3],
          [10, 1],
          [12, 0],
        ],
        12,
        'abcd',
      ),
    ],
    [
      'pax 0.0',
      paxSparse(
        [
          ['GNU.sparse.size', '12'],
          ['GNU.sparse.numblocks', '2'],
          ['GNU.sparse.offset', '2'],
          ['GNU.sparse.numbytes', '3'],
          ['GNU.sparse.offset', '10'],
          ['GNU.sparse.numbytes', '1'],
        ],
        'abcd',
      ),
    ],
    [
      'pax 0.1',
      paxSparse(
        [
          ['GNU.sparse.major', '0'],
          ['GNU.sparse.minor', '1'],
          ['GNU.sparse.size', '12'],
          ['GNU.sparse.numblocks', '2'],
          ['GNU.sparse.map', '2,3,10,1'],
        ],
        'abcd',
      ),
    ],
    [
      'pax 1.0',
      paxSparse(
        [
          ['GNU.sparse.major', '1'],
          ['GNU.sparse.minor', '0'],
          ['GNU.sparse.realsize', '12'],
        ],
        `${'2\n2\n3\n10\n1\n'.padEnd(BLOCK, '\0')}abcd`,
      ),
    ],
  ])('%s gives the regions, the stored bytes and the logical content', (_, sparse) => {
    const { entries, fault } = read(writeTar([sparse, file('after', '')]));
    expect(fault).toBeNull();
    const [first, second] = entries;
    expect(first?.entry).toMatchObject({ type: 'file', size: 12, storedSize: 4, sparse: regions });
    expect(first?.stored).toBe('abcd');
    expect(first?.sha256).toBe(plain.sha256);
    expect(second?.entry.name).toBe('after');
  });

  it('the data of pax 1.0 begin after its map', () => {
    const members = [
      paxSparse(
        [
          ['GNU.sparse.major', '1'],
          ['GNU.sparse.minor', '0'],
        ],
        `${'1\n0\n4\n'.padEnd(BLOCK, '\0')}abcd`,
      ),
    ];
    const tar = writeTar(members);
    const { entries } = read(tar);
    const offset = entries[0]?.entry.dataOffset ?? 0;
    expect(String.fromCharCode(...tar.subarray(offset, offset + 4))).toBe('abcd');
    expect(entries[0]?.entry.size).toBe(BLOCK + 4);
  });

  it('an old map goes on in extension blocks, which may be empty', () => {
    const pairs = Array.from({ length: 26 }, (_, at) => [at * 10, 1] as const);
    const header = writeTar([oldSparse(pairs.slice(0, 4), 300, '', true)], { endBlocks: 0 });
    header.set(latin1(octal(pairs.length)), 124);
    checksum(header);
    const extension = (part: readonly (readonly [number, number])[], more: boolean) => {
      const block = new Uint8Array(BLOCK);
      block.set(latin1(map(part)));
      block[504] = more ? 1 : 0;
      return block;
    };
    const data = new Uint8Array(BLOCK).fill(0x61, 0, pairs.length);
    const blocks = [extension(pairs.slice(4, 25), true), extension([], true), extension(pairs.slice(25), false)];
    const tar = join([header, ...blocks, data, writeTar([file('after', '')])]);
    const { entries, fault } = read(tar);
    expect(fault).toBeNull();
    expect(entries[0]?.entry.sparse).toEqual(pairs.map(([offset, length]) => ({ offset, length })));
    expect(entries[0]?.entry.dataOffset).toBe(4 * BLOCK);
    expect(entries[1]?.entry.name).toBe('after');
  });

  it('GNU.sparse.name beats path; a version that is not known is a plain file', () => {
    const records: readonly PaxRecord[] = [
      ['path', 'from path'],
      ['GNU.sparse.name', 'from sparse'],
      ['GNU.sparse.minor', '1'],
      ['GNU.sparse.numblocks', '0'],
    ];
    const known = readOne(paxSparse([...records, ['GNU.sparse.major', '0'], ['GNU.sparse.size', '5']], ''));
    expect([known.entry.name, known.entry.size, known.entry.sparse]).toEqual(['from sparse', 5, []]);
    const unknown = readOne(paxSparse([...records, ['GNU.sparse.major', '2']], 'x'));
    expect([unknown.entry.name, unknown.entry.size, unknown.entry.sparse]).toEqual(['from path', 1, null]);
  });

  const corrupt = (reason: TarFault['reason']): TarFault => ({ code: 'tar-corrupt', offset: BLOCK, reason });
  const after = (sparse: TarMember) => writeTar([file('before', ''), sparse]);
  const version1: readonly PaxRecord[] = [
    ['GNU.sparse.major', '1'],
    ['GNU.sparse.minor', '0'],
  ];

  it.each<readonly [string, TarMember, TarFault['reason']]>([
    ['has fewer data than its map', oldSparse([[0, 5]], 9, 'abcd'), 'bad sparse map'],
    ['has more data than its map', oldSparse([[0, 3]], 9, 'abcd'), 'bad sparse map'],
    ['has a map that passes its size', oldSparse([[7, 4]], 9, 'abcd'), 'bad sparse map'],
    [
      'has a number that is none in its map',
      { ...oldSparse([[0, 4]], 9, 'abcd'), editHeader: text(386, '00000000009\0') },
      'bad sparse map',
    ],
    [
      'is an old one without the GNU magic',
      member('s', 'S', { editHeader: withMagic('ustar\x0000') }),
      'bad sparse map',
    ],
    [
      'is a directory',
      member('d', '5', {
        pax: [
          ['GNU.sparse.map', '0,0'],
          ['GNU.sparse.numblocks', '1'],
        ],
      }),
      'bad sparse map',
    ],
    ['has a size that is none', paxSparse([['GNU.sparse.size', 'x'], ...version1], ''), 'bad pax value'],
    [
      'has a negative size',
      paxSparse(
        [
          ['GNU.sparse.size', '-1'],
          ['GNU.sparse.map', '0,0'],
          ['GNU.sparse.numblocks', '1'],
        ],
        '',
      ),
      'negative size',
    ],
    [
      'has a size beyond any',
      paxSparse(
        [
          ['GNU.sparse.size', '9007199254740992'],
          ['GNU.sparse.map', '0,0'],
          ['GNU.sparse.numblocks', '1'],
        ],
        '',
      ),
      'size too large',
    ],
    ['has no room for its map', paxSparse(version1, '0\n'), 'sparse map cut off'],
    [
      'has a map that promises more than there is',
      paxSparse(version1, '1000000000\n'.padEnd(2 * BLOCK, '1\n')),
      'sparse map cut off',
    ],
  ])('one that %s is a fault', (_, sparse, reason) => {
    const reading = expectFault(after(sparse), corrupt(reason));
    expect(namesOf(reading)).toEqual(['before']);
  });

  it('one of a type that is skipped may contradict its data, which are not looked at', () => {
    const sparse = member('v', 'V', {
      content: latin1('abcd'),
      pax: [
        ['GNU.sparse.size', '9'],
        ['GNU.sparse.numblocks', '1'],
        ['GNU.sparse.map', '0,9'],
      ],
    });
    const reading = read(writeTar([sparse, file('after', '')]));
    expect([reading.fault, namesOf(reading)]).toEqual([null, ['after']]);
  });

  it('a map over the limit ends the reading, in either form', () => {
    const limits: TarLimits = { ...LIMITS, paxBytes: 4 * BLOCK };
    const fault: TarFault = { code: 'limit-pax-size', offset: BLOCK, reason: 'sparse map too large', size: 5 * BLOCK };
    expectFault(after(paxSparse(version1, '1000000000\n'.padEnd(9 * BLOCK, '1\n'))), fault, limits);
    const chain = new Uint8Array(9 * BLOCK);
    for (let at = 0; at < 9; at++) chain[at * BLOCK + 504] = 1;
    const header = writeTar([file('before', ''), oldSparse([], 0, '', true)], { endBlocks: 0 });
    expectFault(join([header, chain]), fault, limits);
  });
});

describe('the end of a tar (rule 13)', () => {
  const tar = writeTar([file('a', 'x')], { endBlocks: 0 });
  const zeros = (length: number) => new Uint8Array(length);

  it.each([
    ['two zero blocks', join([tar, zeros(2 * BLOCK)])],
    ['one zero block at the end', join([tar, zeros(BLOCK)])],
    ['nothing', tar],
    ['no padding', tar.subarray(0, BLOCK + 1)],
    ['a part of the padding', tar.subarray(0, 2 * BLOCK - 1)],
    ['an extension header for nothing', join([tar, paxHeader('x', [['path', 'y']])])],
    ['an extension header without its padding', join([tar, paxHeader('x', [['path', 'y']]).subarray(0, BLOCK + 10)])],
  ])('is good with %s', (_, bytes) => {
    const reading = read(bytes);
    expect([reading.fault, namesOf(reading)]).toEqual([null, ['a']]);
  });

  it('is good without any bytes', () => {
    expect(read(zeros(0))).toEqual({ entries: [], problems: [], fault: null, isDone: true });
  });

  it.each<readonly [string, Uint8Array, TarFault['reason']]>([
    ['one zero block before a header', join([zeros(BLOCK), tar]), 'single zero block'],
    ['one zero block and a part of one', zeros(BLOCK + 1), 'header cut off'],
    ['a part of a header', tar.subarray(0, 511), 'header cut off'],
    ['a part of the data', writeTar([file('b', 'x'.repeat(600))]).subarray(0, BLOCK + 599), 'data cut off'],
    [
      'a part of the data of a skipped type',
      writeTar([member('b', 'V', { content: zeros(9) })]).subarray(0, BLOCK + 8),
      'data cut off',
    ],
    ['a header without its data', writeTar([file('b', 'x')]).subarray(0, BLOCK), 'data cut off'],
    ['a part of a pax header', paxHeader('x', [['path', 'y']]).subarray(0, BLOCK + 8), 'extension header cut off'],
  ])('is a fault with %s, and what came before stays', (_, rest, reason) => {
    const reading = expectFault(join([tar, rest]), { code: 'tar-corrupt', offset: 2 * BLOCK, reason });
    expect(namesOf(reading)).toEqual(['a']);
  });

  it('is where reading stops: what follows is ignored', () => {
    let calls = 0;
    const count = () => void calls++;
    const reader = new TarReader({ entry: count, data: count, entryEnd: count, problem: count }, LIMITS);
    reader.write(zeros(2 * BLOCK));
    expect(reader.isDone).toBe(true);
    reader.write(tar);
    reader.write(latin1('garbage'));
    reader.end();
    expect([reader.fault, calls]).toEqual([null, 0]);
  });
});

describe('a fault (rule 13)', () => {
  const good = file('good', 'x'.repeat(600));
  const goodEnd = 3 * BLOCK;

  it.each<readonly [string, Partial<TarMember>, TarFault['reason']]>([
    ['a wrong checksum', { spoilHeader: text(148, '0000000\0') }, 'bad checksum'],
    ['a changed byte', { spoilHeader: text(0, 'X') }, 'bad checksum'],
    ['a size that is no number', { editHeader: text(124, '0000000000x\0') }, 'bad number'],
    ['a negative size', { editHeader: text(124, '\xff'.repeat(12)) }, 'negative size'],
    ['a size beyond 2^53', { editHeader: text(124, '\x80\0\0\0\0\x20\0\0\0\0\0\0') }, 'size too large'],
    ['a mode that is no number', { editHeader: text(100, 'rwxr-xr-') }, 'bad number'],
    ['a device that is no number', { editHeader: text(329, 'x') }, 'bad number'],
    ['a pax number that is none', { pax: [['uid', 'root']] }, 'bad pax value'],
    ['a pax time that is none', { pax: [['ctime', '12:30']] }, 'bad pax value'],
    ['another pax time that is none', { pax: [['atime', '.5']] }, 'bad pax value'],
    [
      'a negative size under a good pax size',
      { editHeader: text(124, '\xff'.repeat(12)), pax: [['size', '0']] },
      'negative size',
    ],
    ['a negative pax size', { pax: [['size', '-1']] }, 'negative size'],
    ['a NUL in a pax path', { pax: [['path', 'a\0b']] }, 'bad pax record'],
  ])('%s is told where the last whole entry ends, and ends the reading', (_, fields, reason) => {
    const reading = expectFault(writeTar([good, file('bad', '', fields), good]), {
      code: 'tar-corrupt',
      offset: goodEnd,
      reason,
    });
    expect(namesOf(reading)).toEqual(['good']);
  });

  it('lies before the extension headers of the entry that it spoils', () => {
    const extension = member('@', 'L', { content: latin1('long') });
    expectFault(writeTar([good, extension, file('bad', '', { spoilHeader: text(0, 'X') })]), {
      code: 'tar-corrupt',
      offset: goodEnd,
      reason: 'bad checksum',
    });
  });

  it('lies after global headers, skipped types and entries over a limit: they are whole', () => {
    const global = paxHeader('g', [['comment', 'x']]);
    const skipped = writeTar([member('v', 'V', { content: latin1('v') }), file('long-name', 'x')], { endBlocks: 0 });
    const bad = writeTar([file('bad', '', { spoilHeader: text(0, 'X') })]);
    const limits = { ...LIMITS, pathBytes: 8 };
    const offset = global.length + skipped.length;
    expectFault(join([global, skipped, bad]), { code: 'tar-corrupt', offset, reason: 'bad checksum' }, limits);
  });

  it('in a global header counts though its records do not', () => {
    expectFault(paxHeader('g', [['path', '\0']]), { code: 'tar-corrupt', offset: 0, reason: 'bad pax record' });
    expect(read(paxHeader('g', [['uid', 'not a number']])).fault).toBeNull();
  });

  it('leaves a begun entry without an end', () => {
    const calls: string[] = [];
    const reader = new TarReader(
      {
        entry: ({ name }) => calls.push(`entry ${name}`),
        data: (bytes) => calls.push(`data ${bytes.length}`),
        entryEnd: () => calls.push('end'),
        problem: ({ code }) => calls.push(code),
      },
      LIMITS,
    );
    reader.write(writeTar([file('a', ''), file('b', 'x'.repeat(600))]).subarray(0, 2 * BLOCK + 10));
    reader.end();
    expect(calls).toEqual(['entry a', 'end', 'entry b', 'data 10']);
    expect(reader.fault?.reason).toBe('data cut off');
  });
});

describe('limits', () => {
  const limits: TarLimits = { pathBytes: 10, paxBytes: 2000 };

  it('a path or link over the limit leaves its entry out, with its data', () => {
    const members = [
      file('eleven-byte', 'x'.repeat(600)),
      member('l', '2', { link: latin1('eleven-byte') }),
      file('ten--bytes', 'y', { link: latin1('not a link at all') }),
    ];
    const { entries, problems, fault } = read(writeTar(members), limits);
    expect(fault).toBeNull();
    expect(entries.map(({ entry, stored }) => [entry.name, stored])).toEqual([['ten--bytes', 'y']]);
    expect(problems).toEqual([
      { code: 'limit-path-length', path: 'eleven-byte', details: { size: 11, limit: 10 } },
      { code: 'limit-path-length', path: 'l', details: { size: 11, limit: 10 } },
    ]);
  });

  it('a path of 100,000 bytes is told by its beginning', () => {
    const name = 'n'.repeat(100_000) as ByteString;
    const { problems } = read(writeTar([file(name, '')]));
    expect(problems).toEqual([
      { code: 'limit-path-length', path: name.slice(0, 200), details: { size: 100_000, limit: LIMITS.pathBytes } },
    ]);
  });

  it.each(['x', 'g', 'L', 'K'])(
    'a header of type %s over the limit ends the reading before anything of it is kept',
    (typeflag) => {
      const claimed = member('@', typeflag, { declaredSize: 50_000_000 });
      const reading = expectFault(
        writeTar([file('a', ''), claimed]),
        { code: 'limit-pax-size', offset: BLOCK, reason: 'extension header too large', size: 50_000_000 },
        limits,
      );
      expect(namesOf(reading)).toEqual(['a']);
    },
  );

  it('a header of just the limit is read', () => {
    const record = (length: number) => `${length} comment=${'x'.repeat(length - `${length} comment=\n`.length)}\n`;
    const pax = (length: number) => writeTar([member('@', 'x', { content: latin1(record(length)) }), file('a', '')]);
    expect(namesOf(read(pax(2000), limits))).toEqual(['a']);
    expect(read(pax(2001), limits).fault?.code).toBe('limit-pax-size');
  });
});

describe('a sink that throws', () => {
  it('is heard, and the reader is done', () => {
    const fail = () => {
      throw new Error('disk full');
    };
    const reader = new TarReader({ entry: fail, data: fail, entryEnd: fail, problem: fail }, LIMITS);
    expect(() => reader.write(writeTar([file('a', '')]))).toThrow('disk full');
    expect([reader.isDone, reader.fault]).toEqual([true, null]);
  });
});
