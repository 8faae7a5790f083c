/** Bytes for people, in two parts so that columns can line up: `1,171` `B`, `66.4` `MB`, `1.27` `GB`. */
export interface SizeParts {
  readonly number: string;
  readonly unit: string;
}

/** Decimal units: below 10,000 the exact bytes; else one decimal, two from a gigabyte on. Null is `?`: not known. */
export function sizeParts(bytes: number | null): SizeParts {
  if (bytes === null) return { number: '?', unit: '' };
  if (bytes < 10_000) return { number: group(bytes), unit: 'B' };
  // What would round up to 1,000 of a unit is one of the next.
  if (bytes < 999_950) return { number: (bytes / 1e3).toFixed(1), unit: 'kB' };
  if (bytes < 999_950_000) return { number: (bytes / 1e6).toFixed(1), unit: 'MB' };
  if (bytes < 999_995_000_000) return { number: (bytes / 1e9).toFixed(2), unit: 'GB' };
  return { number: (bytes / 1e12).toFixed(2), unit: 'TB' };
}

/** The same as one text. */
export function sizeText(bytes: number | null): string {
  const { number, unit } = sizeParts(bytes);
  return unit === '' ? number : `${number} ${unit}`;
}

/** A whole number with a comma between thousands. */
export function group(number: number): string {
  return String(number).replace(/\B(?=(?:\d{3})+$)/g, ',');
}

/** What part of `whole` it is, to one decimal; a dash where there is no whole. */
export function shareText(part: number, whole: number): string {
  return whole === 0 ? '–' : `${((100 * part) / whole).toFixed(1)} %`;
}
