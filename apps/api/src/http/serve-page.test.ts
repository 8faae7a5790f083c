import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { recipeEngine } from '../testing/recipe-engine';
import { startTestServer, type TestServer } from '../testing/test-server';

const script = `export const long = '${'x'.repeat(3000)}';\n`;
let webFolder: string;
let server: TestServer;
beforeAll(async () => {
  webFolder = await mkdtemp(join(tmpdir(), 'page-'));
  await mkdir(join(webFolder, 'assets'));
  const files: Readonly<Record<string, string | Uint8Array>> = {
    'index.html': '<!doctype html><title>page</title>',
    'icon.svg': '<svg/>',
    'secret.txt': 'inside',
    'assets/main-abc123.js': script,
    'assets/main-abc123.js.br': brotliCompressSync(script),
    'assets/main-abc123.js.gz': gzipSync(script),
    'assets/plain-def456.css': `a{}${' '.repeat(3000)}`,
  };
  for (const [name, content] of Object.entries(files)) await writeFile(join(webFolder, name), content);
  server = await startTestServer({ engine: () => recipeEngine([]), webFolder });
});
afterAll(async () => {
  await server.close();
  await rm(webFolder, { recursive: true, force: true });
});

const get = (path: string, encoding = 'identity') => server.fetch(path, { headers: { 'Accept-Encoding': encoding } });

test.each(['/', '/image/sha256:ab', '/image/example%2Fapp%3A1.2', '/learn/1'])(
  'the page is at %s, and asked for each time',
  async (path) => {
    const response = await get(path);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(response.headers.get('cache-control')).toBe('no-cache');
    expect(await response.text()).toContain('<title>page</title>');
  },
);

test.each([
  ['br', 'br'],
  ['gzip, br', 'br'],
  ['gzip', 'gzip'],
  ['identity', null],
])('a hashed file is kept for ever, for %s as %s', async (accepted, encoding) => {
  const response = await get('/assets/main-abc123.js', accepted);
  expect(response.headers.get('content-encoding')).toBe(encoding);
  expect(response.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
  expect(response.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
  expect(response.headers.get('vary')).toContain('Accept-Encoding');
  expect(await response.text()).toBe(script);
});

test('what the build did not compress is compressed on the way', async () => {
  const response = await get('/assets/plain-def456.css', 'gzip');
  expect(response.headers.get('content-encoding')).toBe('gzip');
  expect((await response.text()).startsWith('a{}')).toBe(true);
});

test.each([
  '/assets/gone-000000.js',
  '/assets/',
  '/assets/..%2fsecret.txt',
  '/assets/..%2f..%2f..%2f..%2fetc%2fpasswd',
])('%s is not there, and not the page either', async (path) => {
  const response = await get(path);
  expect([404, 400, 403]).toContain(response.status);
});

test('a file of the page that has no hash is checked each time', async () => {
  const { headers } = await get('/icon.svg');
  expect(headers.get('content-type')).toBe('image/svg+xml');
  expect(headers.get('cache-control')).toBe('no-cache');
  const again = await server.fetch('/icon.svg', {
    headers: { 'If-Modified-Since': headers.get('last-modified') ?? '' },
  });
  expect([200, 304]).toContain(again.status);
});

test('while another build takes its place the page is not there, and the answer says just that', async () => {
  await rm(join(webFolder, 'index.html'));
  const response = await get('/image/sha256:ab');
  expect(response.status).toBe(404);
  expect(await response.json()).toMatchObject({ error: { code: 'not-found' } });
});
