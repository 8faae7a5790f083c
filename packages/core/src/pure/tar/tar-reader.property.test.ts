import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { pack } from 'tar-stream';
import { describe, expect, it } from 'vitest';
import { readInPieces, readTar } from '../../testing/tar/read-tar';
import { tarMember } from '../../testing/tar/tar-member';
import { checksum, join, latin1, paxHeader, writeTar } from '../../testing/tar/write-tar';
import { byteStringToText } from '../model/byte-string';

const BLOCK = 512;

/** Piece lengths that repeat. */
const cuts = fc.array(fc.integer({ min: 1, max: 1500 }), { minLength: 1, maxLength: 5 });

function cutter(lengths: readonly number[]): () => number {
  let at = 0;
  return () => lengths[at++ % lengths.length] ?? 1;
}

describe('TarReader reads what an independent writer wrote', () => {
  const component = fc.oneof(
    fc.stringMatching(/^[a-zA-Z0-9 _.-]{1,60}$/).filter((name) => !/^\.{1,2}$/.test(name)),
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }).filter((name) => !/[/\0]/.test(name)),
  );
  const path = fc.array(component, { minLength: 1, maxLength: 6 }).map((parts) => parts.join('/'));
  // The writer has six octal digits for such numbers.
  const owner = fc.nat(0o777777);
  const common = {
    name: path,
    // The writer takes 0 for a mode that was not given.
    mode: fc.integer({ min: 1, max: 0o7777 }),
    uid: owner,
    gid: owner,
    seconds: fc.nat(0o7777777777),
    uname: fc.stringMatching(/^[a-z]{0,20}$/),
    gname: fc.stringMatching(/^[a-z]{0,20}$/),
  };
  const entry = fc.oneof(
    fc.record({ ...common, type: fc.constant('file' as const), content: fc.uint8Array({ maxLength: 1600 }) }),
    fc.record({ ...common, type: fc.constant('directory' as const) }),
    fc.record({ ...common, type: fc.constantFrom('symlink' as const, 'link' as const), linkname: path }),
    fc.record({
      ...common,
      type: fc.constantFrom('character-device' as const, 'block-device' as const),
      devmajor: fc.nat(4095),
      devminor: fc.nat(0o777777),
    }),
    fc.record({ ...common, type: fc.constant('fifo' as const) }),
  );
  const TYPES = {
    file: 'file',
    directory: 'dir',
    symlink: 'symlink',
    link: 'hardlink',
    'character-device': 'char',
    'block-device': 'block',
    fifo: 'fifo',
  } as const;

  it('field by field, however its bytes are cut', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(entry, { maxLength: 6 }), cuts, async (entries, lengths) => {
        const packed = pack();
        for (const { seconds, ...fields } of entries) {
          const content = 'content' in fields ? Buffer.from(fields.content) : Buffer.alloc(0);
          packed.entry({ ...fields, mtime: new Date(seconds * 1000), size: content.length }, content);
        }
        packed.finalize();
        const pieces: Uint8Array[] = [];
        for await (const piece of packed) pieces.push(piece as Uint8Array);

        const reading = readInPieces(join(pieces), cutter(lengths));
        expect(reading.fault).toBeNull();
        expect(
          reading.entries.map(({ entry: read, sha256 }) => ({
            name: byteStringToText(read.name).replace(/\/$/, ''),
            type: read.type,
            numbers: [read.mode, read.uid, read.gid, read.mtime.seconds],
            owners: [read.uname, read.gname],
            link: byteStringToText(read.link),
            device: [read.deviceMajor, read.deviceMinor],
            sha256,
          })),
        ).toEqual(
          entries.map((written) => ({
            name: written.name.replace(/\/$/, ''),
            type: TYPES[written.type],
            numbers: [written.mode, written.uid, written.gid, BigInt(written.seconds)],
            owners: [written.uname, written.gname],
            link: 'linkname' in written ? written.linkname : '',
            device: 'devmajor' in written ? [written.devmajor, written.devminor] : [0, 0],
            sha256: createHash('sha256')
              .update('content' in written ? written.content : '')
              .digest('hex'),
          })),
        );
      }),
      { numRuns: 150 },
    );
  });
});

describe('TarReader survives whatever it is given', () => {
  it('as random bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 3000 }), cuts, (bytes, lengths) => {
        const reading = readTar(bytes);
        expect(reading.isDone).toBe(true);
        expect(readInPieces(bytes, cutter(lengths))).toEqual(reading);
      }),
    );
  });

  // A tar with a bit of everything, to be spoilt.
  const whole = join([
    paxHeader('g', [['comment', 'c']]),
    writeTar(
      [
        tarMember({ name: latin1('@'), typeflag: 'L', content: latin1('a/long/name\0') }),
        tarMember({ name: latin1('n'), typeflag: '0', content: latin1('x'.repeat(600)), pax: [['mtime', '1.5']] }),
        tarMember({
          name: latin1('s'),
          typeflag: 'S',
          content: latin1('abcd'),
          editHeader(header) {
            header.set(latin1('ustar  \0'), 257);
            header.set(latin1('00000000002\x0000000000004\0'), 386);
            header.set(latin1('00000000010\0'), 483);
          },
        }),
        tarMember({
          name: latin1('t'),
          typeflag: '0',
          content: latin1(`${'1\n0\n4\n'.padEnd(BLOCK, '\0')}abcd`),
          pax: [
            ['GNU.sparse.major', '1'],
            ['GNU.sparse.minor', '0'],
            ['GNU.sparse.realsize', '9'],
          ],
        }),
        tarMember({ name: latin1('v'), typeflag: 'V', content: latin1('volume') }),
        tarMember({ name: latin1('d/'), typeflag: '5' }),
      ],
      { endBlocks: 2 },
    ),
  ]);

  it('as a sound tar that is cut, changed, and made to add up again', () => {
    expect(readTar(whole).fault).toBeNull();
    expect(readTar(whole).entries).toHaveLength(4);
    const change = fc.record({
      block: fc.nat(whole.length / BLOCK - 1),
      at: fc.nat(BLOCK - 1),
      bytes: fc.uint8Array({ minLength: 1, maxLength: 12 }),
      addsUp: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(change, { maxLength: 4 }), fc.nat(whole.length), cuts, (changes, end, lengths) => {
        const bytes = whole.slice();
        for (const { block, at, bytes: changed, addsUp } of changes) {
          const header = bytes.subarray(block * BLOCK, (block + 1) * BLOCK);
          header.set(changed.subarray(0, BLOCK - at), at);
          if (addsUp) checksum(header);
        }
        const tar = bytes.subarray(0, end < BLOCK ? whole.length : end);
        const reading = readTar(tar);
        expect(readInPieces(tar, cutter(lengths))).toEqual(reading);
        for (const { entry, stored } of reading.entries) {
          expect(stored).toBe(latin1Of(tar, entry.dataOffset, entry.storedSize));
        }
        // What lies before a fault reads the same without what spoils it.
        if (reading.fault !== null) {
          const before = readTar(tar.subarray(0, reading.fault.offset));
          expect(before.fault).toBeNull();
          expect(before.entries).toEqual(reading.entries);
        }
      }),
      { numRuns: 500 },
    );
  });
});

function latin1Of(bytes: Uint8Array, offset: number, length: number): string {
  return length === 0 ? '' : Buffer.from(bytes.subarray(offset, offset + length)).toString('latin1');
}
