import { describe, expect, it } from 'vitest';
import { formatPlatform, isPlatform, parsePlatform } from './platform';

const parse = (text: string) => {
  const platform = parsePlatform(text);
  if (platform === null) throw new Error(text);
  return platform;
};

describe('parsePlatform', () => {
  it.each([
    ['linux/arm64', 'linux/arm64'],
    ['linux/arm/v7', 'linux/arm/v7'],
    ['arm64', 'linux/arm64'],
    ['Linux/x86_64', 'linux/amd64'],
    ['aarch64', 'linux/arm64'],
    ['windows/amd64', 'windows/amd64'],
  ])('reads %s as %s', (text, shown) => {
    expect(formatPlatform(parse(text))).toBe(shown);
  });

  it.each(['', '/', 'linux/', 'a/b/c/d', 'linux/arm 64'])('does not read %j', (text) => {
    expect(parsePlatform(text)).toBeNull();
  });
});

describe('isPlatform', () => {
  it('takes any variant where none is asked for', () => {
    expect(isPlatform(parse('linux/arm/v6'), parse('linux/arm'))).toBe(true);
    expect(isPlatform(parse('linux/arm/v6'), parse('linux/arm/v7'))).toBe(false);
  });

  it('knows the variant that goes without saying', () => {
    expect(isPlatform(parse('linux/arm64'), parse('linux/arm64/v8'))).toBe(true);
    expect(isPlatform(parse('linux/arm'), parse('linux/arm/v7'))).toBe(true);
    expect(isPlatform(parse('linux/amd64'), parse('linux/amd64/v3'))).toBe(false);
  });

  it('is not that of an image without one', () => {
    expect(isPlatform(null, parse('linux/amd64'))).toBe(false);
  });
});
