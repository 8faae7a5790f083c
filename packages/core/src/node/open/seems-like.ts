/** What a file that is no image seems to be; messages have a word for each. */
export type SeemingKind =
  | 'png'
  | 'jpeg'
  | 'gif'
  | 'webp'
  | 'pdf'
  | 'zip'
  | '7z'
  | 'rar'
  | 'elf'
  | 'exe'
  | 'html'
  | 'json'
  | 'dockerfile'
  | 'text'
  | 'sqlite'
  | 'qcow2'
  | 'squashfs'
  | 'deb'
  | 'ar'
  | 'rpm'
  | 'binary';

/** How many bytes {@link seemsLike} wants to see. */
export const SEEMING_BYTES = 512;

const MAGIC: readonly (readonly [SeemingKind, string])[] = [
  ['png', '\x89PNG\r\n\x1a\n'],
  ['jpeg', '\xff\xd8\xff'],
  ['gif', 'GIF8'],
  ['pdf', '%PDF-'],
  ['zip', 'PK\x03\x04'],
  ['zip', 'PK\x05\x06'],
  ['7z', '7z\xbc\xaf\x27\x1c'],
  ['rar', 'Rar!\x1a\x07'],
  ['elf', '\x7fELF'],
  ['exe', 'MZ'],
  ['sqlite', 'SQLite format 3\0'],
  ['qcow2', 'QFI\xfb'],
  ['squashfs', 'hsqs'],
  ['deb', '!<arch>\ndebian-binary'],
  ['ar', '!<arch>\n'],
  ['rpm', '\xed\xab\xee\xdb'],
];

/** Tells from its first bytes what a file seems to be, so that a message can say more than that it is no image. */
export function seemsLike(first: Uint8Array): SeemingKind {
  const head = Buffer.from(first.subarray(0, SEEMING_BYTES)).toString('latin1');
  const magic = MAGIC.find(([, start]) => head.startsWith(start));
  if (magic !== undefined) return magic[0];
  if (head.startsWith('RIFF') && head.slice(8, 12) === 'WEBP') return 'webp';
  return isText(first) ? kindOfText(head) : 'binary';
}

function kindOfText(head: string): SeemingKind {
  const start = head.trimStart();
  if (/^<(?:!doctype html|html)/i.test(start)) return 'html';
  if (/^[[{]\s*["{[\]}]/.test(start)) return 'json';
  return /^(?:#[^\n]*\n|\s)*(?:ARG\s[^\n]*\n\s*)*FROM\s+\S/i.test(head) ? 'dockerfile' : 'text';
}

/** No control characters but white space, and UTF-8 but for a character that is cut at the end. */
function isText(bytes: Uint8Array): boolean {
  if (bytes.some((byte) => byte < 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0d && byte !== 0x0c))
    return false;
  const text = new TextDecoder().decode(bytes.subarray(0, SEEMING_BYTES), { stream: true });
  return bytes.length > 0 && !text.includes('\ufffd');
}
