import { rmSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { DEFAULT_UPLOAD_BYTES, ImageError } from '@stratascope/core';
import { spoolStream } from '@stratascope/core/node';
import type { ProgressLine } from '../output/progress-line';
import { sizeText } from '../output/size-text';

/** Standard input, kept as a file while a command runs. */
export interface KeptInput {
  /** Reads all of it; where it lies. @throws ImageError as `spoolStream`; `usage` the second time. */
  path(): Promise<string>;
  remove(): Promise<void>;
}

export function keepInput({
  stdin,
  folder,
  signal,
  progress,
}: {
  readonly stdin: AsyncIterable<Uint8Array | string>;
  readonly folder: string;
  readonly signal: AbortSignal;
  readonly progress: ProgressLine;
}): KeptInput {
  let isRead = false;
  let kept: string | null = null;
  // Also where the process ends at once, as at a second Ctrl-C.
  const removeNow = () => {
    if (kept !== null) rmSync(kept, { force: true });
  };

  return {
    async path() {
      if (isRead) throw new ImageError('usage', { details: { reason: 'Standard input can be read only once.' } });
      isRead = true;
      process.once('exit', removeNow);
      const { path } = await spoolStream(
        inputBytes(stdin, (read) => progress.show(`Reading standard input · ${sizeText(read)}`)),
        { folder, maxBytes: DEFAULT_UPLOAD_BYTES, signal },
      );
      kept = path;
      return path;
    },
    async remove() {
      process.off('exit', removeNow);
      if (kept !== null) await rm(kept, { force: true });
    },
  };
}

/** Standard input in pieces of bytes, counted as they pass. */
export async function* inputBytes(
  stream: AsyncIterable<Uint8Array | string>,
  onProgress: (readBytes: number) => void,
): AsyncGenerator<Uint8Array> {
  let read = 0;
  for await (const piece of stream) {
    const bytes = typeof piece === 'string' ? Buffer.from(piece) : piece;
    read += bytes.length;
    onProgress(read);
    yield bytes;
  }
}
