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
   * @throws OutputClosed when the reader has gone (`| head`), OutputFailed when it cannot be written.
   */
  write(chunk: string | Uint8Array): Promise<void>;
}

/** The reader of the output went away: no error, but nothing is left to do. */
export class OutputClosed extends Error {}

/** What was to be written is lost: the disk that it goes to is full, or away. */
export class OutputFailed extends Error {}

/** What a stream tells of the terminal behind it, where there is one. */
type TerminalFacts = Partial<Pick<NodeJS.WriteStream, 'isTTY' | 'columns'>>;

export function outputStream(stream: Writable & TerminalFacts, env: CommandStreams['env']): OutputStream {
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
      new Promise<void>((resolve, reject) => {
        if (closedBy !== undefined) return reject(closedBy);
        // Files are written at once, and throw; pipes call back.
        stream.write(chunk, (error) => (error ? reject(error) : resolve()));
      }).catch((error: NodeJS.ErrnoException) => {
        // A failed stream is destroyed: what it is asked afterwards fails for that, and not for the reason.
        closedBy ??= error;
        throw reason(closedBy);
      }),
  };
}

/** The same stream for words besides the answer: where nobody can be told, the answer is what matters. */
export function sideStream(stream: OutputStream): OutputStream {
  return {
    isTerminal: stream.isTerminal,
    hasColor: stream.hasColor,
    get columns() {
      return stream.columns;
    },
    write: (chunk) => stream.write(chunk).catch(() => {}),
  };
}

const reason = (error: NodeJS.ErrnoException) =>
  error.code === 'EPIPE' || error.code === 'ERR_STREAM_DESTROYED'
    ? new OutputClosed()
    : new OutputFailed(error.code ?? error.message, { cause: error });
