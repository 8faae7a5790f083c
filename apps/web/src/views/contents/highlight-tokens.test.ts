import { describe, expect, test } from 'vitest';
import { highlightTokens } from './highlight-tokens';
import { syntaxLanguage } from './syntax-language';

test('runs have their tone, and make up the text again', () => {
  const code = '# say "hi" & <b>\nif [ "$A" ]; then echo \'x\'; fi\n';
  const tokens = highlightTokens(code, 'bash');
  expect(tokens.map(([text]) => text).join('')).toBe(code);
  expect(tokens).toContainEqual(['# say "hi" & <b>', 'comment']);
  expect(tokens).toContainEqual(['if', 'keyword']);
  expect(tokens).toContainEqual(["'x'", 'string']);
});

test('nothing that a file holds is lost or read as markup', () => {
  const code = '</span><span class="hljs-string">&amp;\u202e\x1b\0 "unfinished';
  for (const language of ['xml', 'json', 'python', 'ini'] as const) {
    expect(
      highlightTokens(code, language)
        .map(([text]) => text)
        .join(''),
    ).toBe(code);
  }
});

test('a language within another is no text of its own', () => {
  const code = '<p>a</p><script>if (a < b) run("x");</script><style>p { color: red }</style>';
  const tokens = highlightTokens(code, 'xml');
  expect(tokens.map(([text]) => text).join('')).toBe(code);
  expect(tokens).toContainEqual(['if', 'keyword']);
});

describe('the language of a file', () => {
  test.each([
    ['start.sh', null, 'bash'],
    ['Dockerfile', null, 'dockerfile'],
    ['run', '/usr/bin/env python3', 'python'],
    ['run', '/bin/dash -e', 'bash'],
    ['data.JSON', null, 'json'],
    ['notes', null, null],
    ['notes', '/opt/unknown', null],
    ['.bashrc', null, 'bash'],
  ] as const)('%s (%s) is %s', (name, interpreter, language) =>
    expect(syntaxLanguage(name, interpreter)).toBe(language),
  );
});
