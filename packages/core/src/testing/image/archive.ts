import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type Compression, compress } from '../compression/compress';
import { tarMember } from '../tar/tar-member';
import { writeTar } from '../tar/write-tar';

/** A file of an image archive or layout; or a symbolic link, as archives use them between equal layers. */
export type ArchiveMember =
  | { readonly name: string; readonly content: Uint8Array }
  | { readonly name: string; readonly link: string };

/** The members as one tar, in their order; `compression` is of the archive as a whole. */
export function archive(members: readonly ArchiveMember[], compression: Compression = 'none'): Uint8Array {
  const encoder = new TextEncoder();
  const tar = writeTar(
    members.map((member) => {
      const name = encoder.encode(member.name);
      return 'link' in member
        ? tarMember({ name, typeflag: '2', mode: 0o777, link: encoder.encode(member.link) })
        : tarMember({ name, typeflag: '0', content: member.content });
    }),
  );
  return compress(tar, compression);
}

/** The members as files of a folder, which is made where it is not. Links are left out: layouts have none. */
export function writeFolder(folder: string, members: readonly ArchiveMember[]): void {
  for (const member of members) {
    if ('link' in member) continue;
    const path = join(folder, member.name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, member.content);
  }
}
