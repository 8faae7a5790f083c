import { type ByteString, type EntryPath, joinPath, normalizePath, type Problem, splitPath } from '@stratascope/core';
import type { ArchiveMember, ScannedArchive } from './scan-archive';

export type FoundMember =
  | { readonly kind: 'member'; readonly path: EntryPath; readonly member: ArchiveMember }
  | { readonly kind: 'absent' }
  | { readonly kind: 'fault'; readonly problem: Problem };

/** Links that are followed on the way to one member; Linux follows as many. */
const MOST_LINKS = 40;

/** No tool could have unpacked a longer one; its parts have the square of its length in bytes. */
export const LONGEST_PATH = 4096;

/**
 * The file that a name leads to among the members of an archive. Links are followed within the archive, as
 * `docker load` does, folders that are links too; one that leads out of it, or is absolute, is not.
 */
export function findMember(
  { members, directories }: Pick<ScannedArchive, 'members' | 'directories'>,
  name: ByteString,
): FoundMember {
  let path = normalizePath(name);
  if (path === null) return outside(name);
  for (let links = 0; links <= MOST_LINKS; links++) {
    if (path.length > LONGEST_PATH) return { kind: 'absent' };
    const link = firstLink(members, path);
    if (link === null) return fileAt({ members, directories }, path, name);
    const target = follow(link.path, link.member);
    if (target === null) return outside(link.member.link);
    path = normalizePath(`${target}/${path.slice(link.path.length)}` as ByteString);
    if (path === null) return outside(link.member.link);
  }
  return { kind: 'fault', problem: { code: 'member-link-loop', details: { member: name } } };
}

/** The outermost part of a path that is a link; the path itself may be a hard link, which only files have. */
function firstLink(
  members: ReadonlyMap<EntryPath, ArchiveMember>,
  path: EntryPath,
): { readonly path: EntryPath; readonly member: ArchiveMember } | null {
  for (let end = path.indexOf('/', 1); end >= 0; end = path.indexOf('/', end + 1)) {
    const parent = path.slice(0, end) as EntryPath;
    const member = members.get(parent);
    if (member?.type === 'symlink') return { path: parent, member };
  }
  const member = members.get(path);
  return member?.type === 'symlink' || member?.type === 'hardlink' ? { path, member } : null;
}

/** Where a link leads, as a path from the root; null for one that leads out of the archive. */
function follow(path: EntryPath, { type, link }: ArchiveMember): EntryPath | null {
  // A hard link names its target from the root of the archive.
  if (type === 'hardlink') return normalizePath(link);
  if (link.startsWith('/')) return null;
  return normalizePath(joinPath(splitPath(path).directory, link));
}

function fileAt(
  { members, directories }: Pick<ScannedArchive, 'members' | 'directories'>,
  path: EntryPath,
  name: ByteString,
): FoundMember {
  const member = members.get(path);
  if (member?.type === 'file') return { kind: 'member', path, member };
  if (member !== undefined) return notAFile(name, member.type);
  return directories.has(path) ? notAFile(name, 'dir') : { kind: 'absent' };
}

function notAFile(member: ByteString, type: string): FoundMember {
  return { kind: 'fault', problem: { code: 'member-not-a-file', details: { member, type } } };
}

function outside(target: ByteString): FoundMember {
  return { kind: 'fault', problem: { code: 'member-outside', details: { target } } };
}
