import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { mkdir, open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ImageError } from '@stratascope/core';
import { afterAll, describe, expect, test } from 'vitest';
import { asWriteError } from './disk-error';

const root = mkdtempSync(join(tmpdir(), 'stratascope-disk-error-'));
afterAll(() => rmSync(root, { recursive: true }));
writeFileSync(join(root, 'file'), '');

const { signal } = new AbortController();
const caught = (work: Promise<unknown>) =>
  work.then(
    () => null,
    (error: unknown) => error,
  );

describe('asWriteError', () => {
  test('tells of a folder that cannot be made, or be written into', async () => {
    const folder = join(root, 'file', 'scratch');
    const error = await caught(mkdir(folder, { recursive: true }));
    expect(asWriteError(error, folder, signal)).toMatchObject({
      code: 'data-folder-unwritable',
      details: { folder, reason: 'ENOTDIR' },
    });
    const inside = await caught(open(join(folder, 'a.tar'), 'wx'));
    expect(asWriteError(inside, folder, signal)).toMatchObject({ code: 'data-folder-unwritable' });
  });

  test('tells of a disk that is full, whatever the error says of a path', () => {
    const error = Object.assign(new Error('no space'), { code: 'ENOSPC', syscall: 'write' });
    expect(asWriteError(error, root, signal)).toMatchObject({ code: 'disk-full', details: { folder: root } });
  });

  test('leaves alone what is no failure of the folder', async () => {
    const elsewhere = await caught(open(join(tmpdir(), 'stratascope-is-not-there'), 'r'));
    const ours = new ImageError('empty-file');
    const fault = new TypeError('a fault of ours');
    for (const error of [elsewhere, ours, fault]) expect(asWriteError(error, root, signal)).toBe(error);
  });
});
