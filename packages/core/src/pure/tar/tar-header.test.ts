import { describe, expect, test } from 'vitest';
import { readTar } from '../../testing/tar/read-tar';
import { join, latin1 } from '../../testing/tar/write-tar';
import type { ByteString } from '../model/byte-string';
import { TAR_END, type TarHeader, tarHeader } from './tar-header';

const FILE: TarHeader = {
  name: 'f' as ByteString,
  type: 'file',
  mode: 0o644,
  uid: 0,
  gid: 0,
  mtime: { seconds: 0n, nanoseconds: 0 },
  size: 0,
  link: '' as ByteString,
  device: null,
  xattrs: new Map(),
};

/** The attributes of a file that is written with these and read again. */
function reread(xattrs: Readonly<Record<string, string>>) {
  const written = new Map(Object.entries(xattrs).map(([name, value]) => [name as ByteString, latin1(value)]));
  const { entries, fault, problems } = readTar(join([tarHeader({ ...FILE, xattrs: written }), TAR_END]));
  expect({ fault, problems, count: entries.length }).toEqual({ fault: null, problems: [], count: 1 });
  return Object.fromEntries(
    Array.from(entries[0]?.entry.xattrs ?? [], ([name, value]) => [name, Buffer.from(value).toString('latin1')]),
  );
}

describe('extended attributes that are written', () => {
  test('are read again, byte by byte', () => {
    const xattrs = { 'user.plain': 'a=b\nc', 'security.capability': '\x01\0\0\x02\xff', 'user.50%': '%41' };
    expect(reread(xattrs)).toEqual(xattrs);
  });

  test.each(['user.a=b', '=', 'user.=', 'user.a\0b'])('are read again where %j is the name of one', (name) => {
    const xattrs = { 'user.other%3D': 'x\xff', [name]: 'y=\n', 'user.\xe9 \n': 'z' };
    expect(reread(xattrs)).toEqual(xattrs);
  });
});
