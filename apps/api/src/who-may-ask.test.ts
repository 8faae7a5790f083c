import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dataFolderAt } from '@stratascope/core/node';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createAccessToken, tokenCookieName } from './http/access-token';
import { archiveEngine } from './testing/archive-engine';
import { type RawAnswer, rawRequest, refusalCode } from './testing/raw-request';
import { ANY_ID, exampleArchive, exampleRef, routeExamples } from './testing/route-examples';
import { startTestServer, type TestServer } from './testing/test-server';
import type { Workspace } from './workspace/workspace';

/** A place to knock at, and the status that a welcome guest gets. */
interface Door {
  readonly method: string;
  readonly path: string;
  readonly status: number;
  readonly body: Uint8Array | null;
}

/** What is not in the table: the page, its files, the description, and what is not there. */
const OTHER_DOORS: readonly Door[] = (
  [
    ['/', 200],
    [`/image/${exampleRef}`, 200],
    ['/assets/main-abc123.js', 200],
    ['/icon.svg', 200],
    ['/api/openapi.json', 200],
    ['/api/nothing', 404],
    ['/assets/nothing.js', 404],
  ] as const
).map(([path, status]) => ({ method: 'GET', path, status, body: null }));
const DOORS = [...routeExamples, ...OTHER_DOORS];

const token = createAccessToken();
const cookie = `${tokenCookieName(token)}=${token}`;
let webFolder: string;
let open: TestServer;
let guarded: TestServer;
beforeAll(async () => {
  webFolder = await mkdtemp(join(tmpdir(), 'page-'));
  await mkdir(join(webFolder, 'assets'));
  await writeFile(join(webFolder, 'index.html'), '<!doctype html><title>page</title>');
  await writeFile(join(webFolder, 'icon.svg'), '<svg/>');
  await writeFile(join(webFolder, 'assets/main-abc123.js'), 'export {};');
  const options = { engine: archiveEngine, webFolder, allowedHosts: ['pod.example'] };
  open = await startTestServer(options);
  guarded = await startTestServer({ ...options, token });
  for (const { folder } of [open, guarded]) await writeFile(join(folder, 'app.tar'), exampleArchive);
});
afterAll(async () => {
  await open.close();
  await guarded.close();
  await rm(webFolder, { recursive: true, force: true });
});

/** The location that requests are about, which some of them close. */
async function openLocation({ workspace, folder }: TestServer): Promise<Workspace['locations'][number]> {
  const known = workspace.locations.find(({ path, state }) => path === join(folder, 'app.tar') && state === 'open');
  const location = known ?? (await workspace.open('app.tar'));
  await location.images[0]?.image(new AbortController().signal);
  return location;
}

/** Knocks at a door, with the location open that its request may be about. */
async function knock(
  server: TestServer,
  { method, path, body = null }: Pick<Door, 'method' | 'path'> & Partial<Pick<Door, 'body'>>,
  headers: Readonly<Record<string, string>>,
): Promise<RawAnswer> {
  const location = await openLocation(server);
  return rawRequest(server.url + path.replace(`/${ANY_ID}`, `/${location.id}`), {
    method,
    headers: {
      ...(body === null ? {} : { 'content-length': String(body.length), 'content-type': 'application/json' }),
      host: new URL(server.url).host,
      ...headers,
    },
    ...(body === null ? {} : { body }),
  });
}

/** What a request could have changed. */
async function stateOf({ workspace }: TestServer): Promise<unknown> {
  const { locations, recent, dataFolder } = workspace;
  return {
    locations: locations.map(({ id }) => id),
    recent: recent.map(({ location }) => location),
    uploads: await readdir(dataFolderAt(dataFolder).uploads).catch(() => []),
  };
}

