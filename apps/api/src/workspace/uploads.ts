import { createHash } from 'node:crypto';
import { readdir, rename, rm, stat } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { ImageError } from '@stratascope/core';
import { spoolStream } from '@stratascope/core/node';

/**
 * Archives that were sent instead of named, kept in the data folder under the digest of their bytes: never under a name
 * that came with them, and the same bytes only once.
 */
export interface Uploads {
  /**
   * Writes a stream to a file beside and renames it when it is whole; nothing stays of one that breaks off.
   *
   * @throws ImageError `upload-too-large`, `empty-file`, `disk-full`, `cancelled`.
   */
  keep(
    bytes: AsyncIterable<Uint8Array>,
    options: { readonly name: string; readonly signal: AbortSignal },
  ): Promise<string>;
  isUpload(path: string): boolean;
  remove(path: string): Promise<void>;
}

const PARTIAL_NAME = /^spooled-/;
/** A partial file that nothing was written to for so long is what a crash left. */
const ABANDONED_MS = 60 * 60 * 1_000;

export function createUploads(folder: string, maxBytes: number): Uploads {
  let isSwept = false;

  return {
    async keep(bytes, { name, signal }) {
      if (!isSwept) await sweep(folder);
      isSwept = true;
      const hash = createHash('sha256');
      const hashed = async function* () {
        for await (const piece of bytes) {
          hash.update(piece);
          yield piece;
        }
      };
      try {
        const partial = await spoolStream(hashed(), { folder, maxBytes, signal });
        const path = join(folder, hash.digest('hex'));
        // The same bytes may be open: another file in their place would look like a change beneath.
        if ((await sizeOf(path)) === partial.size) await rm(partial.path);
        else await rename(partial.path, path);
        return path;
      } catch (error) {
        throw asUploadError(error, name);
      }
    },
    isUpload: (path) => path.startsWith(folder + sep),
    async remove(path) {
      if (path.startsWith(folder + sep)) await rm(path, { force: true });
    },
  };
}

async function sizeOf(path: string): Promise<number | null> {
  const stats = await stat(path).catch(() => null);
  return stats?.size ?? null;
}

function asUploadError(error: unknown, name: string): unknown {
  if (error instanceof ImageError) {
    return new ImageError(error.code, { details: { ...error.details, location: name }, cause: error });
  }
  const code = (error as { readonly code?: unknown } | null)?.code;
  // The one who sent it broke off.
  const isBroken = code === 'ECONNRESET' || code === 'ABORT_ERR' || code === 'ERR_STREAM_PREMATURE_CLOSE';
  return isBroken ? new ImageError('cancelled', { cause: error }) : error;
}

async function sweep(folder: string): Promise<void> {
  const names = await readdir(folder).catch(() => []);
  for (const name of names.filter((each) => PARTIAL_NAME.test(each))) {
    const stats = await stat(join(folder, name)).catch(() => null);
    if (stats !== null && Date.now() - stats.mtimeMs > ABANDONED_MS) await rm(join(folder, name), { force: true });
  }
}
