import { realpath, stat } from 'node:fs/promises';
import { isAbsolute, join, relative, sep } from 'node:path';
import {
  type ByteString,
  byteStringToBytes,
  type FileLookup,
  ImageError,
  type ImageFiles,
  normalizePath,
} from '@stratascope/core';
import { fileByteSource, OTHER_PLACE } from '../../blobs/file-byte-source';

/**
 * A folder's files. Symbolic links in it are followed as long as they do not lead out of it, also where somebody
 * changes them meanwhile.
 */
export async function folderFiles(location: string, folder: string): Promise<ImageFiles> {
  const root = await realpath(folder);
  return {
    location,
    problems: [],
    find: (name) => findFile(root, name),
    hasDirectory: (name) => hasDirectory(root, name),
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
  if (!isInside(root, real)) return fault('member-outside', { target: name });
  const stats = await statOrNull(real);
  if (stats === null) return { kind: 'absent' };
  if (stats.isDirectory()) return fault('member-not-a-file', { member: name, type: 'dir' });
  if (!stats.isFile()) return fault('member-not-a-file', { member: name, type: stats.isFIFO() ? 'fifo' : 'char' });
  return openFile(root, real, name);
}

/** A link may have taken the place of the file, or of a folder on the way, since it was looked at. */
async function openFile(root: string, real: string, name: ByteString): Promise<FileLookup> {
  try {
    const source = await fileByteSource(real, { isAllowed: (path) => isInside(root, path) });
    return { kind: 'file', source };
  } catch (error) {
    if (!(error instanceof ImageError)) throw error;
    if (error.code === 'location-missing') return { kind: 'absent' };
    if (error.details.reason === OTHER_PLACE) return fault('member-outside', { target: name });
    throw error;
  }
}

async function hasDirectory(root: string, name: string): Promise<boolean> {
  const real = await realpath(join(root, name)).catch(() => null);
  return real !== null && isInside(root, real) && (await statOrNull(real))?.isDirectory() === true;
}

function isInside(root: string, real: string): boolean {
  const inside = relative(root, real);
  // Between drives there is no relative way.
  return inside !== '..' && !inside.startsWith(`..${sep}`) && !isAbsolute(inside);
}

function lookupOfError(error: unknown, path: string, name: ByteString): FileLookup {
  const code = error instanceof Error && 'code' in error ? error.code : '';
  switch (code) {
    case 'ENOENT':
    case 'ENOTDIR':
    case 'ENAMETOOLONG':
    // A NUL, which no file has in its name.
    case 'ERR_INVALID_ARG_VALUE':
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
