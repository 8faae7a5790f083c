import { tarMember } from '../tar/tar-member';
import { join, latin1 } from '../tar/write-tar';
import { type CaseContext, randomBytes, someOf } from './case-context';
import { oddNumberText, oddText } from './odd-values';
import { partsOf, type TarPart } from './tar-parts';

const TEXT_KEYS = [
  'path',
  'linkpath',
  'uname',
  'gname',
  'hdrcharset',
  'comment',
  'GNU.sparse.name',
  'SCHILY.acl.access',
];
const NUMBER_KEYS = [
  ...['size', 'uid', 'gid', 'mtime', 'atime', 'SCHILY.devmajor', 'SCHILY.devminor', 'SCHILY.realsize'],
  ...['GNU.sparse.major', 'GNU.sparse.minor', 'GNU.sparse.size', 'GNU.sparse.realsize', 'GNU.sparse.numblocks'],
];
const XATTR_KEYS = [
  'SCHILY.xattr.user.a',
  'SCHILY.xattr.',
  'LIBARCHIVE.xattr.user.b',
  'SCHILY.xattr.security.capability',
];

/** An extension header to stand before an entry: pax records, a global header, or a GNU long name or link. */
export function oddExtension(context: CaseContext): readonly TarPart[] {
  const { random, note } = context;
  const typeflag = random.pick(['x', 'x', 'x', 'x', 'g', 'L', 'K']);
  const content = typeflag === 'L' || typeflag === 'K' ? longText(context) : paxRecords(context);
  const said = JSON.stringify(new TextDecoder('latin1').decode(content.subarray(0, 80)));
  note(`an ${typeflag} header of ${content.length} bytes: ${said}`);
  return partsOf([tarMember({ name: latin1('././@Extension'), typeflag, content })]);
}

function longText({ random }: CaseContext): Uint8Array {
  const length = random.pick([0, 1, 99, 100, 101, 255, 4096, 5000, 66_000]);
  const text = random.chance(50) ? new TextEncoder().encode(oddText(random)) : latin1('l/ng'.repeat(length / 4 + 1));
  const cut = text.slice(0, Math.max(1, length));
  return random.chance(70) ? join([cut, Uint8Array.of(0)]) : cut;
}

function paxRecords(context: CaseContext): Uint8Array {
  const { random } = context;
  const keys = [
    ...someOf(random, NUMBER_KEYS, 12),
    ...someOf(random, TEXT_KEYS, 12),
    ...someOf(random, XATTR_KEYS, 15),
  ];
  const chosen = keys.length === 0 ? [random.pick(NUMBER_KEYS)] : keys;
  return join(chosen.map((key) => paxRecord(key, valueFor(key, context), context)));
}

function valueFor(key: string, { random }: CaseContext): Uint8Array {
  if (random.chance(8)) return new Uint8Array();
  if (XATTR_KEYS.includes(key) || random.chance(5)) return randomBytes(random, random.int(30));
  // A size that is right for the entry is the one that most readers see.
  if (key === 'size' && random.chance(50)) return latin1(String(random.int(40)));
  const text = NUMBER_KEYS.includes(key) ? oddNumberText(random) : oddText(random);
  return new TextEncoder().encode(text);
}

/** `LENGTH KEY=VALUE\n`, once in a while with another length or another form. */
function paxRecord(key: string, value: Uint8Array, { random }: CaseContext): Uint8Array {
  const name = new TextEncoder().encode(random.chance(2) ? oddText(random) : key);
  const equals = random.chance(2) ? '' : '=';
  const rest = join([latin1(' '), name, latin1(equals), value, latin1(random.chance(2) ? '' : '\n')]);
  let length = rest.length + String(rest.length).length;
  length = rest.length + String(length).length;
  if (!random.chance(6)) return join([latin1(String(length)), rest]);
  const said = random.pick([
    String(length + 1),
    String(length - 1),
    '0',
    '-1',
    `0${length}`,
    ` ${length}`,
    '',
    '9'.repeat(22),
  ]);
  return join([latin1(said), rest]);
}
