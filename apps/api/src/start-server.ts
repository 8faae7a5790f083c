import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { describeError } from '@stratascope/core';
import type { Express } from 'express';

export interface ServerOptions {
  readonly app: Express;
  /** The port tried first; the next free one is taken where it is in use. 0: any free one. */
  readonly port?: number;
  /** With `port`: that one or none. */
  readonly isPortFixed?: boolean;
  readonly host?: string;
  /** How long the head of a request may take to come. */
  readonly headersMs?: number;
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
/** Whoever sends a head byte by byte holds a connection for nothing. */
const HEADERS_MS = 10_000;
const CHECKING_MS = 2_000;
/** A path of 4096 bytes, percent-encoded, twice in a URL, and what a browser says of itself. */
const MAX_HEADER_BYTES = 32 * 1024;
/** A browser holds six a tab; many more are no person's. */
const MAX_CONNECTIONS = 512;
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
  headersMs = HEADERS_MS,
}: ServerOptions): Promise<RunningServer> {
  const server = createServer(
    {
      maxHeaderSize: MAX_HEADER_BYTES,
      headersTimeout: headersMs,
      connectionsCheckingInterval: Math.min(headersMs, CHECKING_MS),
      // An upload of a large archive takes as long as it takes; other bodies are bounded where they are read.
      requestTimeout: 0,
    },
    app,
  );
  server.maxConnections = MAX_CONNECTIONS;
  server.on('clientError', answerMalformed);
  await listenOnFreePort(server, port, host, port === 0 || isPortFixed ? 1 : MOST_PORTS_TRIED);
  const address = server.address() as AddressInfo;
  return { url: urlOf(host, address.port), port: address.port, close: () => closeServer(server, app) };
}

/** What is no HTTP, too large or too slow never comes as far as a route; it is told so in the shape of all errors. */
function answerMalformed(error: Error & { readonly code?: string }, socket: Duplex & { bytesWritten?: number }): void {
  // In the midst of an answer more bytes would pass for a part of it.
  if (!socket.writable || error.code === 'ECONNRESET' || (socket.bytesWritten ?? 0) > 0) {
    socket.destroy();
    return;
  }
  const [status, reason] = MALFORMED[error.code ?? ''] ?? ['400 Bad Request', 'this is not HTTP'];
  const details = { reason };
  const failure = { code: 'request-invalid', ...describeError({ code: 'request-invalid', details }), details };
  const body = JSON.stringify({ error: failure });
  const head = [
    `HTTP/1.1 ${status}`,
    'Content-Type: application/json; charset=utf-8',
    `Content-Length: ${Buffer.byteLength(body)}`,
    'X-Content-Type-Options: nosniff',
    'Cache-Control: no-store',
    'Connection: close',
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
}

const MALFORMED: Readonly<Record<string, readonly [status: string, reason: string]>> = {
  HPE_HEADER_OVERFLOW: ['431 Request Header Fields Too Large', 'the address or the headers are too long'],
  ERR_HTTP_REQUEST_TIMEOUT: ['408 Request Timeout', 'it took too long to come'],
};

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
