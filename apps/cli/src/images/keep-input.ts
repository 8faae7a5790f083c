import { ImageError } from '@stratascope/core';
import { spoolStream } from '@stratascope/core/node';
import type { ProgressLine } from '../output/progress-line';
import { sizeText } from '../output/size-text';
import { createProcessFolder } from './process-folder';

const INPUT = 'Standard input';

/** Standard input, kept as a file while a command runs. */
export interface KeptInput {
  /** Reads all of it; where it lies. @throws ImageError as `spoolStream`; `usage` the second time. */
  path(): Promise<string>;
  remove(): Promise<void>;
}

/** @param parent Folder for what processes keep of their input; it is gone at the end, however that comes. */
export function keepInput({
  stdin,
  parent,
  maxBytes,
  signal,
  progress,
}: {
  readonly stdin: AsyncIterable<Uint8Array | string>;
  readonly parent: string;
  readonly maxBytes: number;
  readonly signal: AbortSignal;
  readonly progress: ProgressLine;
}): KeptInput {
  const folder = createProcessFolder(parent);
  let isRead = false;

  return {
    async path() {
      if (isRead) throw new ImageError('usage', { details: { reason: 'Standard input can be read only once.' } });
      isRead = true;
      const bytes = inputBytes(stdin, (read) => progress.show(`Reading standard input · ${sizeText(read)}`));
      const options = { folder: await folder.path(), maxBytes, signal };
      return (await spoolStream(bytes, options).catch(nameInput)).path;
    },
    remove: () => folder.remove(),
  };
}

/** What was read has no path; messages call it by what it is. */
function nameInput(error: unknown): never {
  if (!(error instanceof ImageError)) throw error;
  throw new ImageError(error.code, { details: { ...error.details, location: INPUT }, cause: error });
}

/** Standard input in pieces of bytes, counted as they pass. @throws ImageError `usage` where somebody would have to type it. */
export async function* inputBytes(
  stream: AsyncIterable<Uint8Array | string>,
  onProgress: (readBytes: number) => void,
): AsyncGenerator<Uint8Array> {
  if ('isTTY' in stream && stream.isTTY === true) {
    const reason = 'Standard input is a terminal; pipe an archive into it: docker save app | stratascope -';
    throw new ImageError('usage', { details: { reason } });
  }
  let read = 0;
  for await (const piece of readable(stream)) {
    const bytes = typeof piece === 'string' ? Buffer.from(piece) : piece;
    read += bytes.length;
    onProgress(read);
    yield bytes;
  }
}

/** A folder can be standard input as well, and a disk can fail. @throws ImageError `location-unreadable` */
async function* readable<T>(stream: AsyncIterable<T>): AsyncGenerator<T> {
  try {
    yield* stream;
  } catch (error) {
    const { code, syscall } = error as NodeJS.ErrnoException;
    if (code === undefined || syscall === undefined) throw error;
    throw new ImageError('location-unreadable', { details: { location: INPUT, reason: code }, cause: error });
  }
}
