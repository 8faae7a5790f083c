import { checksum, latin1 } from '../tar/write-tar';
import { type CaseContext, randomBytes } from './case-context';
import { oddNumber, oddNumberText, oddText } from './odd-values';
import { nameOf, resized, type TarPart } from './tar-parts';

interface Field {
  readonly name: string;
  readonly start: number;
  readonly length: number;
  readonly kind: 'number' | 'text' | 'type' | 'magic';
}

/** Source: POSIX.1-2017, pax, "ustar Interchange Format"; GNU tar manual, "Basic Tar Format". */
const FIELDS: readonly Field[] = [
  { name: 'name', start: 0, length: 100, kind: 'text' },
  { name: 'mode', start: 100, length: 8, kind: 'number' },
  { name: 'uid', start: 108, length: 8, kind: 'number' },
  { name: 'gid', start: 116, length: 8, kind: 'number' },
  { name: 'size', start: 124, length: 12, kind: 'number' },
  { name: 'mtime', start: 136, length: 12, kind: 'number' },
  { name: 'typeflag', start: 156, length: 1, kind: 'type' },
  { name: 'linkname', start: 157, length: 100, kind: 'text' },
  { name: 'magic', start: 257, length: 8, kind: 'magic' },
  { name: 'uname', start: 265, length: 32, kind: 'text' },
  { name: 'gname', start: 297, length: 32, kind: 'text' },
  { name: 'devmajor', start: 329, length: 8, kind: 'number' },
  { name: 'devminor', start: 337, length: 8, kind: 'number' },
  { name: 'prefix', start: 345, length: 155, kind: 'text' },
  { name: 'last bytes', start: 500, length: 12, kind: 'text' },
];

const TYPES = [...'012345677LKSxgXDMNVAIZ\0', '\xff', ' ', 'a'];
const MAGICS = [
  'ustar\x0000',
  'ustar  \0',
  '\0\0\0\0\0\0\0\0',
  'ustar\0\0\0',
  'ustar 00',
  'USTAR\x0000',
  'ustar\x0099',
];
/** More than this is not written after a header, whatever its size says. */
const MOST_CONTENT = 40_000;

/** Another value in a field of a header; mostly with a check sum, and contents, that are right for it. */
export function changeHeader(part: TarPart, context: CaseContext): TarPart {
  const { random, note } = context;
  const field = random.pick(FIELDS);
  const { bytes, number } = valueFor(field, part, context);
  const header = part.header.slice();
  header.fill(0, field.start, field.start + field.length);
  header.set(bytes.subarray(0, field.length), field.start);
  if (field.name === 'last bytes' && random.chance(50)) header.set(latin1('tar\0'), 508);
  const isRepaired = random.chance(90);
  if (isRepaired) checksum(header);
  const said = JSON.stringify(new TextDecoder('latin1').decode(bytes.subarray(0, 24)));
  note(`header of ${nameOf(part)}: ${field.name} = ${said}${isRepaired ? '' : ', check sum left'}`);
  const isSize = field.name === 'size' && number !== null && number >= 0 && number <= MOST_CONTENT;
  return { ...part, header, content: isSize && random.chance(80) ? resized(part.content, number) : part.content };
}

function valueFor(field: Field, part: TarPart, { random }: CaseContext) {
  const text = (value: string) => ({ bytes: new TextEncoder().encode(value), number: null });
  if (random.chance(8)) return { bytes: randomBytes(random, field.length), number: null };
  switch (field.kind) {
    case 'type':
      return { bytes: latin1(random.pick(TYPES)), number: null };
    case 'magic':
      return { bytes: latin1(random.pick(MAGICS)), number: null };
    case 'text':
      // Without a NUL at the end, too.
      return random.chance(15) ? text('n'.repeat(field.length)) : text(oddText(random));
    case 'number':
      if (random.chance(15)) return text(oddNumberText(random));
      if (random.chance(15)) {
        const other = random.pick(FIELDS.filter(({ kind }) => kind === 'number'));
        return { bytes: part.header.slice(other.start, other.start + other.length), number: null };
      }
      return numberField(oddNumber(random), field.length, random.int(4));
  }
}

/** A number as headers write it: octal with or without an end, in spaces, or base-256. */
function numberField(value: number, length: number, spelling: number) {
  const octal = BigInt(Math.abs(value)).toString(8);
  const isOctal = value >= 0 && octal.length < length && spelling !== 3;
  if (!isOctal) return { bytes: base256(value, length), number: value };
  const digits = octal.padStart(length - 1, spelling === 1 ? ' ' : '0');
  return { bytes: latin1(spelling === 2 ? octal.padStart(length, '0') : `${digits}\0`), number: value };
}

function base256(value: number, length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  let left = BigInt(value);
  for (let at = length - 1; at >= 0; at--) {
    bytes[at] = Number(left & 0xffn);
    left >>= 8n;
  }
  bytes[0] = (bytes[0] ?? 0) | 0x80;
  return bytes;
}

/** An `S` header, a sparse map or a field of it, written by {@link numberField}'s rules. */
export function fieldOf(value: number, length: number): Uint8Array {
  return numberField(value, length, 0).bytes.subarray(0, length);
}
