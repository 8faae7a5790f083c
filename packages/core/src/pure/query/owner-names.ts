import { type ByteString, byteStringToText, bytesToByteString } from '../model/byte-string';
import { HIDDEN_CHARACTER } from '../model/visible-text';

/** Most names that are taken from one file; a real one has some dozens. */
const MOST_NAMES = 100_000;
const LARGEST_ID = 2 ** 32 - 1;
/** Linux knows 32 bytes; others more. */
const LONGEST_NAME = 256;
/** What no system lets anybody be called: the number says more than a name that hides or reorders. */
const NO_NAME = new RegExp(`\ufffd|${HIDDEN_CHARACTER.source}`, 'u');

/**
 * The names that `/etc/passwd` gives to user numbers, or `/etc/group` to group numbers; of several names of a number the
 * first counts, as for `ls`. Lines that are none are passed over, and names that cannot be shown as they are.
 *
 * Source: passwd(5), group(5): name, password and number, parted by colons.
 */
export function readOwnerNames(file: Uint8Array): ReadonlyMap<number, string> {
  const names = new Map<number, string>();
  for (const line of bytesToByteString(file).split('\n')) {
    const [name = '', , number = ''] = line.split(':', 3);
    if (name === '' || name.startsWith('#') || !/^\d{1,10}$/.test(number)) continue;
    const id = Number(number);
    if (id > LARGEST_ID || names.has(id) || name.length > LONGEST_NAME) continue;
    const text = byteStringToText(name as ByteString);
    if (!NO_NAME.test(text)) names.set(id, text);
    if (names.size >= MOST_NAMES) break;
  }
  return names;
}
