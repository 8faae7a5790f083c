import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { ERROR_CODES } from '@stratascope/core';
import { endpoints, errorCodes, type Route, routes } from '@stratascope/protocol';
import { expect, test } from 'vitest';

const page = readFileSync(fileURLToPath(new URL('../../../docs/http-api.md', import.meta.url)), 'utf8');
const sections = page.split(/^### /m).slice(1);

test.each(Object.values(endpoints).map(({ method, path }) => `${method} ${path}`))(
  'the page explains %s, with curl',
  (route) => {
    const section = sections.find((each) => each.startsWith(`\`${route}\``));
    expect(section).toContain('curl ');
  },
);

test('the page explains no route that there is not', () => {
  const known = Object.values(endpoints).map(({ method, path }) => `\`${method} ${path}\``);
  expect(sections.map((section) => section.split('\n')[0])).toEqual(expect.arrayContaining(known));
  expect(sections).toHaveLength(known.length);
});

test('what the examples ask is what the routes take', () => {
  for (const [name, route] of Object.entries<Route>(routes)) {
    const section = sections.find((each) => each.startsWith(`\`${route.method} ${route.path}\``)) ?? '';
    for (const [, query = ''] of section.matchAll(/curl [^\n]*\?([^"'\s]+)/g)) {
      const fields = query.split('&').map((pair) => pair.split('=')[0] ?? '');
      expect(Object.keys(route.query.shape), name).toEqual(expect.arrayContaining(fields));
    }
  }
});

test('core and protocol know the same errors', () => {
  expect([...errorCodes].sort()).toEqual(ERROR_CODES);
});
