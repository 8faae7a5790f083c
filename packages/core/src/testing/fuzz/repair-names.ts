import type { ArchiveMember } from '../image/archive';
import { digestOf, hexOf } from '../image/image-recipe';

/**
 * The members with other bytes in place of one member's, under a name and in documents that fit them again: wherever its
 * digest stood, in names, links and documents, its new digest stands, and so on for documents whose own digest thereby
 * becomes another. Sizes that stand right after a digest follow as well.
 */
export function replaceContent(
  members: readonly ArchiveMember[],
  name: string,
  content: Uint8Array,
): readonly ArchiveMember[] {
  const old = members.find((member) => member.name === name && 'content' in member);
  if (old === undefined || !('content' in old)) return members;
  const before = hexOf(digestOf(old.content));
  const after = hexOf(digestOf(content));
  let replaced = members.map((member) => (member === old ? { name, content } : member));
  if (before === after || !isNamed(members, before)) return replaced;
  const rename = (text: string) => text.replaceAll(before, after);
  replaced = replaced.map((member) =>
    'link' in member
      ? { name: rename(member.name), link: rename(member.link) }
      : { name: rename(member.name), content: member.content },
  );
  for (const { name: at, text } of documentsWith(replaced, before)) {
    replaced = [
      ...replaceContent(replaced, at, new TextEncoder().encode(withSize(rename(text), after, content.length))),
    ];
  }
  return replaced;
}

/** Digests of the contents of small files, such as an empty layer, may stand for others too: only what is named is renamed. */
function isNamed(members: readonly ArchiveMember[], hex: string): boolean {
  return members.some(({ name }) => name.includes(hex)) || documentsWith(members, hex).length > 0;
}

/** Documents, not layers: what begins like one. */
function documentsWith(members: readonly ArchiveMember[], hex: string) {
  return members.flatMap((member) => {
    if ('link' in member || !isDocument(member.content)) return [];
    const text = new TextDecoder().decode(member.content);
    return text.includes(hex) ? [{ name: member.name, text }] : [];
  });
}

export function isDocument(content: Uint8Array): boolean {
  return content[0] === 0x7b || content[0] === 0x5b;
}

function withSize(text: string, hex: string, size: number): string {
  return text.replaceAll(new RegExp(`(${hex}","size":)\\d+`, 'g'), `$1${size}`);
}
