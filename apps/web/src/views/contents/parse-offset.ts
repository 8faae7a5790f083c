/** An offset as it is typed: `0x1f40` or hexadecimal digits as they stand beside the rows; null where no such byte is. */
export function parseOffset(typed: string, size: number): number | null {
  const [, digits] = /^\s*(?:0x)?([0-9a-f]{1,13})\s*$/i.exec(typed) ?? [];
  if (digits === undefined) return null;
  const offset = Number.parseInt(digits, 16);
  return offset < size ? offset : null;
}
