import { appendFile, mkdtemp, rename, rm, symlink, truncate, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fileByteSource, PASSING_BYTES, PIECE_BYTES, passingPieces, readBytes } from './file-byte-source';
import { readAhead } from './read-ahead';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'stratascope-test-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const bytes = Uint8Array.from({ length: PIECE_BYTES * 2 + 777 }, (_, at) => (at * 7 + (at >> 8)) & 0xff);

async function file(name: string): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, bytes);
  return path;
}

describe('fileByteSource', () => {
  test('gives a range of a range, in pieces of at most 512 KiB', async () => {
    const source = await fileByteSource(await file('range'), { offset: 100, size: PIECE_BYTES + 500 });
    const pieces: Uint8Array[] = [];
    for await (const piece of source.stream({ start: 10, end: source.size })) pieces.push(piece);
    expect(pieces.map((piece) => piece.length)).toEqual([PIECE_BYTES, 490]);
    expect(Buffer.concat(pieces).equals(bytes.subarray(110, 100 + PIECE_BYTES + 500))).toBe(true);
  });

  test('of the whole file, of no bytes, and outside of it', async () => {
    const source = await fileByteSource(await file('whole'));
    expect(await readBytes(source)).toEqual(bytes);
    expect(await readBytes(source, { start: 5, end: 5 })).toEqual(new Uint8Array());
    await expect(readBytes(source, { start: 0, end: source.size + 1 })).rejects.toThrow(RangeError);
  });

  test('gives passing pieces that stay what they are while the next one is read', async () => {
    const long = Buffer.alloc(5 * PASSING_BYTES - 7, bytes);
    await writeFile(join(folder, 'long'), long);
    const source = await fileByteSource(join(folder, 'long'));
    const pieces: Uint8Array[] = [];
    for await (const piece of readAhead(passingPieces(source, new AbortController().signal))) {
      // By then the next one is there.
      await new Promise((resolve) => setTimeout(resolve, 5));
      pieces.push(Uint8Array.from(piece));
    }
    expect(Buffer.concat(pieces).equals(long)).toBe(true);
  });

  test('gives passing pieces that stay what they are as long as they are held', async () => {
    const long = Buffer.concat(Array.from({ length: 9 }, (_, at) => Buffer.alloc(PASSING_BYTES, at + 1)));
    await writeFile(join(folder, 'held'), long);
    const source = await fileByteSource(join(folder, 'held'));
    const held: Uint8Array[] = [];
    const firstBytes: (number | undefined)[] = [];
    for await (const piece of readAhead(passingPieces(source, new AbortController().signal, 2))) {
      held.push(piece);
      // By then the next one is there.
      await new Promise((resolve) => setTimeout(resolve, 5));
      if (held.length === 3) firstBytes.push(held.shift()?.at(-1));
    }
    expect(firstBytes).toEqual([1, 2, 3, 4, 5, 6, 7]);
  });

  test('has one identity for the same bytes, another for another range, and another after each change', async () => {
    const path = await file('identity');
    const [one, same, part] = await Promise.all([
      fileByteSource(path),
      fileByteSource(path),
      fileByteSource(path, { offset: 1 }),
    ]);
    expect(one.identity).toBe(same.identity);
    expect(one.identity).not.toBe(part.identity);
    await utimes(path, 1, 1);
    expect((await fileByteSource(path)).identity).not.toBe(one.identity);
    await expect(fileByteSource(path, { identity: one.identity })).rejects.toMatchObject({ code: 'location-changed' });
  });

  test.each([
    ['appended to', (path: string) => appendFile(path, 'x')],
    ['truncated', (path: string) => truncate(path, 10)],
    ['overwritten with as many bytes', (path: string) => writeFile(path, new Uint8Array(bytes.length))],
    ['removed', (path: string) => rm(path)],
    ['replaced', async (path: string) => rename(await file('other'), path)],
  ])('a file that is %s while it is open is location-changed, never wrong bytes', async (_, change) => {
    const path = await file('changing');
    const source = await fileByteSource(path);
    await change(path);
    await expect(readBytes(source)).rejects.toMatchObject({ name: 'ImageError', code: 'location-changed' });
  });

  test('a change between two pieces is found at the second', async () => {
    const path = await file('between');
    const source = await fileByteSource(path);
    const reading = source.stream()[Symbol.asyncIterator]();
    await reading.next();
    await appendFile(path, 'x');
    await expect(reading.next()).rejects.toMatchObject({ code: 'location-changed' });
  });

  test('what is not there, is a folder, or is too short', async () => {
    const path = await file('short');
    await symlink(join(folder, 'nowhere'), join(folder, 'dangling'));
    await expect(fileByteSource(join(folder, 'nowhere'))).rejects.toMatchObject({ code: 'location-missing' });
    await expect(fileByteSource(join(folder, 'dangling'))).rejects.toMatchObject({ code: 'location-missing' });
    await expect(fileByteSource(folder)).rejects.toMatchObject({ code: 'location-unreadable' });
    await expect(fileByteSource(path, { offset: 10, size: bytes.length })).rejects.toMatchObject({
      code: 'location-changed',
    });
  });

  test('stops at once when it is aborted', async () => {
    const source = await fileByteSource(await file('aborted'));
    const abort = new AbortController();
    const reading = source.stream(undefined, abort.signal)[Symbol.asyncIterator]();
    await reading.next();
    abort.abort();
    await expect(reading.next()).rejects.toMatchObject({ name: 'AbortError' });
  });
});
