import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { describeError, describeProblem } from '../model/describe';
import { ERROR_CODES, errorExitCode, errorStatus } from '../model/error-outcome';
import { PROBLEM_CODES, problemKind } from '../model/problem-kind';
import { LIMIT_OPTIONS } from './limits';

const page = readFileSync(new URL('../../../../../docs/problems.md', import.meta.url), 'utf8');
const [, problems = '', errors = '', limits = ''] = page.split(/^## /m);

/** The cells of a table's rows, by the code in the first. */
function rowsOf(section: string): ReadonlyMap<string, readonly string[]> {
  const rows = section.split('\n').filter((line) => line.startsWith('| `'));
  return new Map(
    rows.map((line) => {
      const cells = line.split('|').map((cell) => cell.trim());
      return [(cells[1] ?? '').replaceAll('`', ''), cells.slice(2, -1)];
    }),
  );
}

describe('docs/problems.md', () => {
  it('has every problem and note with its kind, rule and hint, and no others', () => {
    const rows = rowsOf(problems);
    expect([...rows.keys()]).toEqual([...PROBLEM_CODES]);
    for (const code of PROBLEM_CODES) {
      const [kind, rule, message = '', hint] = rows.get(code) ?? [];
      expect(kind, code).toBe(problemKind(code));
      expect(rule, code).toMatch(/^\d+$/);
      expect(message.length, code).toBeGreaterThan(20);
      expect(hint, code).toBe(describeProblem({ code }).hint);
    }
  });

  it('has every error with its exit code, status and hint, and no others', () => {
    const rows = rowsOf(errors);
    expect([...rows.keys()]).toEqual([...ERROR_CODES]);
    for (const code of ERROR_CODES) {
      const [exit, status, , hint = ''] = rows.get(code) ?? [];
      expect([exit, status], code).toEqual([String(errorExitCode(code)), String(errorStatus(code))]);
      // Some hints name numbers that only a real case has.
      if (!/[0-9]/.test(hint)) expect(hint, code).toBe(describeError({ code }).hint);
    }
  });

  it('has every limit with its flag and value', () => {
    const rows = rowsOf(limits);
    expect([...rows.keys()]).toEqual(LIMIT_OPTIONS.map(({ flag }) => `--${flag}`));
    for (const { flag, value } of LIMIT_OPTIONS) {
      expect(rows.get(`--${flag}`)?.[0]).toMatch(new RegExp(`^${value.toLocaleString('en-US')}\\b`));
    }
  });
});
