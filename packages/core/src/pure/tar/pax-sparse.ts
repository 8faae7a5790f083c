import type { ByteString } from '../model/byte-string';
import type { SparseRegion } from '../model/entry';
import { parseDecimal } from './decimal';
import { MalformedTar } from './malformed-tar';
import { type PaxRecords, SPARSE_MAP_KEY } from './pax-records';
import { parseRegionList } from './sparse-map';

/** What pax records say of a sparse file. */
export interface PaxSparse {
  /** The file's real name; null where the records do not give one. */
  readonly name: ByteString | null;
  /** The logical size; null where it is the size of the data. */
  readonly size: number | null;
  /** The claimed regions; null where they stand before the data (version 1.0). */
  readonly regions: SparseRegion[] | null;
}

/**
 * The sparse file that pax records describe, or null: they say nothing of one, or of a version that is not known.
 *
 * @throws MalformedTar where the map or the size is none.
 *
 * Source: GNU tar manual, "Storing Sparse Files", PAX format, versions 0.0, 0.1 and 1.0.
 */
export function readPaxSparse(records: PaxRecords): PaxSparse | null {
  const read = (key: string) => records.get(key as ByteString) ?? ('' as ByteString);
  const map = records.get(SPARSE_MAP_KEY) ?? '';
  const version = `${read('GNU.sparse.major')}.${read('GNU.sparse.minor')}`;
  const isMapInRecords = version === '0.0' || version === '0.1' || (version === '.' && map !== '');
  if (!isMapInRecords && version !== '1.0') return null;

  const name = read('GNU.sparse.name');
  const size = read('GNU.sparse.size') || read('GNU.sparse.realsize');
  return {
    name: name === '' ? null : name,
    size: size === '' ? null : readSize(size),
    regions: isMapInRecords ? parseRegionList(read('GNU.sparse.numblocks'), map) : null,
  };
}

function readSize(text: string): number {
  const size = parseDecimal(text);
  if (size === null) throw new MalformedTar('bad pax value');
  return size;
}
