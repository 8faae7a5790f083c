import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Express } from 'express';

export interface ServerOptions {
  readonly app: Express;
  /** The port tried first; the next free one is taken where it is in use. 0: any free one. */
  readonly port?: number;
  /** With `port`: that one or none. */
  readonly isPortFixed?: boolean;
  readonly host?: string;
}

export interface RunningServer {
  /** For a browser, e.g. `http://127.0.0.1:7070`. */
  readonly url: string;
  readonly port: number;
  /** Takes no more requests, ends event streams and idle connections, and waits a moment for answers under way. */
  close(): Promise<void>;
}

export const DEFAULT_PORT = 7070;
export const DEFAULT_HOST = '127.0.0.1';
/** What the application emits when its server ends. */
export const CLOSING_EVENT = 'closing';
const MOST_PORTS_TRIED = 50;
/** Answers that take longer at the end are cut. */
const CLOSING_MS = 1_000;

/**
 * Listens on the first free port from the one wanted on.
 *
 * @throws the error of `listen` (`EADDRINUSE`, `EACCES`, `EADDRNOTAVAIL`) where none is to be had.
 */
export async function startServer({
  app,
  port = DEFAULT_PORT,
  isPortFixed = false,
  host = DEFAULT_HOST,
}: ServerOptions): Promise<RunningServer> {
  const server = createServer(app);
  // An upload of a large archive takes as long as it takes; headers do not.
  server.requestTimeout = 0;
  await listenOnFreePort(server, port, host, port === 0 || isPortFixed ? 1 : MOST_PORTS_TRIED);
  const address = server.address() as AddressInfo;
  return { url: urlOf(host, address.port), port: address.port, close: () => closeServer(server, app) };
}

async function listenOnFreePort(server: Server, port: number, host: string, attempts: number): Promise<void> {
  for (let attempt = 0; ; attempt++) {
    try {
      await listen(server, port + attempt, host);
      return;
    } catch (error) {
      const isTaken = (error as { readonly code?: unknown }).code === 'EADDRINUSE';
      if (!isTaken || attempt + 1 >= attempts || port + attempt >= 65_535) throw error;
    }
  }
}

function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ port, host, exclusive: true }, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

function closeServer(server: Server, app: Express): Promise<void> {
  return new Promise((resolve) => {
    const cut = setTimeout(() => server.closeAllConnections(), CLOSING_MS);
    server.close(() => {
      clearTimeout(cut);
      resolve();
    });
    // Event streams have no end of their own; the routes that hold them hear of it.
    app.emit(CLOSING_EVENT);
    server.closeIdleConnections();
  });
}

function urlOf(host: string, port: number): string {
  // An address that means all of them is no place to go to.
  const name = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host;
  return `http://${name.includes(':') ? `[${name}]` : name}:${port}`;
}
