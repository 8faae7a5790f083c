import type { ArchiveMember } from '../image/archive';
import { type CaseContext, shuffled } from './case-context';
import { changeBytes } from './change-bytes';
import { changeJson } from './change-json';
import { oddText } from './odd-values';
import { isDocument, replaceContent } from './repair-names';

/** A JSON document of the archive changed inside; what names it by its digest follows, but for some cases. */
export function changeDocument(members: readonly ArchiveMember[], context: CaseContext): readonly ArchiveMember[] {
  const documents = members.filter((member) => 'content' in member && isDocument(member.content));
  if (documents.length === 0) return members;
  const document = context.random.pick(documents);
  if (!('content' in document)) return members;
  const content = changeJson(document.content, document.name, context);
  if (context.random.chance(85)) return replaceContent(members, document.name, content);
  context.note('digests left as they were');
  return members.map((member) => (member === document ? { name: document.name, content } : member));
}

/** Bytes of a member, without repairing anything. */
export function damageMember(members: readonly ArchiveMember[], context: CaseContext): readonly ArchiveMember[] {
  const victim = context.random.pick(members.filter((member) => 'content' in member && member.content.length > 0));
  return members.map((member) =>
    member === victim && 'content' in member
      ? { ...member, content: changeBytes(member.content, member.name, context) }
      : member,
  );
}

/** Members left out, doubled, in another order, under another spelling of their name, or links in their place. */
export function rearrangeMembers(members: readonly ArchiveMember[], context: CaseContext): readonly ArchiveMember[] {
  const { random, note } = context;
  const victim = random.pick(members);
  const other = random.pick(members);
  const replace = (...by: readonly ArchiveMember[]) => members.flatMap((each) => (each === victim ? by : [each]));
  switch (random.int(8)) {
    case 0:
      note('members in another order');
      return shuffled(random, members);
    case 1:
      note(`${victim.name} left out`);
      return replace();
    case 2:
      note(`${victim.name} twice, the second like ${other.name}`);
      return [...members, { ...other, name: victim.name }];
    case 3: {
      const link = random.pick([
        other.name,
        `/${other.name}`,
        `../${other.name}`,
        victim.name,
        '/etc/passwd',
        oddText(random),
      ]);
      note(`${victim.name} is a link to ${link}`);
      return replace({ name: victim.name, link });
    }
    case 4: {
      const name = random.pick([`./${victim.name}`, `/${victim.name}`, `x/../${victim.name}`, `${victim.name}/`]);
      note(`${victim.name} is named ${name}`);
      return replace({ ...victim, name });
    }
    case 5: {
      const name = oddText(random);
      note(`${victim.name} is named ${name}`);
      return replace({ ...victim, name });
    }
    case 6:
      note(`${victim.name} goes by a link`);
      return [...replace({ name: victim.name, link: 'elsewhere' }), { ...victim, name: `${victim.name}/../elsewhere` }];
    default:
      note(`${victim.name} has what ${other.name} has`);
      return replace({ ...other, name: victim.name });
  }
}
