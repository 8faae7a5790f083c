import { Readable } from 'node:stream';
import { extract, type Header } from 'tar-stream';
import { describe, expect, test } from 'vitest';
import { layer, timestamp } from './layer-recipe';
import { latin1 } from './tar/write-tar';

/** What an independent tar reader finds, in order. */
async function readByOther(tar: Uint8Array): Promise<readonly { header: Header; content: Buffer }[]> {
  const found: { header: Header; content: Buffer }[] = [];
  // Names as bytes; the option is there, only its type is not.
  const options = { highWaterMark: 1 << 16, filenameEncoding: 'latin1' };
  const reader = extract(options);
  Readable.from([Buffer.from(tar)]).pipe(reader);
  for await (const entry of reader) {
    const parts: Uint8Array[] = [];
    for await (const part of entry) if (part instanceof Uint8Array) parts.push(part);
    found.push({ header: entry.header, content: Buffer.concat(parts) });
  }
  return found;
}

describe('a layer recipe', () => {
  test('is read by an independent tar reader as it was said', async () => {
    const recipe = layer()
      .dir('app', { mode: 0o2750, uid: 7, gid: 8, uname: 'seven' })
      .file('app/a.txt', 'hello', { mtime: 12 })
      .symlink('app/l', '../a')
      .hardlink('app/h', 'app/a.txt')
      .char('dev/null', 1, 3)
      .block('dev/loop0', 7, 1)
      .fifo('run/pipe');
    const found = await readByOther(recipe.tar());
    expect(found.map(({ header }) => `${header.type} ${header.name} ${header.mode?.toString(8)}`)).toEqual([
      'directory app/ 2750',
      'file app/a.txt 644',
      'symlink app/l 777',
      'link app/h 644',
      'character-device dev/null 644',
      'block-device dev/loop0 644',
      'fifo run/pipe 644',
    ]);
    expect(found[0]?.header).toMatchObject({ uid: 7, gid: 8, uname: 'seven' });
    expect(found[1]?.header.mtime).toEqual(new Date(12_000));
    expect(found[1]?.content.toString()).toBe('hello');
    expect(found[2]?.header.linkname).toBe('../a');
    expect(found[3]?.header.linkname).toBe('app/a.txt');
    expect(found[5]?.header).toMatchObject({ devmajor: 7, devminor: 1 });
  });

  test.each([
    ['100 bytes', 'x'.repeat(100)],
    ['a prefix', `${'p'.repeat(150)}/${'x'.repeat(99)}`],
    ['no slash to split at', 'x'.repeat(300)],
    ['3,000 bytes', 'deep/'.repeat(600)],
  ])('carries a name of %s', async (_, name) => {
    const [found] = await readByOther(layer().file(name, 'x').tar());
    expect(found?.header.name).toBe(name);
  });

  test('keeps the bytes of a name that is not UTF-8', async () => {
    const [found] = await readByOther(layer().file(latin1('caf\xe9')).tar());
    expect(found?.header.name).toBe('caf\xe9');
  });

  test('writes what ustar cannot hold as pax records', async () => {
    const recipe = layer().file('a', '', {
      uid: 3_000_000,
      mtime: '-1.5',
      xattrs: { 'user.note': 'n', 'security.capability': latin1('\x01\x00') },
    });
    const [found] = await readByOther(recipe.tar());
    expect(found?.header.pax).toMatchObject({ uid: '3000000', mtime: '-1.5', 'SCHILY.xattr.user.note': 'n' });
  });

  test('says where the data of each entry begin', () => {
    const recipe = layer().file('a', 'first').file('x'.repeat(300), 'second').dir('d').file('b', 'third');
    const tar = recipe.tar();
    const contents = recipe
      .entries()
      .map(({ dataOffset, size }) => new TextDecoder().decode(tar.subarray(dataOffset, dataOffset + size)));
    expect(contents).toEqual(['first', 'second', '', 'third']);
  });

  test('names whiteouts and opaque marks as layers do', () => {
    const names = layer().whiteout('etc/motd').whiteout('top').opaque('app').opaque('').entries();
    expect(names.map(({ name }) => name)).toEqual(['etc/.wh.motd', '.wh.top', 'app/.wh..wh..opq', '.wh..wh..opq']);
  });

  test('hashes a sparse file with zeros for its holes', () => {
    const holes = layer().sparse('s', 10, [{ offset: 4, content: 'data' }]);
    const plain = layer().file('s', '\0\0\0\0data\0\0');
    expect(holes.entries()[0]).toMatchObject({ size: 10, storedSize: 4, sparse: [{ offset: 4, length: 4 }] });
    expect(holes.entries()[0]?.sha256).toEqual(plain.entries()[0]?.sha256);
  });

  test.each([
    ['1', 1n, 0],
    ['-1', -1n, 0],
    ['0.25', 0n, 250_000_000],
    ['-0.25', -1n, 750_000_000],
  ])('counts the fraction of %s onward from a whole second', (text, seconds, nanoseconds) => {
    expect(timestamp(text)).toEqual({ seconds, nanoseconds });
  });
});
