import { Writable } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { OutputClosed, OutputFailed, outputStream, sideStream } from './command-streams';

const failing = (code: string) =>
  new Writable({ write: (_chunk, _encoding, done) => done(Object.assign(new Error(code), { code })) });

describe('outputStream', () => {
  test('tells a reader that has gone from a disk that is full, also when asked again', async () => {
    for (const [code, failure] of [
      ['EPIPE', OutputClosed],
      ['ENOSPC', OutputFailed],
    ] as const) {
      const stream = outputStream(failing(code), {});
      await expect(stream.write('a')).rejects.toBeInstanceOf(failure);
      await expect(stream.write('b')).rejects.toBeInstanceOf(failure);
    }
  });

  test('takes a stream that throws at once for one that fails', async () => {
    const stream = new Writable();
    stream.write = () => {
      throw Object.assign(new Error('no room'), { code: 'ENOSPC' });
    };
    await expect(outputStream(stream, {}).write('a')).rejects.toThrow(new OutputFailed('ENOSPC'));
  });
});

describe('sideStream', () => {
  test('never fails: what nobody can be told is no reason to keep the answer back', async () => {
    await expect(sideStream(outputStream(failing('EPIPE'), {})).write('note')).resolves.toBeUndefined();
  });
});
