const LOWEST = -(2n ** 63n);
const HIGHEST = 2n ** 63n - 1n;
/** More digits than any number of 63 bits has. */
const MAX_DIGITS = 19;

/** The decimal number of at most 63 bits and a sign that `text` is, or null. Leading zeros are taken. */
export function parseDecimalBig(text: string): bigint | null {
  const match = /^([+-]?)0*([0-9]+)$/.exec(text);
  const digits = match?.[2];
  if (digits === undefined || digits.length > MAX_DIGITS) return null;
  const value = match?.[1] === '-' ? -BigInt(digits) : BigInt(digits);
  return value < LOWEST || value > HIGHEST ? null : value;
}

/** As {@link parseDecimalBig}; beyond 2^53 it is the nearest that a number can be. */
export function parseDecimal(text: string): number | null {
  const value = parseDecimalBig(text);
  return value === null ? null : Number(value);
}
