import type { RandomSource } from '../random/random-source';

/** Numbers at which readers go wrong: signs, ends of ranges, and what a size may claim. */
const NUMBERS = [
  ...[0, 1, 2, 7, 255, 256, 511, 512, 513, 1000, 4096, 65_535, 65_536, 1_000_000],
  ...[2 ** 31 - 1, 2 ** 31, 2 ** 32 - 1, 2 ** 32, 2 ** 33, 2 ** 40, 2 ** 53 - 1, 2 ** 53, 2 ** 60, 2 ** 63],
  ...[-1, -2, -512, -(2 ** 31), -(2 ** 63)],
];

/** Texts in place of a number. */
const NUMBER_TEXTS = [
  ...['', '-0', '+5', ' 12', '12 ', '0x10', '1e3', '1.5', '.5', '5.', '-.5', '1.2.3', 'NaN', '1,5', '0'.repeat(40)],
  ...['9'.repeat(20), '9'.repeat(400), `-${'9'.repeat(20)}`, '18446744073709551616', '9223372036854775807'],
  ...['1.0000000001', '-1.999999999', '12\u0000', '٣', '1_000'],
];

/** Names and paths that lead elsewhere, hide something, or disturb whoever prints them. */
const TEXTS = [
  ...[
    '',
    ' ',
    '.',
    '..',
    '/',
    './',
    '../x',
    '../../../etc/passwd',
    '/etc/passwd',
    'a/../../b',
    'a//b',
    'a/./b/',
    'a\\b',
  ],
  ...['.wh.', '.wh.a', '.wh..wh..opq', '.wh..wh.plnk/1', 'a/.wh.b/c', 'a\u0000b', 'a\nb', '\u001b[31mred', '\u202egnp'],
  ...[
    'é',
    'e\u0301',
    '𝒳',
    '\ufeffa',
    '__proto__',
    'constructor',
    'toString',
    'con:nul',
    'a'.repeat(100),
    'b'.repeat(256),
  ],
  ...['c/'.repeat(60), 'null', 'true', '0', 'sha256:', 'latest', 'a:b:c', 'a@sha256:0', '%2e%2e', '{}'],
];

export function oddNumber(random: RandomSource): number {
  return random.chance(20) ? random.int(2000) : random.pick(NUMBERS);
}

export function oddNumberText(random: RandomSource): string {
  return random.chance(50) ? BigInt(oddNumber(random)).toString() : random.pick(NUMBER_TEXTS);
}

export function oddText(random: RandomSource): string {
  return random.pick(TEXTS);
}
