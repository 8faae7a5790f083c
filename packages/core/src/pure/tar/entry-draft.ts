import type { ByteString } from '../model/byte-string';
import type { EntryType } from '../model/entry';
import { NUL_TYPE } from './entry-type';
import type { ExtensionHeaders } from './extension-headers';
import type { HeaderDecoder } from './header-decoder';
import { MalformedTar } from './malformed-tar';
import { applyPaxRecords, type TarEntryDraft } from './pax-values';
import { NO_XATTRS } from './xattrs';

const NONE = '' as ByteString;

/**
 * Puts an entry together from its header and what stood before it; `type` is null for a vendor's. Where its data begin,
 * and how many they are in the tar, is still to be said.
 *
 * @throws MalformedTar
 */
export function draftEntry(
  header: HeaderDecoder,
  type: EntryType | null,
  { pax, longName, longLink }: ExtensionHeaders,
): TarEntryDraft {
  const draft: TarEntryDraft = {
    name: header.name(),
    type: type ?? 'file',
    mode: header.mode,
    uid: header.uid,
    gid: header.gid,
    uname: header.uname(),
    gname: header.gname(),
    mtime: header.mtime(),
    size: header.size,
    storedSize: 0,
    dataOffset: 0,
    sparse: null,
    link: type === 'symlink' || type === 'hardlink' ? header.link() : NONE,
    deviceMajor: header.deviceMajor,
    deviceMinor: header.deviceMinor,
    xattrs: NO_XATTRS,
  };
  if (pax !== null) applyPaxRecords(draft, pax);
  if (longName !== NONE) draft.name = longName;
  if (longLink !== NONE) draft.link = longLink;
  if (header.typeFlag === NUL_TYPE && draft.name.endsWith('/')) draft.type = 'dir';
  keepWhatTheTypeHas(draft);
  checkSize(draft.size);
  return draft;
}

/** Sizes that a number cannot tell apart are no sizes of data that could follow. @throws MalformedTar */
export function checkSize(size: number): void {
  if (size < 0) throw new MalformedTar('negative size');
  if (size > Number.MAX_SAFE_INTEGER) throw new MalformedTar('size too large');
}

/** Headers and records may give an entry what its type has no use for. */
function keepWhatTheTypeHas(draft: TarEntryDraft): void {
  if (draft.type !== 'file') draft.size = 0;
  if (draft.type !== 'symlink' && draft.type !== 'hardlink') draft.link = NONE;
  if (draft.type !== 'char' && draft.type !== 'block') {
    draft.deviceMajor = 0;
    draft.deviceMinor = 0;
  }
}
