import { describe, expect, test } from 'vitest';
import {
  bytesText,
  exactBytesText,
  formatBytes,
  formatShare,
  formatTime,
  formatTimeText,
  shortDigest,
  signedBytesText,
} from './format';

describe('formatBytes', () => {
  test.each([
    [0, '0', 'B'],
    [1171, '1,171', 'B'],
    [9999, '9,999', 'B'],
    [10_000, '10.0', 'kB'],
    [999_949, '999.9', 'kB'],
    [999_950, '1.0', 'MB'],
    [86_400_000, '86.4', 'MB'],
    [999_960_000, '1.00', 'GB'],
    [2_454_000_000, '2.45', 'GB'],
    [-33, '\u221233', 'B'],
    [-86_400_000, '\u221286.4', 'MB'],
  ])('%d bytes stand as %s %s', (bytes, number, unit) => {
    expect(formatBytes(bytes)).toEqual({ number, unit });
  });

  test('as text the unit never wraps away from its number', () => {
    expect(bytesText(12_400)).toBe('12.4\u00a0kB');
    expect(signedBytesText(12_400)).toBe('+12.4\u00a0kB');
    expect(signedBytesText(-33)).toBe('\u221233\u00a0B');
  });

  test('the exact number comes with its binary size', () => {
    expect(exactBytesText(1_234_567)).toBe('1,234,567\u00a0B (1.18\u00a0MiB)');
    expect(exactBytesText(12)).toBe('12\u00a0B');
  });
});

test('a share has one decimal and a thin space, and nothing of nothing is none', () => {
  expect(formatShare(24, 100)).toBe('24.0\u2009%');
  expect(formatShare(0, 0)).toBe('0.0\u2009%');
});

test('a time is an ISO date in UTC, and a time that no calendar holds is its seconds', () => {
  expect(formatTime(1_773_221_201)).toBe('2026-03-11 09:26:41 UTC');
  expect(formatTime(-1)).toBe('1969-12-31 23:59:59 UTC');
  expect(formatTime(null)).toBe('–');
  expect(formatTime(1e15)).toBe('1,000,000,000,000,000\u00a0s');
});

test('of a document that has no time, or that of nothing, none is told', () => {
  expect(formatTimeText('2024-05-14T09:06:52.123Z')).toBe('2024-05-14 09:06:52 UTC');
  expect([formatTimeText(null), formatTimeText(''), formatTimeText('0001-01-01T00:00:00Z')]).toEqual(['–', '–', '–']);
  expect(formatTimeText('yesterday')).toBe('yesterday');
});

test('a digest is cut to its first and last four digits', () => {
  expect(shortDigest(`sha256:${'0123456789abcdef'.repeat(4)}`)).toBe('0123…cdef');
});
