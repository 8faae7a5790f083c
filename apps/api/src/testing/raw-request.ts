import { request } from 'node:http';
import { failureAnswerSchema } from '@stratascope/protocol';
import { expect } from 'vitest';

/** An answer as it came. */
export interface RawAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly body: string;
}

/**
 * Sends a request whose every header is said here: `fetch` sets `Host`, `Origin` and `Sec-Fetch-*` itself. Of an event
 * stream only the head is read, since it has no end.
 */
export function rawRequest(
  url: string,
  {
    method = 'GET',
    headers = {},
    body,
    path,
  }: {
    readonly method?: string;
    readonly headers?: Readonly<Record<string, string>>;
    readonly body?: string | Uint8Array;
    /** In the place of the path of the URL, as it is: a URL would be put in order. */
    readonly path?: string;
  } = {},
): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    const sent = request(
      url,
      { method, headers, setHost: false, agent: false, ...(path === undefined ? {} : { path }) },
      (response) => {
        const { statusCode: status = 0, headers: received } = response;
        if (received['content-type']?.startsWith('text/event-stream') && method !== 'HEAD') {
          sent.destroy();
          resolve({ status, headers: received, body: '' });
          return;
        }
        const pieces: Buffer[] = [];
        response.on('data', (piece: Buffer) => pieces.push(piece));
        response.on('end', () => resolve({ status, headers: received, body: Buffer.concat(pieces).toString() }));
        response.on('error', reject);
      },
    );
    sent.on('error', reject);
    sent.end(body);
  });
}

/** The code of a refusal, which has to be in the one shape of all errors. */
export function refusalCode(answer: RawAnswer): string {
  const parsed: unknown = JSON.parse(answer.body);
  expect(failureAnswerSchema.parse(parsed)).toEqual(parsed);
  return failureAnswerSchema.parse(parsed).error.code;
}
