/** A number of bytes as it is drawn: digits and unit stand in columns of their own. */
export interface ByteParts {
  readonly number: string;
  readonly unit: string;
}

const UNITS = ['kB', 'MB', 'GB', 'TB', 'PB'] as const;
const MINUS = '\u2212';
const THIN_SPACE = '\u2009';

// The same grouping in every language, so that a column reads the same.
const grouped = new Intl.NumberFormat('en-US');
const oneDecimal = new Intl.NumberFormat('en-US', { minimumFractionDigits: 1, maximumFractionDigits: 1 });
const twoDecimals = new Intl.NumberFormat('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 });

/** Exact below 10,000 B, then one decimal of kB or MB, two of GB and up; decimal units. A minus sign is U+2212. */
export function formatBytes(bytes: number): ByteParts {
  const size = Math.abs(bytes);
  const sign = bytes < 0 ? MINUS : '';
  if (size < 10_000) return { number: sign + grouped.format(size), unit: 'B' };
  for (const [position, unit] of UNITS.entries()) {
    const value = size / 1000 ** (position + 1);
    const format = position < 2 ? oneDecimal : twoDecimals;
    // 999.95 kB would round to 1,000.0: the next unit says it better.
    const rounded = Math.round(value * (position < 2 ? 10 : 100)) / (position < 2 ? 10 : 100);
    if (rounded < 1000 || position === UNITS.length - 1) return { number: sign + format.format(value), unit };
  }
  return { number: sign + grouped.format(size), unit: 'B' };
}

/** As one text, with a no-break space. */
export function bytesText(bytes: number): string {
  const { number, unit } = formatBytes(bytes);
  return `${number}\u00a0${unit}`;
}

/** A round number of bytes, as scales have them: `25 MB`. */
export function roundBytesText(bytes: number): string {
  const power = Math.min(UNITS.length, Math.max(0, Math.floor(Math.log10(Math.max(1, bytes)) / 3)));
  return `${bytes / 1000 ** power}\u00a0${power === 0 ? 'B' : UNITS[power - 1]}`;
}

/** The exact number and its binary size, for tooltips: `1,234,567 B (1.18 MiB)`. */
export function exactBytesText(bytes: number): string {
  const exact = `${bytes < 0 ? MINUS : ''}${grouped.format(Math.abs(bytes))}\u00a0B`;
  for (const [power, unit] of [
    [3, 'GiB'],
    [2, 'MiB'],
    [1, 'KiB'],
  ] as const) {
    const value = Math.abs(bytes) / 1024 ** power;
    if (value >= 1) return `${exact} (${twoDecimals.format(value)}\u00a0${unit})`;
  }
  return exact;
}

/** A difference of bytes: always signed. */
export function signedBytesText(bytes: number): string {
  return bytes > 0 ? `+${bytesText(bytes)}` : bytesText(bytes);
}

/** A count with grouping. */
export function formatCount(count: number): string {
  return count < 0 ? MINUS + grouped.format(-count) : grouped.format(count);
}

/** A share of a whole with one decimal: `24.0 %`, with a thin space. `0` of nothing is 0. */
export function formatShare(part: number, whole: number): string {
  return `${oneDecimal.format(whole === 0 ? 0 : (part / whole) * 100)}${THIN_SPACE}%`;
}

/** A whole percentage for progress: `61 %`. */
export function formatPercent(part: number, whole: number): string {
  return `${whole === 0 ? 0 : Math.floor((part / whole) * 100)}${THIN_SPACE}%`;
}

/** ISO date and UTC time to the second, of seconds since 1970; `–` where there is none. */
export function formatTime(seconds: number | null): string {
  if (seconds === null) return '–';
  const date = new Date(seconds * 1000);
  return Number.isNaN(date.getTime())
    ? `${grouped.format(seconds)}\u00a0s`
    : `${date.toISOString().slice(0, 19).replace('T', ' ')} UTC`;
}

/** What programs in Go write where they have no time. */
const NO_TIME = '0001-01-01T00:00:00Z';

/** The same of an RFC 3339 time as documents have it; the text itself where it is none. */
export function formatTimeText(text: string | null): string {
  if (text === null || text === '' || text === NO_TIME) return '–';
  const at = Date.parse(text);
  return Number.isNaN(at) ? text : formatTime(Math.floor(at / 1000));
}

/** First four and last four digits of a digest; the whole of what is too short to cut. */
export function shortDigest(digest: string): string {
  const hex = digest.slice(digest.indexOf(':') + 1);
  return hex.length > 12 ? `${hex.slice(0, 4)}…${hex.slice(-4)}` : hex;
}
