import {
  type ByteSource,
  type ByteString,
  type EntryPath,
  ImageError,
  type ImageFiles,
  type Problem,
} from '@stratascope/core';
import { fileByteSource } from '../../blobs/file-byte-source';
import { sparseByteSource } from '../../blobs/sparse-byte-source';
import { findMember } from './find-member';
import type { ScannedArchive } from './scan-archive';

/** The members of a scanned tar as files: each is a range of it. */
export function archiveFiles(
  location: string,
  archive: ByteSource & { readonly file: { readonly path: string } },
  archiveMembers: ScannedArchive,
): ImageFiles {
  const { members, directories, repeated } = archiveMembers;
  const problems = repeated.map(
    (path): Problem => ({ code: 'member-repeated', details: { member: withoutSlash(path) } }),
  );
  return {
    location,
    problems,
    async find(name) {
      const found = findMember(archiveMembers, name);
      if (found.kind !== 'member') return found;
      const { offset, storedSize, sparse } = found.member;
      const stored = await rangeOf(archive, offset, storedSize);
      return { kind: 'file', source: sparse === null ? stored : sparseByteSource(stored, sparse) };
    },
    hasDirectory: async (name) => directories.has(`/${name}` as EntryPath),
    paths: () => members.keys(),
  };
}

/** As people know it from `tar -t`. */
const withoutSlash = (path: EntryPath) => path.slice(1) as ByteString;

/** A range of the archive as it was scanned: another file in its place has other offsets. */
async function rangeOf(
  archive: ByteSource & { readonly file: { readonly path: string } },
  offset: number,
  size: number,
): Promise<ByteSource> {
  const range = await fileByteSource(archive.file.path, { offset, size }).catch((cause: unknown) => {
    // It was there when it was scanned.
    const isGone = cause instanceof ImageError && cause.code.startsWith('location-');
    throw isGone ? new ImageError('location-changed', { details: { location: archive.file.path }, cause }) : cause;
  });
  if (fileOf(range) !== fileOf(archive)) {
    throw new ImageError('location-changed', { details: { location: archive.file.path } });
  }
  return range;
}

/** The part of an identity that is the file's, without the range. */
const fileOf = ({ identity }: ByteSource) => identity.slice(0, identity.lastIndexOf('@'));
