import { request } from 'node:http';
import { image, layer } from '@stratascope/core/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { recipeEngine } from '../testing/recipe-engine';
import { startTestServer, type TestServer } from '../testing/test-server';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({
    engine: () => recipeEngine([image({ layers: [layer().file('a')] })]),
    allowedHosts: ['pod.example'],
  });
});
afterAll(() => server.close());

/** `fetch` would not send a `Host` that is not the address. */
function statusOf(
  path: string,
  headers: Readonly<Record<string, string>>,
  method = 'GET',
): Promise<{ readonly status: number | undefined; readonly body: string }> {
  return new Promise((resolve, reject) => {
    const sent = request(server.url + path, { method, headers, setHost: false }, (response) => {
      let body = '';
      response.on('data', (piece) => {
        body += piece;
      });
      response.on('end', () => resolve({ status: response.statusCode, body }));
    });
    sent.on('error', reject);
    sent.end();
  });
}

const health = '/api/v1/health';

describe('Host', () => {
  test.each([
    '127.0.0.1',
    '127.0.0.1:7070',
    'localhost:7070',
    'x.localhost',
    '[::1]:7070',
    '192.168.1.5',
    'POD.example:1',
  ])('%s is ours', async (host) => {
    expect((await statusOf(health, { host })).status).toBe(200);
  });

  test.each([
    'evil.example',
    'evil.example:7070',
    'localhost.evil.example',
    '127.0.0.1.evil.example',
    '127.0.0.1@x',
    '',
    'a b',
    '[::1',
  ])('%j is not: a name that leads here is how a page of another site would get in', async (host) => {
    const { status, body } = await statusOf(health, { host });
    expect([400, 403]).toContain(status);
    // What HTTP itself refuses never comes as far as having a body of ours.
    if (status === 403) expect(JSON.parse(body).error.code).toBe('forbidden');
  });

  test('it is looked at for the page and for what is not there, too', async () => {
    for (const path of ['/', '/assets/x.js', '/api/openapi.json', '/nothing']) {
      expect((await statusOf(path, { host: 'evil.example' })).status).toBe(403);
    }
  });
});

describe('Origin and Sec-Fetch-Site', () => {
  const host = '127.0.0.1:7070';
  const ours = { host, origin: `http://${host}` };
  test.each([
    [200, 'GET', health, { host }],
    [200, 'GET', health, ours],
    [200, 'GET', health, { host, origin: `https://${host}` }],
    [200, 'GET', health, { ...ours, 'sec-fetch-site': 'same-origin' }],
    [200, 'GET', health, { host, 'sec-fetch-site': 'none', 'sec-fetch-mode': 'navigate' }],
    [403, 'GET', health, { host, origin: 'https://evil.example' }],
    [403, 'GET', health, { host, origin: 'http://127.0.0.1:8080' }],
    [403, 'GET', health, { host, origin: 'null' }],
    [403, 'GET', health, { host, 'sec-fetch-site': 'cross-site' }],
    [403, 'GET', health, { host, 'sec-fetch-site': 'same-site' }],
    [403, 'GET', health, { host, 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' }],
    [204, 'DELETE', '/api/v1/recent', ours],
    [403, 'DELETE', '/api/v1/recent', { host, origin: 'https://evil.example' }],
    [403, 'DELETE', '/api/v1/recent', { host, 'sec-fetch-site': 'cross-site' }],
    [403, 'POST', '/api/v1/uploads', { host, origin: 'https://evil.example' }],
    [403, 'POST', '/', { host, 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' }],
    // A link to the page, from anywhere; there is no page in this test.
    [404, 'GET', '/', { host, 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' }],
    [403, 'GET', '/', { host, 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' }],
  ])('%i for %s %s with %j', async (status, method, path, headers) => {
    expect((await statusOf(path, headers, method)).status).toBe(status);
  });
});

describe('headers', () => {
  test('nothing of another site runs in the page, frames it, or reads an answer', async () => {
    const { headers } = await server.fetch(health);
    const policy = headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toContain('unsafe');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('cross-origin-resource-policy')).toBe('same-origin');
    expect(headers.get('access-control-allow-origin')).toBeNull();
    expect(headers.get('x-powered-by')).toBeNull();
  });
});
