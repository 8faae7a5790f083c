import type { EntryType } from '../model/entry';

/** Regular file of the time before ustar, or a directory where its name ends in `/`. */
export const NUL_TYPE = 0x00;
/** `S`: a regular file with an old GNU sparse map. */
export const OLD_SPARSE_TYPE = 0x53;

/** A header that says more of the entry after it (`global`: of all after it). */
export type ExtensionKind = 'pax' | 'global' | 'long-name' | 'long-link';

/** The type that a header's byte stands for (rule 13); null for a vendor's own and for extension headers. */
export function entryTypeOf(typeFlag: number): EntryType | null {
  switch (typeFlag) {
    case NUL_TYPE:
    case OLD_SPARSE_TYPE:
    case 0x30: // '0'
    case 0x37: // '7'
      return 'file';
    case 0x31: // '1'
      return 'hardlink';
    case 0x32: // '2'
      return 'symlink';
    case 0x33: // '3'
      return 'char';
    case 0x34: // '4'
      return 'block';
    case 0x35: // '5'
      return 'dir';
    case 0x36: // '6'
      return 'fifo';
    default:
      return null;
  }
}

export function extensionKindOf(typeFlag: number): ExtensionKind | null {
  switch (typeFlag) {
    case 0x78: // 'x'
      return 'pax';
    case 0x67: // 'g'
      return 'global';
    case 0x4c: // 'L'
      return 'long-name';
    case 0x4b: // 'K'
      return 'long-link';
    default:
      return null;
  }
}

/** Types `1` to `6` carry no data whatever their size says; a vendor's may. */
export function hasData(type: EntryType | null): boolean {
  return type === null || type === 'file';
}

/** A type's byte, readable: the character, or a number where it is none that can be shown. */
export function showType(typeFlag: number): string {
  const isPrintable = typeFlag > 0x20 && typeFlag < 0x7f;
  return isPrintable ? String.fromCharCode(typeFlag) : `0x${typeFlag.toString(16).padStart(2, '0')}`;
}
