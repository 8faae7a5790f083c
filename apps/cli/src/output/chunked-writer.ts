import type { OutputStream } from './command-streams';

const CHUNK_CHARACTERS = 64 * 1024;

/** Gathers lines into large writes: a write for each line would cost more than making the line. */
export interface ChunkedWriter {
  /** Returns a promise only where the caller has to wait. */
  line(text: string): Promise<void> | undefined;
  /** Writes what is left. */
  end(): Promise<void>;
}

export function chunkedWriter(stream: OutputStream): ChunkedWriter {
  let gathered = '';
  const flush = () => {
    const chunk = gathered;
    gathered = '';
    return stream.write(chunk);
  };
  return {
    line(text) {
      gathered += `${text}\n`;
      return gathered.length < CHUNK_CHARACTERS ? undefined : flush();
    },
    end: async () => {
      if (gathered !== '') await flush();
    },
  };
}
