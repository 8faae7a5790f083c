import type { Response } from 'express';

/** One open stream of server-sent events. */
export interface EventStream {
  /**
   * Sends an event; `key` names what it is about. While the reader is slow, only the newest event of each key is kept:
   * each event tells the whole state of what it is about, so nothing is lost.
   */
  send(event: { readonly name: string; readonly key: string; readonly data: unknown }): void;
  close(): void;
}

/** How long after a break a browser waits before it asks again. */
const RETRY_MS = 2_000;
/** Below what proxies and browsers take for dead. */
const HEARTBEAT_MS = 15_000;

/**
 * Begins an event stream as the answer of a request. It ends when the client leaves or `close` is called.
 *
 * Source: HTML standard, section 9.2, "Server-sent events".
 */
export function openEventStream(response: Response, heartbeatMs = HEARTBEAT_MS): EventStream {
  const waiting = new Map<string, { readonly name: string; readonly data: unknown }>();
  let id = 0;
  let isBlocked = false;

  const write = (text: string) => {
    isBlocked = !response.write(text);
  };
  const flush = () => {
    isBlocked = false;
    for (const [key, { name, data }] of waiting) {
      if (isBlocked) return;
      waiting.delete(key);
      id += 1;
      // JSON has no line breaks, so one `data` line holds it.
      write(`id: ${id}\nevent: ${name}\ndata: ${JSON.stringify(data)}\n\n`);
    }
  };

  response
    .status(200)
    .set({ 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-cache, no-transform', 'X-Accel-Buffering': 'no' });
  response.flushHeaders();
  write(`retry: ${RETRY_MS}\n\n`);
  const heartbeat = setInterval(() => !isBlocked && write(': still here\n\n'), heartbeatMs);
  heartbeat.unref();
  response.on('drain', flush);
  response.on('close', () => clearInterval(heartbeat));

  return {
    send({ name, key, data }) {
      waiting.set(key, { name, data });
      if (!isBlocked && response.writable) flush();
    },
    close() {
      response.end();
    },
  };
}
