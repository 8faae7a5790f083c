/** Rows of a short hex dump: where they begin, and whether rows of zeros are left out after one. */
export interface ShortRow {
  readonly offset: number;
  readonly kind: 'row' | 'zeros';
  /** Of left out rows: their bytes. */
  readonly bytes: number;
}

/** Cuts bytes into rows; of more than two rows of zeros one after another only how many bytes they are is kept. */
export function shortRows(bytes: Uint8Array, rowBytes: number): readonly ShortRow[] {
  const rows: ShortRow[] = [];
  let zeros = 0;
  const flush = (end: number) => {
    const start = end - zeros * rowBytes;
    if (zeros > 2) rows.push({ offset: start, kind: 'zeros', bytes: Math.min(bytes.length, end) - start });
    else for (let at = start; at < end; at += rowBytes) rows.push(row(at));
    zeros = 0;
  };
  const row = (offset: number): ShortRow => ({ offset, kind: 'row', bytes: Math.min(rowBytes, bytes.length - offset) });
  let offset = 0;
  for (; offset < bytes.length; offset += rowBytes) {
    if (bytes.subarray(offset, offset + rowBytes).every((byte) => byte === 0)) {
      zeros++;
    } else {
      flush(offset);
      rows.push(row(offset));
    }
  }
  flush(offset);
  return rows;
}
