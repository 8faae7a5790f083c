import { type ByteString, byteStringToText, bytesToByteString } from '../model/byte-string';

/** Most names that are taken from one file; a real one has some dozens. */
const MOST_NAMES = 100_000;
const LARGEST_ID = 2 ** 32 - 1;

/**
 * The names that `/etc/passwd` gives to user numbers, or `/etc/group` to group numbers; of several names of a number the
 * first counts, as for `ls`. Lines that are none are passed over.
 *
 * Source: passwd(5), group(5): name, password and number, parted by colons.
 */
export function readOwnerNames(file: Uint8Array): ReadonlyMap<number, string> {
  const names = new Map<number, string>();
  for (const line of bytesToByteString(file).split('\n')) {
    const [name = '', , number = ''] = line.split(':', 3);
    if (name === '' || name.startsWith('#') || !/^\d{1,10}$/.test(number)) continue;
    const id = Number(number);
    if (id <= LARGEST_ID && !names.has(id)) names.set(id, byteStringToText(name as ByteString));
    if (names.size >= MOST_NAMES) break;
  }
  return names;
}
