import { randomUUID } from 'node:crypto';
import { mkdir, readdir, rename, rm, stat, utimes } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** Files beside their final names are swept away when they are this old: whoever wrote them has died. */
const ABANDONED_AFTER_MILLISECONDS = 60 * 60 * 1000;
/** What is taken away when there is too much, so that not each new file takes one away. */
const KEPT_PART = 0.9;
const TEMPORARY = '.tmp';
/** What is in images is nobody else's business. */
const OWNER_ONLY = 0o700;

/**
 * A folder of files that can all be made again, bounded by their bytes: the least recently used go first.
 *
 * A file appears under its name at once and whole, or not at all. Several processes may share the folder; what one of
 * them deletes while another reads it stays readable to that one, or is made again.
 */
export class BoundedFolder {
  readonly folder: string;
  readonly #mostBytes: number;
  /** By path, in milliseconds. */
  readonly #usedAt = new Map<string, number>();
  /** Null before the folder has been looked through. */
  #bytes: number | null = null;
  /** The look through the folder that is under way. */
  #looking: Promise<number> | null = null;

  constructor(folder: string, mostBytes: number) {
    this.folder = folder;
    this.#mostBytes = mostBytes;
  }

  get mostBytes(): number {
    return this.#mostBytes;
  }

  /** Where the file of that name is, if it is there; `name` may have folders in it, and is never from an image. */
  path(name: string): string {
    return join(this.folder, name);
  }

  /** Notes that it was used, for this process alone: the file stays as it is. */
  noteUse(name: string): void {
    this.#usedAt.set(this.path(name), Date.now());
  }

  /** Notes that it was used, in the time of its last change, for all processes. */
  async touch(name: string): Promise<void> {
    const now = new Date();
    await utimes(this.path(name), now, now).catch(() => {});
  }

  /**
   * Makes a file: `fill` writes it at the path it is given. If that fails or is aborted, nothing is left of it.
   */
  async write(name: string, fill: (path: string) => Promise<void>): Promise<void> {
    const path = this.path(name);
    const temporary = `${path}.${randomUUID()}${TEMPORARY}`;
    await mkdir(dirname(path), { recursive: true, mode: OWNER_ONLY });
    try {
      await fill(temporary);
      await rename(temporary, path);
    } catch (error) {
      await rm(temporary, { force: true });
      throw error;
    }
    await this.#account(path);
  }

  /** A damaged one: so that it is made again. */
  async remove(name: string): Promise<void> {
    await rm(this.path(name), { force: true });
  }

  async #account(path: string): Promise<void> {
    if (this.#bytes !== null) {
      this.#bytes += await stat(path).then(
        ({ size }) => size,
        () => 0,
      );
      if (this.#bytes <= this.#mostBytes) return;
    }
    // An image of many layers writes many files at once; one look is enough for all that come meanwhile.
    this.#looking ??= this.#prune(path).finally(() => {
      this.#looking = null;
    });
    this.#bytes = await this.#looking;
  }

  /** Returns the bytes that are left. `spared`: what was written just now. */
  async #prune(spared: string): Promise<number> {
    const files = await listFiles(this.folder);
    const abandonedBefore = Date.now() - ABANDONED_AFTER_MILLISECONDS;
    let bytes = 0;
    const kept: FileOnDisk[] = [];
    for (const file of files) {
      if (file.path.endsWith(TEMPORARY)) {
        if (file.usedAt < abandonedBefore) await rm(file.path, { force: true });
        continue;
      }
      bytes += file.size;
      if (file.path !== spared) kept.push(file);
    }
    if (bytes <= this.#mostBytes) return bytes;
    const usedAt = (file: FileOnDisk) => Math.max(file.usedAt, this.#usedAt.get(file.path) ?? 0);
    kept.sort((one, other) => usedAt(one) - usedAt(other));
    for (const file of kept) {
      if (bytes <= this.#mostBytes * KEPT_PART) break;
      this.#usedAt.delete(file.path);
      await rm(file.path, { force: true }).catch(() => {});
      bytes -= file.size;
    }
    return bytes;
  }
}

interface FileOnDisk {
  readonly path: string;
  readonly size: number;
  readonly usedAt: number;
}

async function listFiles(folder: string): Promise<readonly FileOnDisk[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const files: FileOnDisk[] = [];
  for (const entry of entries) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    // One that another process has just deleted is not there any more.
    const stats = await stat(path).catch(() => null);
    if (stats !== null) files.push({ path, size: stats.size, usedAt: stats.mtimeMs });
  }
  return files;
}
