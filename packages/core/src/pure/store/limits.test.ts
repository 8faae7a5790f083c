import { describe, expect, it } from 'vitest';
import { describeError, describeProblem } from '../model/describe';
import { ERROR_CODES } from '../model/error-outcome';
import { PROBLEM_CODES } from '../model/problem-kind';
import { DEFAULT_LIMITS, LIMIT_OPTIONS, unpackedLimit } from './limits';

describe('LIMIT_OPTIONS', () => {
  it('names a flag that is there in every hint that tells to raise a limit', () => {
    const hints = [
      ...PROBLEM_CODES.map((code) => [code, describeProblem({ code }).hint] as const),
      ...ERROR_CODES.map((code) => [code, describeError({ code }).hint] as const),
    ];
    const flags = new Set(LIMIT_OPTIONS.map(({ flag }) => `--${flag}`));
    for (const [code, hint] of hints) {
      const named = /--limit-[a-z-]+/.exec(hint)?.[0];
      if (code.startsWith('limit-')) expect(named, code).toBe(`--${code}`);
      if (named !== undefined) expect(flags, code).toContain(named);
    }
  });

  it('has a default for each', () => {
    for (const { name, value } of LIMIT_OPTIONS) expect(DEFAULT_LIMITS[name]).toBe(value);
  });
});

describe('unpackedLimit', () => {
  it('lets a layer unpack to 1 GiB whatever its size, and from there on to 200 times its size', () => {
    expect(unpackedLimit(10, DEFAULT_LIMITS)).toBe(2 ** 30);
    expect(unpackedLimit(2 ** 24, DEFAULT_LIMITS)).toBe(200 * 2 ** 24);
  });
});