async function expectRefusal(
  server: TestServer,
  door: Parameters<typeof knock>[1],
  headers: Readonly<Record<string, string>>,
  wanted: readonly [number, string],
): Promise<RawAnswer> {
  await openLocation(server);
  const before = await stateOf(server);
  const answer = await knock(server, door, headers);
  expect([
    answer.status,
    answer.status === wanted[0] && door.method !== 'HEAD' ? refusalCode(answer) : wanted[1],
  ]).toEqual(wanted);
  expect(await stateOf(server)).toEqual(before);
  expect(answer.headers['access-control-allow-origin']).toBeUndefined();
  expect(answer.headers['cache-control']).toBe('no-store');
  expect(answer.headers['content-security-policy']).toContain("default-src 'none'");
  return answer;
}

const bearer = { authorization: `Bearer ${token}` };

describe.each(DOORS)('$method $path', (door) => {
  test.each([
    ['its own address', {}],
    ['localhost', { host: 'localhost:7070' }],
    ['a name it was given', { host: 'POD.example' }],
    ['the page itself', { host: 'localhost:7070', origin: 'http://localhost:7070', 'sec-fetch-site': 'same-origin' }],
    ['a page behind a proxy with TLS', { host: 'pod.example', origin: 'https://pod.example' }],
  ])('answers to %s', async (_, headers) => {
    expect((await knock(open, door, headers)).status).toBe(door.status);
    expect((await knock(guarded, door, { ...headers, ...bearer })).status).toBe(door.status);
    expect((await knock(guarded, door, { ...headers, cookie })).status).toBe(door.status);
  });

  test.each([
    ['the name of another site', { host: 'evil.example' }],
    ['a name that begins like ours', { host: 'localhost.evil.example' }],
    ['a name that ends like ours', { host: 'notpod.example' }],
    ['the address that means all', { host: '0.0.0.0:7070' }],
    ['the same of IPv6', { host: '[::]:7070' }],
    ['a page of another site', { origin: 'https://evil.example' }],
    ['a page without an origin', { origin: 'null' }],
    ['a page of another port', { host: '127.0.0.1:7070', origin: 'http://127.0.0.1:8080' }],
    ['another site that asks for a file', { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' }],
    ['another port that asks for a file', { 'sec-fetch-site': 'same-site', 'sec-fetch-mode': 'no-cors' }],
    ['another site that frames it', { origin: 'https://evil.example', 'sec-fetch-mode': 'navigate' }],
  ])('refuses %s, whatever token comes along', async (_, headers) => {
    await expectRefusal(open, door, headers, [403, 'forbidden']);
    await expectRefusal(guarded, door, { ...headers, ...bearer }, [403, 'forbidden']);
    await expectRefusal(guarded, door, { ...headers, cookie }, [403, 'forbidden']);
  });

  test.each([
    ['no token', {}],
    ['a wrong one', { authorization: `Bearer ${createAccessToken()}` }],
    ['the start of the right one', { authorization: `Bearer ${token.slice(0, -1)}` }],
    ['another kind of credentials', { authorization: `Basic ${Buffer.from(`:${token}`).toString('base64')}` }],
    ['a wrong cookie', { cookie: `${tokenCookieName(token)}=${createAccessToken()}` }],
    ['a cookie of another name', { cookie: `stratascope=${token}` }],
    ['an empty cookie', { cookie: `${tokenCookieName(token)}=` }],
  ])('asks for the token of those who come with %s', async (_, headers) => {
    const answer = await expectRefusal(guarded, door, headers, [401, 'unauthorized']);
    expect(answer.headers['www-authenticate']).toMatch(/^Bearer/);
    expect(answer.headers['set-cookie']).toBeUndefined();
  });

  test('does nothing by another method', async () => {
    const path = door.path.split('?')[0] ?? '';
    const known = DOORS.filter((other) => other.path.split('?')[0] === path).map(({ method }) => method);
    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE', 'TRACE', 'PROPFIND'].filter(
      (each) => !known.includes(each),
    )) {
      const other = { method, path: door.path };
      await expectRefusal(open, other, {}, [404, 'not-found']);
      await expectRefusal(guarded, other, bearer, [404, 'not-found']);
      await expectRefusal(guarded, other, {}, [401, 'unauthorized']);
      await expectRefusal(open, other, { origin: 'https://evil.example' }, [403, 'forbidden']);
    }
    const head = await knock(open, { method: 'HEAD', path: door.path }, {});
    expect([head.status, head.body]).toEqual([
      known.includes('GET') ? (door.method === 'GET' ? door.status : 200) : 404,
      '',
    ]);
    await expectRefusal(guarded, { method: 'HEAD', path: door.path }, {}, [401, 'unauthorized']);
    // A browser asks so whether another site may; no answer says yes.
    const asking = { origin: 'https://evil.example', 'access-control-request-method': door.method };
    await expectRefusal(open, { method: 'OPTIONS', path: door.path }, asking, [403, 'forbidden']);
    await expectRefusal(guarded, { method: 'OPTIONS', path: door.path }, {}, [401, 'unauthorized']);
  });
});

