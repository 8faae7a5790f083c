import type { Writable } from 'node:stream';

/** Where a command reads and writes; tests give streams of their own. */
export interface CommandStreams {
  readonly stdin: NodeJS.ReadableStream;
  readonly out: OutputStream;
  readonly err: OutputStream;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** What locations and folders are relative to. */
  readonly folder: string;
}

export interface OutputStream {
  readonly isTerminal: boolean;
  /** Whether marks and colours are wanted: a terminal, and no NO_COLOR. */
  readonly hasColor: boolean;
  /** Width of the terminal in columns; undefined where it is none. */
  readonly columns: number | undefined;
  /**
   * Resolves when more may be written, so that a slow reader holds the writer up and memory stays small.
   *
   * @throws OutputClosed when the reader has gone (`| head`).
   */
  write(chunk: string | Uint8Array): Promise<void>;
}

/** The reader of the output went away: no error, but nothing is left to do. */
export class OutputClosed extends Error {}

export function outputStream(stream: Writable & Partial<NodeJS.WriteStream>, env: CommandStreams['env']): OutputStream {
  let closedBy: NodeJS.ErrnoException | undefined;
  stream.on('error', (error) => {
    closedBy = error;
  });
  const isTerminal = stream.isTTY === true;
  return {
    isTerminal,
    hasColor: isTerminal && !env.NO_COLOR && env.TERM !== 'dumb',
    get columns() {
      // Some terminals say 0 for not knowing it.
      return stream.columns || undefined;
    },
    write: (chunk) =>
      new Promise((resolve, reject) => {
        if (closedBy !== undefined) return reject(reason(closedBy));
        stream.write(chunk, (error) => (error ? reject(reason(error)) : resolve()));
      }),
  };
}

const reason = (error: NodeJS.ErrnoException) =>
  error.code === 'EPIPE' || error.code === 'ERR_STREAM_DESTROYED' ? new OutputClosed() : error;
