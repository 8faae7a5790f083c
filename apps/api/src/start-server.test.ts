import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { expect, test } from 'vitest';
import { startServer } from './start-server';

const app = express().get('/', (_request, response) => {
  response.send('here');
});

/** Holds a port whose next one is free, most likely. */
async function occupyPort(): Promise<{ readonly port: number; free(): void }> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { port: (server.address() as AddressInfo).port, free: () => server.close() };
}

test('takes the next free port, and tells the address', async () => {
  const taken = await occupyPort();
  const server = await startServer({ app, port: taken.port });
  expect(server.port).toBeGreaterThan(taken.port);
  expect(server.url).toBe(`http://127.0.0.1:${server.port}`);
  expect(await (await fetch(server.url)).text()).toBe('here');
  await server.close();
  taken.free();
});

test('a port that was asked for by number is that one or none', async () => {
  const taken = await occupyPort();
  await expect(startServer({ app, port: taken.port, isPortFixed: true })).rejects.toMatchObject({ code: 'EADDRINUSE' });
  taken.free();
});

test('an address that is not this machine is an error', async () => {
  await expect(startServer({ app, port: 0, host: '203.0.113.1' })).rejects.toMatchObject({ code: 'EADDRNOTAVAIL' });
});

test('ends while a client holds on', async () => {
  const holding = express().get('/', (_request, response) => {
    response.write('first');
  });
  const server = await startServer({ app: holding, port: 0 });
  const response = await fetch(server.url);
  const started = performance.now();
  await server.close();
  expect(performance.now() - started).toBeLessThan(3_000);
  await expect(response.text()).rejects.toThrow();
  await expect(fetch(server.url)).rejects.toThrow();
});
