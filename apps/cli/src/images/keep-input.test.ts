import { describe, expect, test } from 'vitest';
import { inputBytes } from './keep-input';

async function allOf(stream: AsyncIterable<Uint8Array | string>): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  for await (const piece of inputBytes(stream, () => {})) pieces.push(piece);
  return Buffer.concat(pieces);
}

async function* failing(error: Error): AsyncGenerator<Uint8Array> {
  yield Uint8Array.of(1);
  throw error;
}

describe('inputBytes', () => {
  test('gives all pieces, text as its bytes', async () => {
    const pieces = async function* () {
      yield Uint8Array.of(0xff);
      yield 'ä';
    };
    expect([...(await allOf(pieces()))]).toEqual([0xff, 0xc3, 0xa4]);
  });

  test('tells that standard input cannot be read, as where it is a folder', async () => {
    const error = Object.assign(new Error('EISDIR: illegal operation'), { code: 'EISDIR', syscall: 'read' });
    await expect(allOf(failing(error))).rejects.toMatchObject({
      code: 'location-unreadable',
      details: { location: 'Standard input', reason: 'EISDIR' },
    });
  });

  test('leaves a fault of ours what it is', async () => {
    const fault = new TypeError('a fault');
    await expect(allOf(failing(fault))).rejects.toBe(fault);
  });
});
