import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { spoolStream } from './spool-stream';

const root = mkdtempSync(join(tmpdir(), 'stratascope-spool-'));
afterAll(() => rmSync(root, { recursive: true }));

async function* pieces(...sizes: readonly number[]): AsyncGenerator<Uint8Array> {
  for (const size of sizes) yield new Uint8Array(size).fill(size);
}

const signal = new AbortController().signal;

describe('spoolStream', () => {
  test('keeps what comes, in order, where nobody else can read it', async () => {
    const folder = join(root, 'made', 'on', 'demand');
    const { path, size } = await spoolStream(pieces(1, 2, 3), { folder, maxBytes: 6, signal });
    expect(size).toBe(6);
    expect([...readFileSync(path)]).toEqual([1, 2, 2, 3, 3, 3]);
  });

  test.each([
    ['upload-too-large', pieces(4, 3)],
    ['empty-file', pieces()],
  ])('keeps nothing after %s', async (code, stream) => {
    const folder = join(root, code);
    await expect(spoolStream(stream, { folder, maxBytes: 6, signal })).rejects.toMatchObject({ code });
    expect(readdirSync(folder)).toEqual([]);
  });

  test('keeps nothing where the stream fails or is cancelled', async () => {
    const folder = join(root, 'failed');
    const failing = async function* () {
      yield new Uint8Array(1);
      throw new Error('gone');
    };
    await expect(spoolStream(failing(), { folder, maxBytes: 6, signal })).rejects.toThrow('gone');
    const stopped = AbortSignal.abort();
    const cancelled = spoolStream(pieces(1), { folder, maxBytes: 6, signal: stopped });
    await expect(cancelled).rejects.toMatchObject({ code: 'cancelled' });
    expect(existsSync(folder) && readdirSync(folder)).toEqual([]);
  });
});
