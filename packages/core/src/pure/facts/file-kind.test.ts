import { describe, expect, test } from 'vitest';
import { type ByteString, byteStringToBytes } from '../model/byte-string';
import { fileKind } from './file-kind';

const kind = (bytes: string) => fileKind(byteStringToBytes(bytes as ByteString));

describe('a file is known by its first bytes:', () => {
  test.each([
    ['\x89PNG\r\n\x1a\n....', { kind: 'image', format: 'png' }],
    ['RIFF....WEBPVP8 ', { kind: 'image', format: 'webp' }],
    ['....    WEBP', { kind: 'text' }],
    [`BM${'x'.repeat(4)}\0\0\0\0${'x'.repeat(30)}`, { kind: 'image', format: 'bmp' }],
    ['BMW is no picture', { kind: 'text' }],
    ['\x1f\x8b\x08\0', { kind: 'archive', format: 'gzip' }],
    [`${'name'.padEnd(257, '\0')}ustar\0`, { kind: 'archive', format: 'tar' }],
    ['!<arch>\ndebian-binary   ', { kind: 'package', format: 'deb' }],
    ['!<arch>\nx.o/', { kind: 'archive', format: 'ar' }],
    ['\0asm\x01\0\0\0', { kind: 'program', format: 'WebAssembly' }],
    ['SQLite format 3\0', { kind: 'data', format: 'SQLite' }],
    ['#!/bin/sh\nexit', { kind: 'script', interpreter: '/bin/sh' }],
    ['#! /usr/bin/env python3 \r\n', { kind: 'script', interpreter: '/usr/bin/env python3' }],
    ['#!', { kind: 'text' }],
    ['only words\n', { kind: 'text' }],
    ['\xff\xfe?', { kind: 'unknown' }],
    ['a\0b', { kind: 'unknown' }],
    ['', { kind: 'empty' }],
  ])('%j', (bytes, expected) => expect(kind(bytes)).toEqual(expected));
});

describe('an ELF file', () => {
  const elf = (bits: 1 | 2, order: 1 | 2, use: number, machine: number) => {
    const bytes = new Uint8Array(64);
    bytes.set([0x7f, 0x45, 0x4c, 0x46, bits, order]);
    const view = new DataView(bytes.buffer);
    view.setUint16(16, use, order === 1);
    view.setUint16(18, machine, order === 1);
    return fileKind(bytes);
  };

  test('tells its width, its machine and what it is for, in either byte order', () => {
    expect(elf(2, 1, 3, 62)).toEqual({ kind: 'elf', bits: 64, machine: 'x86-64', use: 'library' });
    expect(elf(2, 1, 2, 183)).toEqual({ kind: 'elf', bits: 64, machine: 'arm64', use: 'program' });
    expect(elf(2, 2, 1, 22)).toEqual({ kind: 'elf', bits: 64, machine: 's390x', use: 'object' });
    expect(elf(1, 1, 4, 999)).toEqual({ kind: 'elf', bits: 32, machine: 'machine 999', use: 'core' });
  });

  test('that is cut is not guessed at', () => expect(kind('\x7fELF\x02\x01')).toEqual({ kind: 'unknown' }));
});
