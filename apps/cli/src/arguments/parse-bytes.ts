const UNITS: Readonly<Record<string, number>> = {
  '': 1,
  B: 1,
  kB: 1e3,
  MB: 1e6,
  GB: 1e9,
  KiB: 1024,
  MiB: 1024 ** 2,
  GiB: 1024 ** 3,
};

/** A whole number, with a unit if it is one of bytes (`64MiB`, `2 GB`); null where it is neither. */
export function parseBytes(text: string): number | null {
  const match = /^(\d+) ?([A-Za-z]*)$/.exec(text);
  const unit = UNITS[match?.[2] ?? 'none'];
  if (match === null || unit === undefined) return null;
  const number = Number(match[1]) * unit;
  return Number.isSafeInteger(number) ? number : null;
}
