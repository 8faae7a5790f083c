import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { corpusFolder } from '@stratascope/core/testing';
import type { RouteAnswer } from '@stratascope/protocol';
import { pathBytes } from '@stratascope/protocol';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { archiveEngine } from './testing/archive-engine';
import { startTestServer, type TestServer } from './testing/test-server';

const corpus = corpusFolder();
const FORMS = /\.tar(?:\.\w+)?$|^oci$/;
const cases =
  corpus === null
    ? []
    : [
        ...readdirSync(join(corpus, 'images')).flatMap((name) =>
          readdirSync(join(corpus, 'images', name))
            .filter((form) => FORMS.test(form))
            // One form of each image: what the forms have in common is tested with the stores.
            .slice(0, 1)
            .map((form) => join('images', name, form)),
        ),
        ...readdirSync(join(corpus, 'broken'))
          .filter((name) => !/\.(?:md|json)$/.test(name))
          .map((name) => join('broken', name)),
      ];

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ engine: archiveEngine });
});
afterAll(() => server.close());

describe.skipIf(corpus === null)('over the corpus (STRATASCOPE_CORPUS), every answer is what its schema says', () => {
  test.each(cases)('%s', async (location) => {
    const response = await server.call('openLocation', { body: { location: join(corpus ?? '', location) } });
    if (!response.ok) {
      expect([422, 404, 403]).toContain(response.status);
      const { error } = (await response.json()) as {
        readonly error: { readonly message: string; readonly hint: string };
      };
      expect(error.message).not.toMatch(/undefined|\[object|NaN|\?\?/);
      expect(error.hint).not.toBe('');
      return;
    }
    const { id, images } = (await response.json()) as RouteAnswer<'openLocation'>;
    for (const { ref } of images.filter(({ kind }) => kind === 'image').slice(0, 3)) await askAll(id, ref);
    await server.ask('closeLocation', { params: { id } });
  });
});

/** Asks all there is to ask of an image, and compares what must agree. */
async function askAll(location: string, ref: string): Promise<void> {
  const params = { ref };
  const query = { location };
  const ledger = await server.ask('getLedger', { params, query });
  const image = await server.ask('getImage', { params, query });
  expect(image.index.state).toBe('ready');
  expect(image.sizes).toMatchObject({
    unpacked: ledger.total.content,
    live: ledger.total.live,
    dead: ledger.total.dead,
  });
  for (const { layer, content, folders, moreFolderBytes } of image.layers) {
    expect(
      folders.reduce((sum, { bytes }) => sum + bytes, moreFolderBytes),
      `layer ${layer}`,
    ).toBe(content);
    await server.ask('getLayer', { params: { ref, layer }, query });
  }
  await server.ask('getDocuments', { params, query });

  const top = image.layers.length;
  for (const level of new Set([0, 1, top].filter((each) => each <= top))) {
    const { total } = await server.ask('getLedger', { params, query: { ...query, level } });
    const tree = await server.ask('listTree', { params, query: { ...query, level, ghosts: true } });
    expect(tree.folder.size).toBe(total.live);
    const files = tree.rows.filter(({ ghost, hl, path }) => ghost === undefined && (hl === undefined || hl === path));
    expect(files.reduce((sum, { size, type }) => sum + (type === 'file' || type === 'dir' ? size : 0), 0)).toBe(
      tree.next === null ? total.live : expect.any(Number),
    );
    for (const row of tree.rows.slice(0, 10)) {
      const life = await server.ask('getPath', { params, query: { ...query, level, path: pathBytes(row) } });
      expect({ path: life.path, pathHex: life.pathHex }).toEqual({ path: row.path, pathHex: row.pathHex });
      expect(life.state === null).toBe(row.ghost !== undefined);
    }
  }
  await server.ask('listChanges', { params, query });
  await server.ask('searchPaths', { params, query: { ...query, q: 'e', totals: true } });
}

describe.skipIf(corpus === null)('contents over the corpus', () => {
  test('are of the size and digest that the truth has', async () => {
    const folder = join(corpus ?? '', 'images', 'debian-story');
    const form = readdirSync(folder).find((name) => FORMS.test(name)) ?? '';
    const { id, images } = await server.ask('openLocation', { body: { location: join(folder, form) } });
    const levels = readdirSync(folder).flatMap((name) => /^truth\.level-(\d+)\./.exec(name)?.[1] ?? []);
    const level = Math.max(...levels.map(Number));
    const rows = gunzipSync(readFileSync(join(folder, `truth.level-${level}.jsonl.gz`)))
      .toString()
      .trimEnd()
      .split('\n')
      .map(
        (line) => JSON.parse(line) as { path: string; pathHex?: string; type: string; size?: number; sha256?: string },
      );
    const files = rows.filter(({ type }) => type === 'file').slice(0, 40);
    expect(files.length).toBeGreaterThan(5);
    for (const file of files) {
      const response = await server.call('getContent', {
        params: { ref: images[0]?.ref ?? '' },
        query: { location: id, level, path: pathBytes(file) },
      });
      expect(response.headers.get('etag')).toBe(`"${file.sha256}"`);
      expect((await response.arrayBuffer()).byteLength).toBe(file.size);
    }
  });
});
