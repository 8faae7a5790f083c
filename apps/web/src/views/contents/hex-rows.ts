/** A row of a hex dump: so many bytes from an offset. */
export interface HexRow {
  readonly offset: number;
  /** Two digits a byte. */
  readonly digits: readonly string[];
  /** The same bytes as ASCII; what cannot be shown as a middle dot. */
  readonly text: string;
}

/** @param length of a row; fewer at the end of the file */
export function hexRow(bytes: Uint8Array, start: number, offset: number, length: number): HexRow {
  const row = bytes.subarray(start, start + length);
  return {
    offset,
    digits: Array.from(row, (byte) => byte.toString(16).padStart(2, '0')),
    text: Array.from(row, (byte) => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '·')).join(''),
  };
}

/** Eight digits, or as many as the size of the file needs. */
export function offsetText(offset: number, size: number): string {
  return offset.toString(16).padStart(Math.max(8, size.toString(16).length), '0');
}
