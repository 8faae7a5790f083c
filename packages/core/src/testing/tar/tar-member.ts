import type { Timestamp } from '../../pure/model/entry';

/** One member of a tar as the writer puts it down: raw bytes everywhere, nothing made right. */
export interface TarMember {
  readonly name: Uint8Array;
  /** The type flag's one character: `0` to `7`, NUL, or any vendor's. */
  readonly typeflag: string;
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  readonly uname: Uint8Array;
  readonly gname: Uint8Array;
  readonly mtime: Timestamp;
  readonly link: Uint8Array;
  readonly deviceMajor: number;
  readonly deviceMinor: number;
  /** The bytes that follow the header, before padding. */
  readonly content: Uint8Array;
  /** Records of the pax header before the member, besides those that the fields above ask for. */
  readonly pax: readonly PaxRecord[];
  /** What the header claims as its size, where that is not the length of `content`. */
  readonly declaredSize?: number;
  /** The last word on the 512 bytes of the header, before the checksum is made. */
  readonly editHeader?: (header: Uint8Array) => void;
  /** The same, after the checksum was made: spoils it. */
  readonly spoilHeader?: (header: Uint8Array) => void;
}

export type PaxRecord = readonly [key: string, value: string | Uint8Array];

const NOTHING = new Uint8Array(0);

/** A member with every field that is not given at its plainest. */
export function tarMember(fields: Partial<TarMember> & Pick<TarMember, 'name' | 'typeflag'>): TarMember {
  return {
    mode: 0o644,
    uid: 0,
    gid: 0,
    uname: NOTHING,
    gname: NOTHING,
    mtime: { seconds: 0n, nanoseconds: 0 },
    link: NOTHING,
    deviceMajor: 0,
    deviceMinor: 0,
    content: NOTHING,
    pax: [],
    ...fields,
  };
}
