import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type ByteString, textToByteString } from './byte-string';
import { describeError, describeProblem } from './describe';
import { ERROR_CODES, errorExitCode, errorStatus } from './error-outcome';
import type { Language } from './messages/message';
import { PROBLEM_CODES, problemKind } from './problem-kind';

const LANGUAGES: readonly Language[] = ['en', 'zh'];
const path = textToByteString('/etc/pass\nwd');

describe('describeProblem', () => {
  it.each(LANGUAGES)('says what and what to do for every code (%s), with and without facts', (language) => {
    for (const code of PROBLEM_CODES) {
      for (const problem of [{ code }, { code, layer: 3, path, details: { offset: 5, name: 'index.json' } }]) {
        const { message, hint } = describeProblem(problem, language);
        expect(message, code).toMatch(language === 'en' ? /^[“/A-Za-z?].*[.]$/s : /[。]$/);
        expect(hint, code).toMatch(language === 'en' ? /[.]$/ : /[。]$/);
        expect(message + hint, code).not.toMatch(/undefined|null|NaN|\n| {2}/);
      }
    }
  });

  it('names the layer, the path and the facts', () => {
    expect(
      describeProblem({
        code: 'hardlink-target-missing',
        layer: 2,
        path: textToByteString('/a'),
        details: { target: 'b\xff' as ByteString },
      }),
    ).toEqual({
      message: 'Layer 2: the hard link /a points to b\\xff, which is not there; the link is left out.',
      hint: 'Container runtimes refuse such a layer; build it anew.',
    });
    expect(
      describeProblem({
        code: 'json-shape',
        layer: 2,
        details: { document: 'manifest', name: 'sha256:ab', at: 'layers[1].size', expected: 'size', found: 'text' },
      }).message,
    ).toBe(
      'Layer 2: The manifest sha256:ab: “layers[1].size” has to be a size in bytes (a whole number, 0 or more), but is a text.',
    );
    expect(describeProblem({ code: 'limit-entries', layer: 1, details: { limit: 5_000_000 } }, 'zh').message).toBe(
      '第 1 层的条目超过 5,000,000 个；之后的不显示。',
    );
  });

  it.each(LANGUAGES)('shows a fact that is empty as empty, not as one that is missing (%s)', (language) => {
    const say = (code: 'digest-invalid' | 'layout-version', details: Readonly<Record<string, string>>) =>
      describeProblem({ code, details }, language).message;
    expect(say('digest-invalid', { digest: '' })).toMatch(/“”(?!”)/);
    expect(say('layout-version', { version: '' })).toContain('“”');
    expect(say('layout-version', {})).toContain('?');
    expect(describeError({ code: 'digest-invalid', details: { digest: '' } }, language).message).toMatch(/^“”(?!”)/);
  });

  it('says in Chinese every reason for which a tar is not read on', () => {
    const source = readFileSync(new URL('../tar/tar-sink.ts', import.meta.url), 'utf8');
    const [, list = ''] = /type TarFaultReason =([^;]*);/.exec(source) ?? [];
    const reasons = [...list.matchAll(/'([^']+)'/g)].map(([, reason]) => reason ?? '');
    expect(reasons.length).toBeGreaterThan(5);
    for (const reason of reasons) {
      expect(describeProblem({ code: 'tar-corrupt', layer: 1, details: { reason } }, 'zh').message).not.toContain(
        reason,
      );
    }
  });

  it('makes what an image says safe to print, and short', () => {
    const { message } = describeProblem({
      code: 'media-type-unknown',
      layer: 1,
      details: { mediaType: `\x1b[2J\u202e${'x'.repeat(10_000)}` },
    });
    expect(message).toContain('\\x1b[2J\\u202exxx');
    expect(message.length).toBeLessThan(500);
  });

  it('counts those that are not listed', () => {
    expect(describeProblem({ code: 'bad-whiteout', layer: 4, details: { more: 1234 } }).message).toBe(
      'Layer 4: there are 1,234 more of this kind.',
    );
    expect(describeProblem({ code: 'member-repeated', details: { more: 1 } }).message).toBe(
      'There is 1 more of this kind.',
    );
  });
});

describe('describeError', () => {
  it.each(LANGUAGES)('says what and what to do for every code (%s)', (language) => {
    for (const code of ERROR_CODES) {
      for (const details of [{}, { location: '/images/app.tar', offset: 7, count: 2 }]) {
        const { message, hint } = describeError({ code, details }, language);
        expect(message, code).toMatch(language === 'en' ? /[.]$/ : /[。]$/);
        expect(hint, code).toMatch(language === 'en' ? /[.]$/ : /[。]$/);
        expect(message + hint, code).not.toMatch(/undefined|null|NaN|\n| {2}/);
      }
    }
  });

  it('says what a file seems to be', () => {
    expect(describeError({ code: 'not-an-image', details: { location: 'a.png', seems: 'png' } }).message).toBe(
      'a.png is not a container image: it is a PNG picture.',
    );
  });

  it('gives each error an exit code and a status', () => {
    expect(errorExitCode('not-an-image')).toBe(3);
    expect(errorExitCode('image-ambiguous')).toBe(2);
    for (const code of ERROR_CODES) expect(errorStatus(code)).toBeGreaterThanOrEqual(400);
  });
});

describe('problemKind', () => {
  it('is what the table of codes says', () => {
    expect(problemKind('whiteout-of-nothing')).toBe('note');
    expect(problemKind('digest-mismatch')).toBe('problem');
  });
});
