import type { ChangeKind, RemovalCause } from './change';

/**
 * What one layer did to one path, in 10 bits: entry type (3), is there, is named by a hard link entry, change (3),
 * cause of removal (2).
 */
export type VersionBits = number;

const TYPE_MASK = 0b111;
const PRESENT = 1 << 3;
const LINK = 1 << 4;
const CHANGE_SHIFT = 5;
const HAD_VERSION = 1 << CHANGE_SHIFT;
const CHANGE_MASK = 0b111;
const CAUSE_SHIFT = 8;
const CAUSE_MASK = 0b11;

/** The positions are what the bits hold; `identical` and `repeated` come last: they are no changes (rule 16). */
export const CHANGE_KINDS = [
  'added',
  're-added',
  'content',
  'metadata',
  'replaced',
  'removed',
  'identical',
  'repeated',
] as const satisfies readonly ChangeKind[];

export const ChangeCode = {
  added: 0,
  readded: 1,
  content: 2,
  metadata: 3,
  replaced: 4,
  removed: 5,
  identical: 6,
  repeated: 7,
} as const;
export type ChangeCode = (typeof ChangeCode)[keyof typeof ChangeCode];

export const REMOVAL_CAUSES = ['whiteout', 'opaque', 'replaced'] as const satisfies readonly RemovalCause[];

export const RemovalCode = { whiteout: 0, opaque: 1, replaced: 2 } as const;
export type RemovalCode = (typeof RemovalCode)[keyof typeof RemovalCode];

export function presentBits(type: number, isLink: boolean, change: ChangeCode): VersionBits {
  return type | PRESENT | (isLink ? LINK : 0) | (change << CHANGE_SHIFT);
}

export function removedBits(cause: RemovalCode): VersionBits {
  return (ChangeCode.removed << CHANGE_SHIFT) | (cause << CAUSE_SHIFT);
}

/** While its layer is applied a version has no change yet, but in the place of it whether the node has versions before. */
export const hadVersionBits = (hadVersion: boolean): VersionBits => (hadVersion ? HAD_VERSION : 0);
export const hadVersion = (bits: VersionBits): boolean => (bits & HAD_VERSION) !== 0;
/** The same with something there, or with nothing. */
export const putBits = (bits: VersionBits, type: number, isLink: boolean): VersionBits =>
  (bits & HAD_VERSION) | type | PRESENT | (isLink ? LINK : 0);
export const goneBits = (bits: VersionBits): VersionBits => bits & HAD_VERSION;

export const isPresent = (bits: VersionBits): boolean => (bits & PRESENT) !== 0;
/** The name's own entry is a hard link. */
export const isLinkName = (bits: VersionBits): boolean => (bits & LINK) !== 0;
/** The entry kind of what is there. */
export const typeOf = (bits: VersionBits): number => bits & TYPE_MASK;
export const changeOf = (bits: VersionBits): number => (bits >>> CHANGE_SHIFT) & CHANGE_MASK;
/** Identical files and repeated directories are versions, but no changes. */
export const isChange = (bits: VersionBits): boolean => changeOf(bits) < ChangeCode.identical;
export const removalOf = (bits: VersionBits): number => (bits >>> CAUSE_SHIFT) & CAUSE_MASK;
