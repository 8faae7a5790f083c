import type { SparseRegion } from '../model/entry';
import type { HeaderDecoder } from './header-decoder';
import { MalformedTar } from './malformed-tar';
import { OldSparseMap } from './old-sparse-map';
import type { PaxRecords } from './pax-records';
import { readPaxSparse } from './pax-sparse';
import type { TarEntryDraft } from './pax-values';
import type { SparseMapBlocks } from './sparse-map';
import { SparseTextMap } from './sparse-text-map';

/** A sparse file whose map is known, or still to be read from the blocks that come next. */
export type SparseEntry = KnownSparse | PendingSparse;

export interface KnownSparse {
  readonly kind: 'known';
  readonly draft: TarEntryDraft;
  readonly regions: readonly SparseRegion[];
}

export interface PendingSparse {
  readonly kind: 'pending';
  readonly draft: TarEntryDraft;
  readonly map: SparseMapBlocks;
  /** The map is a part of the data, so that their size counts it (pax 1.0). */
  readonly isMapInData: boolean;
  mapBytes: number;
}

/** Of an old GNU header, at `start`. @throws MalformedTar */
export function oldSparse(header: HeaderDecoder, draft: TarEntryDraft, bytes: Uint8Array, start: number): SparseEntry {
  // star has the type as well, with a map of another form.
  if (header.format !== 'gnu') throw new MalformedTar('bad sparse map');
  const map = new OldSparseMap(bytes, start);
  draft.size = map.realSize;
  return map.isWholeInHeader
    ? { kind: 'known', draft, regions: map.regions }
    : { kind: 'pending', draft, map, isMapInData: false, mapBytes: 0 };
}

/** Of pax records; null where they describe no sparse file. @throws MalformedTar */
export function paxSparse(draft: TarEntryDraft, records: PaxRecords): SparseEntry | null {
  const sparse = readPaxSparse(records);
  if (sparse === null) return null;
  if (draft.type !== 'file') throw new MalformedTar('bad sparse map');
  draft.name = sparse.name ?? draft.name;
  draft.size = sparse.size ?? draft.size;
  return sparse.regions === null
    ? { kind: 'pending', draft, map: new SparseTextMap(), isMapInData: true, mapBytes: 0 }
    : { kind: 'known', draft, regions: sparse.regions };
}
