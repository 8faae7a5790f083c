import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { archive, dockerLegacy, image, layer } from '@stratascope/core/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { archiveEngine } from '../testing/archive-engine';
import { startTestServer, type TestServer } from '../testing/test-server';

/** What a browser would run, if it were let. */
const FILES: Readonly<Record<string, string>> = {
  'page.html': '<!doctype html><script>top.wasRun = true</script>',
  'picture.svg': '<svg xmlns="http://www.w3.org/2000/svg" onload="top.wasRun = true"><script>alert(1)</script></svg>',
  'script.js': 'top.wasRun = true',
  'module.mjs': 'export const wasRun = true;',
  'style.css': '@import "https://evil.example/";',
  'page.xhtml': '<html xmlns="http://www.w3.org/1999/xhtml"><script>alert(1)</script></html>',
  'feed.xml': '<?xml-stylesheet href="x.xsl"?><a/>',
  'paper.pdf': '%PDF-1.7',
  'manifest.webmanifest': '{}',
  'no-name-tells-it': '<html><body onload=alert(1)>',
  'two\r\nlines: x.html': '<script>alert(1)</script>',
};

let server: TestServer;
let ref = '';
beforeAll(async () => {
  server = await startTestServer({ engine: archiveEngine });
  const recipe = layer();
  for (const [name, content] of Object.entries(FILES)) recipe.file(name, content);
  const path = join(server.folder, 'hostile.tar');
  await writeFile(path, archive(dockerLegacy([image({ layers: [recipe] })])));
  ref = (await server.ask('openLocation', { body: { location: path } })).images[0]?.ref ?? '';
});
afterAll(() => server.close());

/** No answer of these may be taken for a page, a script, a style or a picture, nor be framed or read from elsewhere. */
function expectInert({ headers }: Response): void {
  expect(headers.get('content-security-policy')).toBe("sandbox; default-src 'none'; frame-ancestors 'none'");
  expect(headers.get('x-content-type-options')).toBe('nosniff');
  expect(headers.get('x-frame-options')).toBe('DENY');
  expect(headers.get('cross-origin-resource-policy')).toBe('same-origin');
  expect(headers.get('cross-origin-opener-policy')).toBe('same-origin');
  expect(headers.get('referrer-policy')).toBe('no-referrer');
}

describe.each(Object.entries(FILES))('%j', (name, content) => {
  const query = { path: `/${name}` as never };

  test('is saved, whatever its name says it is', async () => {
    const response = await server.call('getContent', { params: { ref }, query });
    expect(response.headers.get('content-type')).toBe('application/octet-stream');
    expect(response.headers.get('content-disposition')).toMatch(/^attachment; filename="/);
    expectInert(response);
    expect(await response.text()).toBe(content);
  });

  test('is shown as plain text, where it is shown', async () => {
    const response = await server.call('getContent', { params: { ref }, query: { ...query, view: 'text' } });
    expect(response.headers.get('content-type')).toBe('text/plain; charset=utf-8');
    expectInert(response);
    expect(await response.text()).toBe(content);
  });

  test('is as inert in parts, and where nothing is sent', async () => {
    for (const headers of [{ Range: 'bytes=0-3' }, { 'If-None-Match': '*' }, { Range: 'bytes=9999-' }]) {
      const response = await server.call('getContent', { params: { ref }, query, headers });
      expect([206, 304, 416]).toContain(response.status);
      expect(response.headers.get('x-content-type-options')).toBe('nosniff');
      expect(response.headers.get('content-security-policy')).toMatch(/default-src 'none'/);
      expect(response.headers.get('content-type') ?? 'none').not.toMatch(/html|svg|xml|script|css/);
      await response.text();
    }
  });
});

test('a folder and a layer are saved and inert, too', async () => {
  for (const response of [
    await server.call('getArchive', { params: { ref } }),
    await server.call('getLayerBlob', { params: { ref, layer: 1 } }),
  ]) {
    expect(response.status).toBe(200);
    expect(response.headers.get('content-disposition')).toMatch(/^attachment; filename="/);
    expect(response.headers.get('content-type')).not.toMatch(/html|svg|xml|script|css|text/);
    expectInert(response);
    await response.arrayBuffer();
  }
});

test('an answer that tells names from an image is JSON and nothing else', async () => {
  for (const name of ['listTree', 'getDocuments', 'listChanges', 'getImage'] as const) {
    const response = await server.call(name, { params: { ref } });
    expect(response.headers.get('content-type')).toBe('application/json; charset=utf-8');
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    await response.text();
  }
});
