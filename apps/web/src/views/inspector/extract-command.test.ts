import { bytesToByteString, type EntryPath, normalizePath, textToByteString } from '@stratascope/core';
import { expect, test } from 'vitest';
import { extractCommand } from './extract-command';

const path = (text: string) => normalizePath(textToByteString(text)) as EntryPath;
const source = { location: '/tmp/app.tar', image: null, level: 3 };

test('a file is written under its own name, a folder is unpacked', () => {
  expect(extractCommand('file', path('/etc/motd'), source)).toBe(
    'npx stratascope cat /tmp/app.tar /etc/motd --level 3 > ./motd',
  );
  expect(extractCommand('folder', path('/etc/ssl'), source)).toBe(
    'npx stratascope export /tmp/app.tar /etc/ssl --level 3 | tar -x',
  );
});

test('the image is named where its location has several', () => {
  expect(extractCommand('folder', path('/'), { ...source, image: 'sha256:ab' })).toContain(
    '--level 3 --image sha256:ab',
  );
});

test('what an image names itself can run nothing', () => {
  expect(extractCommand('file', path("/a $(id) `id` 'x'; y"), { ...source, location: '-rf x' })).toBe(
    `npx stratascope cat '-rf x' '/a $(id) \`id\` '\\''x'\\''; y' --level 3 > './a $(id) \`id\` '\\''x'\\''; y'`,
  );
});

test('a name that a command line cannot carry is given by its bytes', () => {
  const odd = normalizePath(bytesToByteString(new Uint8Array([0x61, 0xff]))) as EntryPath;
  expect(extractCommand('file', odd, source)).toBe('npx stratascope cat /tmp/app.tar 2f61ff --hex --level 3 > file');
  expect(extractCommand('file', path('/a\nb'), source)).toContain('2f610a62 --hex');
});
