import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { lstat, readdir, rename, rm } from 'node:fs/promises';
import { basename, join, sep } from 'node:path';
import { ImageError } from '@stratascope/core';
import { holdFile, type Release, removeUnheld, spoolStream, UNFINISHED } from '@stratascope/core/node';

/**
 * Archives that were sent instead of named, kept in the data folder under the digest of their bytes: never under a name
 * that came with them, and the same bytes only once. Who has one open holds it, so that no other process deletes it.
 */
export interface Uploads {
  /**
   * Writes a stream to a file beside and renames it when it is whole; nothing stays of one that breaks off.
   *
   * @throws ImageError `upload-too-large`, `limit-data-size`, `empty-file`, `disk-full`, `cancelled`.
   */
  keep(
    bytes: AsyncIterable<Uint8Array>,
    options: { readonly name: string; readonly signal: AbortSignal },
  ): Promise<{ readonly path: string; readonly release: Release }>;
  isUpload(path: string): boolean;
  hold(path: string): Promise<Release>;
  /** Deletes an upload that no process holds. */
  remove(path: string): Promise<void>;
  /** Deletes what nobody holds and `isKnown` does not know: a process was killed before it could tell of it. */
  sweep(isKnown: () => Promise<(path: string) => boolean>): Promise<void>;
}

/** How uploads are named: by their SHA-256. */
const NAME = /^[0-9a-f]{64}$/;

/** `maxBytes` of one of them, `maxAllBytes` of all. */
export function createUploads(folder: string, maxBytes: number, maxAllBytes = Number.POSITIVE_INFINITY): Uploads {
  const isUpload = (path: string) => path.startsWith(folder + sep);
  return {
    async keep(bytes, { name, signal }) {
      const hash = createHash('sha256');
      const hashed = async function* () {
        for await (const piece of bytes) {
          hash.update(piece);
          yield piece;
        }
      };
      try {
        const left = maxAllBytes - (await sizeOfAll(folder));
        const room = Math.min(maxBytes, left);
        const partial = await spoolStream(hashed(), { folder: join(folder, UNFINISHED), maxBytes: room, signal }).catch(
          (error: unknown) => {
            const isFull = error instanceof ImageError && error.code === 'upload-too-large' && left < maxBytes;
            throw isFull ? new ImageError('limit-data-size', { details: { folder, limit: maxAllBytes } }) : error;
          },
        );
        const digest = hash.digest('hex');
        const path = join(folder, digest);
        const release = await holdFile(folder, digest);
        try {
          // The same bytes may be open: another file in their place would look like a change beneath.
          if ((await digestOfFile(path)) === digest) await rm(partial.path);
          else await rename(partial.path, path);
        } catch (error) {
          await rm(partial.path, { force: true });
          await release();
          throw error;
        }
        return { path, release };
      } catch (error) {
        throw asUploadError(error, name);
      }
    },
    isUpload,
    hold: (path) => holdFile(folder, basename(path)),
    async remove(path) {
      if (!isUpload(path)) return;
      await removeUnheld(folder, async (held) => {
        if (!held.has(basename(path))) await rm(path, { force: true });
      });
    },
    async sweep(isKnown) {
      const names = (await readdir(folder).catch(() => [])).filter((name) => NAME.test(name));
      if (names.length === 0) return;
      await removeUnheld(folder, async (held) => {
        // Asked last: whoever has just let go of one has told of it before.
        const isRemembered = await isKnown();
        for (const name of names) {
          const path = join(folder, name);
          if (!held.has(name) && !isRemembered(path)) await rm(path, { force: true }).catch(() => {});
        }
      });
    },
  };
}

/** Bytes of all uploads that are whole. */
async function sizeOfAll(folder: string): Promise<number> {
  const names = (await readdir(folder).catch(() => [])).filter((name) => NAME.test(name));
  const sizes = await Promise.all(names.map((name) => lstat(join(folder, name)).catch(() => null)));
  return sizes.reduce((sum, stats) => sum + (stats?.size ?? 0), 0);
}

/** Null where there is no such file, or it cannot be read. */
async function digestOfFile(path: string): Promise<string | null> {
  const stats = await lstat(path).catch(() => null);
  if (stats?.isFile() !== true) return null;
  const hash = createHash('sha256');
  try {
    for await (const piece of createReadStream(path)) hash.update(piece as Uint8Array);
    return hash.digest('hex');
  } catch {
    return null;
  }
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
