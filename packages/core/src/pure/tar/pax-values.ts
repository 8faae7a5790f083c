import type { ByteString } from '../model/byte-string';
import type { TarEntry, Timestamp } from '../model/entry';
import { parseDecimal, parseDecimalBig } from './decimal';
import { MalformedTar } from './malformed-tar';
import type { PaxRecords } from './pax-records';
import { readXattrs } from './xattrs';

/** An entry that is still being put together. */
export type TarEntryDraft = { -readonly [Field in keyof TarEntry]: TarEntry[Field] };

/**
 * Puts the records of a pax header over the header's own values.
 *
 * Records with an empty value count as absent. Keys of others' making are left alone.
 *
 * @throws MalformedTar where a number or a time is none.
 *
 * Source: POSIX, `pax`, "pax Extended Header Keyword Precedence".
 */
export function applyPaxRecords(draft: TarEntryDraft, records: PaxRecords): void {
  let hasXattrs = false;
  for (const [key, value] of records) {
    if (value === '') continue;
    switch (key as string) {
      case 'path':
        draft.name = value;
        break;
      case 'linkpath':
        draft.link = value;
        break;
      case 'uname':
        draft.uname = value;
        break;
      case 'gname':
        draft.gname = value;
        break;
      case 'uid':
        draft.uid = readPaxNumber(value);
        break;
      case 'gid':
        draft.gid = readPaxNumber(value);
        break;
      case 'size':
        draft.size = readPaxNumber(value);
        break;
      case 'mtime':
        draft.mtime = readPaxTime(value);
        break;
      case 'atime':
      case 'ctime':
        // Not kept, but runtimes refuse an entry whose times are no times.
        readPaxTime(value);
        break;
      case 'SCHILY.devmajor':
        draft.deviceMajor = parseDecimal(value) ?? draft.deviceMajor;
        break;
      case 'SCHILY.devminor':
        draft.deviceMinor = parseDecimal(value) ?? draft.deviceMinor;
        break;
      default:
        hasXattrs ||= key.startsWith('SCHILY.xattr.') || key.startsWith('LIBARCHIVE.xattr.');
    }
  }
  if (hasXattrs) draft.xattrs = readXattrs(records);
}

function readPaxNumber(text: string): number {
  const value = parseDecimal(text);
  if (value === null) throw new MalformedTar('bad pax value');
  return value;
}

/**
 * Seconds since 1970 with a fraction, either may be absent but the seconds; digits after the ninth are cut off.
 * `-0.5` is half a second before 1970.
 *
 * @throws MalformedTar where it is no such time.
 */
export function readPaxTime(text: ByteString): Timestamp {
  const point = text.indexOf('.');
  const seconds = parseDecimalBig(point < 0 ? text : text.slice(0, point));
  const fraction = point < 0 ? '' : text.slice(point + 1);
  if (seconds === null || !/^[0-9]*$/.test(fraction)) throw new MalformedTar('bad pax value');
  const nanoseconds = Number(fraction.slice(0, 9).padEnd(9, '0'));
  if (nanoseconds === 0 || !text.startsWith('-')) return { seconds, nanoseconds };
  // The fraction leads away from 1970, the nanoseconds of a timestamp onward. Wraps where 64 bits end, as in runtimes.
  return { seconds: BigInt.asIntN(64, seconds - 1n), nanoseconds: 1_000_000_000 - nanoseconds };
}
