import { realpath, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import {
  type ByteString,
  byteStringToBytes,
  type FileLookup,
  ImageError,
  type ImageFiles,
  normalizePath,
} from '@stratascope/core';
import { fileByteSource } from '../../blobs/file-byte-source';

/** A folder's files. Symbolic links in it are followed as long as they do not lead out of it. */
export async function folderFiles(location: string, folder: string): Promise<ImageFiles> {
  const root = await realpath(folder);
  return {
    location,
    problems: [],
    find: (name) => findFile(root, name),
    hasDirectory: async (name) => (await statOrNull(join(root, name)))?.isDirectory() === true,
    paths: () => [],
  };
}

async function findFile(root: string, name: ByteString): Promise<FileLookup> {
  const path = normalizePath(name);
  if (path === null) return fault('member-outside', { target: name });
  // A name with a byte that is no text cannot be in a layout: what documents name is text.
  const asked = join(root, Buffer.from(byteStringToBytes(path)).toString('utf8'));
  let real: string;
  try {
    real = await realpath(asked);
  } catch (error) {
    return lookupOfError(error, asked, name);
  }
  const inside = relative(root, real);
  if (inside === '..' || inside.startsWith(`..${sep}`)) return fault('member-outside', { target: name });
  const stats = await statOrNull(real);
  if (stats === null) return { kind: 'absent' };
  if (stats.isDirectory()) return fault('member-not-a-file', { member: name, type: 'dir' });
  if (!stats.isFile()) return fault('member-not-a-file', { member: name, type: stats.isFIFO() ? 'fifo' : 'char' });
  return { kind: 'file', source: await fileByteSource(real) };
}

function lookupOfError(error: unknown, path: string, name: ByteString): FileLookup {
  const code = error instanceof Error && 'code' in error ? error.code : '';
  switch (code) {
    case 'ENOENT':
    case 'ENOTDIR':
    case 'ENAMETOOLONG':
      return { kind: 'absent' };
    case 'ELOOP':
      return fault('member-link-loop', { member: name });
    default:
      throw new ImageError('location-unreadable', { details: { location: path, reason: String(code) }, cause: error });
  }
}

async function statOrNull(path: string): Promise<Awaited<ReturnType<typeof stat>> | null> {
  return stat(path).catch(() => null);
}

function fault(
  code: 'member-outside' | 'member-link-loop' | 'member-not-a-file',
  details: Readonly<Record<string, string>>,
): FileLookup {
  return { kind: 'fault', problem: { code, details } };
}
