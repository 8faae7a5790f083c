import { type FileHandle, open, writeFile } from 'node:fs/promises';
import { type Digest, splitDigest } from '@stratascope/core';
import { startDigest } from '../blobs/hashing';
import { ABOUT, BoundedFolder } from './bounded-folder';
import { fileStamp, openKept, readRecord, sealRecord, stampOf } from './kept-file';

const PIECE_BYTES = 1024 * 1024;

/** What is known of a file: the digest that its bytes were seen to have, and the stamp that it had then. */
interface Known {
  readonly digest: Digest;
  readonly stamp: string;
}

/**
 * Unpacked tars in a bounded folder, each with a record of the digest that its bytes were seen to have. A file that is not
 * the one that was seen, by its stamp, is read once more, and believed if it still has that digest.
 */
export class KeptTars {
  readonly #folder: BoundedFolder;

  constructor(folder: string, mostBytes: number) {
    this.#folder = new BoundedFolder(folder, mostBytes);
  }

  get mostBytes(): number {
    return this.#folder.mostBytes;
  }

  path(name: string): string {
    return this.#folder.path(name);
  }

  /**
   * The stamp of the tar of that name; null where it is not there, or not whole.
   *
   * @param digest What it must have; if left out, what its record says.
   */
  async find(name: string, signal: AbortSignal, digest?: Digest): Promise<string | null> {
    const stamp = await stampOf(this.path(name));
    if (stamp === null) return null;
    const known = await readRecord<Known>(this.path(name) + ABOUT, name);
    const expected = digest ?? known?.digest ?? null;
    if (expected === null) return null;
    if (known?.stamp === stamp && known.digest === expected) {
      await this.#folder.touch(name + ABOUT);
      return stamp;
    }
    const seen = await lookAt(this.path(name), expected, signal);
    if (seen?.digest !== expected) return null;
    await this.#note(name, seen);
    return seen.stamp;
  }

  /**
   * Makes the tar of that name and gives its stamp; null where it is gone again. `fill` writes it and says what digest it
   * has. Where another process has made the same meanwhile, that one stays.
   */
  async make(name: string, fill: (file: FileHandle) => Promise<Digest>, signal: AbortSignal): Promise<string | null> {
    const made: { digest: Digest | null; stamp: string | null } = { digest: null, stamp: null };
    const write = async (path: string) => {
      const file = await open(path, 'wx', 0o600);
      try {
        made.digest = await fill(file);
      } finally {
        await file.close();
      }
    };
    await this.#folder.write(name, write, async () => {
      made.stamp = made.digest === null ? null : await this.find(name, signal, made.digest);
      return made.stamp !== null;
    });
    if (made.stamp !== null || made.digest === null) return made.stamp;
    const stamp = await stampOf(this.path(name));
    if (stamp !== null) await this.#note(name, { digest: made.digest, stamp });
    return stamp;
  }

  /** Without it the tar is read once more before it is believed. */
  async #note(name: string, known: Known): Promise<void> {
    const text = sealRecord(name, known);
    await this.#folder.write(name + ABOUT, (path) => writeFile(path, text, { mode: 0o600 })).catch(() => {});
  }
}

/** What a file is found to be by reading it; null where it changed meanwhile, or cannot be read. */
async function lookAt(path: string, like: Digest, signal: AbortSignal): Promise<Known | null> {
  const file = await openKept(path).catch(() => null);
  if (file === null) return null;
  try {
    const stamp = fileStamp(await file.stat({ bigint: true }));
    const digest = startDigest(splitDigest(like).algorithm);
    const piece = Buffer.allocUnsafeSlow(PIECE_BYTES);
    for (;;) {
      signal.throwIfAborted();
      const { bytesRead } = await file.read(piece, 0, piece.length, null);
      if (bytesRead === 0) break;
      digest.update(piece.subarray(0, bytesRead));
    }
    const isSame = fileStamp(await file.stat({ bigint: true })) === stamp;
    return isSame ? { digest: digest.digest(), stamp } : null;
  } finally {
    await file.close();
  }
}