describe('a token in an address', () => {
  const page = { accept: 'text/html,application/xhtml+xml', 'accept-language': 'en' };
  const get = (path: string, headers: Readonly<Record<string, string>> = page) =>
    knock(guarded, { method: 'GET', path }, headers);

  test('becomes a cookie that scripts and other sites cannot use, and leaves the address', async () => {
    const answer = await get(`/image/${exampleRef}?path=/etc&token=${token}&level=1`);
    expect(answer.status).toBe(303);
    expect(answer.headers.location).toBe(`/image/${exampleRef}?path=/etc&level=1`);
    expect(answer.headers['set-cookie']).toEqual([`${cookie}; Path=/; HttpOnly; SameSite=Strict`]);
    expect(answer.body).not.toContain(token);
    expect((await get('/', { cookie })).status).toBe(200);
  });

  test('is taken out of it also where the cookie is there already', async () => {
    const answer = await get('/?token=old', { ...page, cookie });
    expect([answer.status, answer.headers.location]).toEqual([303, '/']);
  });

  test.each([
    ['wrong', `/?token=${createAccessToken()}`],
    ['empty', '/?token='],
    ['given to the API', `/api/v1/locations?token=${token}`],
    ['given to the API in large letters', `/API/v1/locations?token=${token}`],
    ['under another name', `/?tokens=${token}`],
  ])('that is %s gives nothing', async (_, path) => {
    const answer = await get(path);
    expect(answer.status).toBe(401);
    expect(answer.headers['set-cookie']).toBeUndefined();
  });

  test('leads to no other host', async () => {
    for (const path of [`//evil.example/?token=${token}`, `/\\evil.example/?token=${token}`]) {
      const { headers } = await get(path);
      expect(new URL(String(headers.location), 'http://here.example').host).toBe('here.example');
    }
  });

  test('that is missing is told on a page of our own words, in the language of the reader', async () => {
    const english = await get('/image/<script>alert(1)</script>?x="><script>', page);
    expect(english.headers['content-type']).toBe('text/html; charset=utf-8');
    expect(english.body).toContain('token');
    expect(english.body).not.toMatch(/<script|alert|<style|style=|\son\w+=/);
    expect(english.headers['content-security-policy']).toContain("default-src 'none'");
    const chinese = await get('/', { ...page, 'accept-language': 'zh-CN' });
    expect(chinese.body).toContain('令牌');
  });

  test('has 128 bits or more, and another each time', () => {
    expect(Buffer.from(token, 'base64url').length * 8).toBeGreaterThanOrEqual(128);
    expect(createAccessToken()).not.toBe(token);
    expect(token).toMatch(/^[\w-]+$/);
  });
});

describe('following a link', () => {
  const link = { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' };

  test('from another site to the page is fine, to the API or by a form it is not', async () => {
    expect((await knock(open, { method: 'GET', path: '/' }, link)).status).toBe(200);
    expect((await knock(open, { method: 'GET', path: '/api/v1/locations' }, link)).status).toBe(403);
    expect((await knock(open, { method: 'POST', path: '/' }, link)).status).toBe(403);
  });
});
