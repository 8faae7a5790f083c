import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { image, layer } from '@stratascope/core/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startServer } from '../start-server';
import { rawRequest, refusalCode } from '../testing/raw-request';
import { recipeEngine } from '../testing/recipe-engine';
import { startTestServer, type TestServer } from '../testing/test-server';
import { MAX_BODY_BYTES } from './bound-bodies';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({
    engine: () => recipeEngine([image({ layers: [layer().file('a')] })]),
    bodyMs: 300,
    maxUploadBytes: 200_000,
  });
});
afterAll(() => server.close());

/** A connection on which a test writes what it likes, and all that came back when it ended. */
async function dial(url: string): Promise<{ readonly socket: Socket; readonly answer: Promise<string> }> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  await once(socket, 'connect');
  let text = '';
  socket.on('data', (piece) => {
    text += piece;
  });
  socket.on('error', () => {});
  return { socket, answer: once(socket, 'close').then(() => text) };
}

const head = (method: string, path: string, ...headers: readonly string[]) =>
  `${[`${method} ${path} HTTP/1.1`, 'Host: localhost', ...headers].join('\r\n')}\r\n\r\n`;

test('a JSON body is bounded, whether its length is told or not', async () => {
  const body = JSON.stringify({ location: 'x'.repeat(MAX_BODY_BYTES) });
  for (const framing of [{ 'content-length': String(body.length) }, { 'transfer-encoding': 'chunked' }]) {
    const headers = { host: 'localhost', 'content-type': 'application/json', ...framing };
    const answer = await rawRequest(`${server.url}/api/v1/locations`, { method: 'POST', headers, body });
    expect([answer.status, refusalCode(answer)]).toEqual([400, 'request-invalid']);
    expect(answer.body).toContain('too large');
  }
  expect(server.workspace.locations).toEqual([]);
});

test('a body where none is wanted is bounded, too', async () => {
  const { socket, answer } = await dial(server.url);
  socket.write(head('GET', '/api/v1/health', 'Content-Length: 1000000000'));
  expect(await answer).toMatch(/^HTTP\/1.1 400[\s\S]*too large/);
});

test('a body that does not come ends the connection', async () => {
  const { socket, answer } = await dial(server.url);
  socket.write(head('POST', '/api/v1/locations', 'Content-Type: application/json', 'Content-Length: 20'));
  socket.write('{"loc');
  await answer;
  expect(server.workspace.locations).toEqual([]);
});

test('an upload may take longer, as long as something comes', async () => {
  const { socket, answer } = await dial(server.url);
  socket.write(head('POST', '/api/v1/uploads?name=slow.tar', 'Content-Length: 6', 'Connection: close'));
  for (const piece of ['sl', 'ow', '!!']) {
    await new Promise((resolve) => setTimeout(resolve, 200));
    socket.write(piece);
  }
  expect(await answer).toMatch(/^HTTP\/1.1 201/);
});

test('what is refused is not read to its end', async () => {
  const { socket, answer } = await dial(server.url);
  socket.write(head('POST', '/api/v1/uploads', 'Origin: https://evil.example', 'Content-Length: 1000000000'));
  socket.write('x'.repeat(1000));
  expect(await answer).toMatch(/^HTTP\/1.1 403[\s\S]*Connection: close/i);
});

test('a head that comes too slowly ends the connection, told why', async () => {
  const slow = await startServer({ app: (await import('express')).default(), port: 0, headersMs: 300 });
  const started = performance.now();
  const dialled = await Promise.all(Array.from({ length: 20 }, () => dial(slow.url)));
  for (const { socket } of dialled) socket.write('GET / HTTP/1.1\r\nHost: localhost\r\nX-Slow: ');
  for (const { answer } of dialled) expect(await answer).toMatch(/^HTTP\/1.1 408[\s\S]*"code":"request-invalid"/);
  expect(performance.now() - started).toBeLessThan(10_000);
  await slow.close();
});

test('a head that is too long, and what is no HTTP, are told in the shape of all errors', async () => {
  const answers: string[] = [];
  for (const text of [head('GET', '/', `X-Long: ${'x'.repeat(40_000)}`), 'hello\r\n\r\n', 'GET / HTTP/1.1\r\n\r\n']) {
    const { socket, answer } = await dial(server.url);
    socket.write(text);
    answers.push(await answer);
  }
  expect(answers[0]).toMatch(/^HTTP\/1.1 431 /);
  expect(answers[1]).toMatch(/^HTTP\/1.1 400 /);
  // A request without a Host is refused by Node itself.
  expect(answers[2]).toMatch(/^HTTP\/1.1 400 /);
  for (const answer of answers.slice(0, 2)) {
    expect(answer).toContain('X-Content-Type-Options: nosniff');
    expect(refusalCode({ status: 0, headers: {}, body: answer.slice(answer.indexOf('\r\n\r\n') + 4) })).toBe(
      'request-invalid',
    );
  }
});

test('two paths of 4096 bytes, percent-encoded, are not too long', async () => {
  const path = `/${'%FF'.repeat(4095)}`;
  const url = `${server.url}/api/v1/images/none/tree?path=${path}&find=${path}`;
  expect((await rawRequest(url, { headers: { host: 'localhost' } })).status).toBe(404);
});
