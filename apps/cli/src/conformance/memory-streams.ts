import { Readable } from 'node:stream';
import type { CommandStreams, OutputStream } from '../output/command-streams';

/** Streams of a command line that runs in this process, and what was written to them. */
export function memoryStreams(
  env: CommandStreams['env'],
  stdin: Uint8Array = new Uint8Array(),
): { readonly streams: CommandStreams; stdout(): string; stderr(): string } {
  const out = collect();
  const err = collect();
  const streams = { stdin: Readable.from([stdin]), out: out.stream, err: err.stream, env, folder: process.cwd() };
  return { streams, stdout: out.text, stderr: err.text };
}

function collect(): { readonly stream: OutputStream; readonly text: () => string } {
  const pieces: Uint8Array[] = [];
  return {
    stream: {
      isTerminal: false,
      hasColor: false,
      columns: undefined,
      write: async (chunk) => {
        pieces.push(typeof chunk === 'string' ? Buffer.from(chunk) : chunk);
      },
    },
    text: () => Buffer.concat(pieces).toString('utf8'),
  };
}
