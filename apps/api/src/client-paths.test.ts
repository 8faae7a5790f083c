import { mkdir, mkdtemp, readdir, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { archive, dockerLegacy, image, layer } from '@stratascope/core/testing';
import { API_ROOT, endpoints, type Route, requestUrl, routes } from '@stratascope/protocol';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { archiveEngine } from './testing/archive-engine';
import { rawRequest } from './testing/raw-request';
import { ANY_ID, exampleArchive, type RouteExample, routeExamples } from './testing/route-examples';
import { startTestServer, type TestServer } from './testing/test-server';

// Nobody may learn of files whose path he sends: neither what is in them nor whether they are there.

const SECRET = 'the contents that nobody may see';
let elsewhere: string;
let server: TestServer;
beforeAll(async () => {
  elsewhere = await realpath(await mkdtemp(join(tmpdir(), 'stratascope-elsewhere-')));
  const webFolder = join(elsewhere, 'page');
  await mkdir(join(webFolder, 'assets'), { recursive: true });
  await writeFile(join(webFolder, 'index.html'), '<!doctype html>');
  await writeFile(join(elsewhere, 'known.txt'), SECRET);
  const secret = image({ names: [SECRET], layers: [layer().file('secret', SECRET)] });
  await writeFile(join(elsewhere, 'known.tar'), archive(dockerLegacy([secret])));
  server = await startTestServer({ engine: archiveEngine, webFolder, canOpenPaths: false });
  await writeFile(join(server.folder, 'app.tar'), exampleArchive);
  const location = await server.workspace.open('app.tar');
  await location.images[0]?.image(new AbortController().signal);
});
afterAll(async () => {
  await server.close();
  await rm(elsewhere, { recursive: true, force: true });
});

/** Ways to write the path of a file, so that each of them could lead to it from somewhere. */
function spellings(path: string): readonly string[] {
  const from = (folder: string) => relative(folder, path);
  return [
    path,
    `file://${path}`,
    from(server.folder),
    from(join(server.folder, 'data')),
    from(join(server.folder, 'data/uploads')),
    from(process.cwd()),
    `${'../'.repeat(20)}${path.slice(1)}`,
    `${'..\\'.repeat(20)}${path.slice(1).replaceAll('/', '\\')}`,
    `//${path}`,
    `app.tar/../${from(server.folder)}`,
    `${path}\0.tar`,
    `${path}%00`,
    encodeURIComponent(path),
  ];
}

/** A request with one of its texts replaced. */
interface Attempt {
  readonly name: string;
  readonly url: (value: string) => string;
  readonly method: string;
  readonly body: (value: string) => string | Uint8Array | null;
}

function attempts(example: RouteExample): readonly Attempt[] {
  const { name, method, params, query } = example;
  const route: Route = routes[name];
  const body = () => example.body;
  return [
    ...Object.keys(route.params.shape).map((field) => ({
      name: `${name} :${field}`,
      method,
      body,
      url: (value: string) => requestUrl(name, { ...params, [field]: value }, query),
    })),
    ...Object.keys(route.query.shape).map((field) => ({
      name: `${name} ?${field}`,
      method,
      body,
      url: (value: string) => requestUrl(name, params, { ...query, [field]: bytesOf(value) }),
    })),
    ...(route.body?.kind === 'json'
      ? [
          {
            name: `${name} body`,
            method,
            url: () => example.path,
            body: (location: string) => JSON.stringify({ location }),
          },
        ]
      : []),
  ];
}

/** Paths in queries go as bytes, one character each; ours are ASCII. */
const bytesOf = (text: string) => text;

/** Its answer, with what was asked for taken out of it, and what is another each time. */
async function answerTo({ url, method, body }: Attempt, value: string): Promise<string> {
  const [location] = server.workspace.locations;
  const sent = body(value);
  const {
    status,
    headers,
    body: answer,
  } = await rawRequest(server.url + url(value).replace(`/${ANY_ID}`, `/${location?.id}`), {
    method,
    headers: { host: 'localhost', 'content-type': 'application/json' },
    ...(sent === null ? {} : { body: sent }),
  });
  const text = `${status} ${headers['content-type']} ${headers['content-disposition'] ?? ''} ${answer}`;
  return text.replace(/known|other/g, 'NAME').replace(/"openedAt":"[^"]*"|"sizes":\{[^}]*\},"index":"\w+"/g, '');
}

describe.each(routeExamples.filter(({ method }) => method !== 'DELETE').flatMap(attempts))('$name', (attempt) => {
  test.each(['txt', 'tar'])('a path of a .%s file there tells neither of it nor that it is there', async (ending) => {
    const there = spellings(join(elsewhere, `known.${ending}`));
    const missing = spellings(join(elsewhere, `other.${ending}`));
    for (const [at, path] of there.entries()) {
      const answer = await answerTo(attempt, path);
      expect(answer).not.toContain(SECRET);
      // Word for word what is said of a file that is not there.
      expect(answer).toBe(await answerTo(attempt, missing[at] ?? ''));
    }
  });
});

test('no file of the server is had by the address of the page', async () => {
  const paths = ['', '/assets', '/image', '/api'].flatMap((folder) =>
    [
      'known.txt',
      '../known.txt',
      '../../known.txt',
      `..%2fknown.txt`,
      '%2e%2e/known.txt',
      '..%5cknown.txt',
      `..;/known.txt`,
    ]
      .map((path) => `${folder}/${path}`)
      .concat(`${folder}/${elsewhere}/known.txt`, `${folder}/%00/known.txt`, `${folder}/\\..\\known.txt`),
  );
  for (const path of paths) {
    const { body } = await rawRequest(`${server.url}`, { headers: { host: 'localhost' }, path });
    expect(body, path).not.toContain(SECRET);
  }
});

test('the name of an upload is a name and nothing else', async () => {
  for (const name of ['../../evil.tar', '/etc/evil.tar', 'a\0b', '\u202etar', '..']) {
    const url = requestUrl('uploadArchive', {}, { name });
    const headers = { host: 'localhost', 'content-length': String(exampleArchive.length) };
    const answer = await rawRequest(server.url + url, { method: 'POST', headers, body: exampleArchive });
    expect(answer.status).toBe(201);
    expect(JSON.parse(answer.body).location).toMatch(/\/uploads\/[0-9a-f]{64}$/);
  }
  expect(await readdir(server.folder)).toEqual(['app.tar', 'data']);
});

test('with --no-open-paths the API says so, and opens nothing', async () => {
  const library = await server.ask('listLocations');
  expect([library.canOpenPaths, library.recent]).toEqual([false, []]);
  const before = server.workspace.locations;
  for (const location of ['app.tar', join(elsewhere, 'known.tar'), '~', '/']) {
    expect(await server.fail('openLocation', { body: { location } })).toEqual([403, 'forbidden']);
  }
  expect(server.workspace.locations).toEqual(before);
  // What is open may be read again: it was named by the person.
  const [location] = before;
  expect((await server.call('reloadLocation', { params: { id: location?.id ?? '' } })).status).toBe(200);
});

test('only these parts of the server know of files', async () => {
  const reasons: Readonly<Record<string, string>> = {
    'answers-version.ts': 'looks at its own files',
    'http/serve-page.ts': 'serves the built page, by plain names',
    'workspace/recent-locations.ts': 'keeps one file in the data folder',
    'workspace/uploads.ts': 'keeps uploads in the data folder, under the digest of their bytes',
  };
  const root = fileURLToPath(new URL('./', import.meta.url));
  const files = (await readdir(root, { recursive: true })).filter(
    (file) => /\.ts$/.test(file) && !/\.test\.ts$|^testing\//.test(file),
  );
  const knowing: string[] = [];
  for (const file of files) {
    if (/from 'node:(?:fs|child_process|worker_threads)/.test(await readFile(join(root, file), 'utf8')))
      knowing.push(file);
  }
  expect(knowing.sort()).toEqual(Object.keys(reasons));
});

test('every route is tried', () => {
  expect(routeExamples.map(({ method, name }) => `${method} ${API_ROOT}${endpoints[name].path}`)).toHaveLength(
    Object.keys(routes).length,
  );
});
