import { link, mkdir, readdir, rename, rm, stat, utimes } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { HELD, removeUnheld } from './holds';
import { sweepUnfinished, UNFINISHED, unfinishedPath } from './unfinished';

/** What is taken away when there is too much, so that not each new file takes one away. */
const KEPT_PART = 0.9;
/** Other processes write too: what they brought is found out by looking anew once in a while. */
const LOOK_AFTER_MILLISECONDS = 60 * 1000;
/** A file of this ending belongs to the one that is named so without it: they go together. */
export const ABOUT = '.about';
/** What is in images is nobody else's business. */
const OWNER_ONLY = 0o700;

/** What lies in a folder. */
export interface FolderUsage {
  readonly bytes: number;
  readonly files: number;
}

/**
 * A folder of files that can all be made again, bounded by their bytes: the least recently used go first.
 *
 * A file appears under its name at once and whole, or not at all. Several processes may share the folder: what is held
 * ({@link holdFile}) stays, and what one deletes while another reads it stays readable to that one, or is made again.
 */
export class BoundedFolder {
  readonly folder: string;
  readonly #mostBytes: number;
  /** Null before the folder has been looked through. */
  #bytes: number | null = null;
  #lookedAt = 0;
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

  /** Notes that it was used, in the time of its last change, for all processes. */
  async touch(name: string): Promise<void> {
    const now = new Date();
    await utimes(this.path(name), now, now).catch(() => {});
  }

  /**
   * Makes a file: `fill` writes it at the path it is given. If that fails or is aborted, nothing is left of it.
   *
   * What stands under that name goes, unless `staysIf` says that it is as good: others may be reading it.
   */
  async write(
    name: string,
    fill: (path: string) => Promise<void>,
    staysIf: () => Promise<boolean> = async () => false,
  ): Promise<void> {
    const path = this.path(name);
    await mkdir(dirname(path), { recursive: true, mode: OWNER_ONLY });
    const unfinished = await unfinishedPath(this.folder);
    try {
      await fill(unfinished);
      await finish(unfinished, path, staysIf);
    } catch (error) {
      await rm(unfinished, { force: true }).catch(() => {});
      throw error;
    }
    await this.#account(path);
  }

  /** Takes away what is damaged, whatever it is, so that it is made again. */
  async remove(name: string): Promise<void> {
    await rm(this.path(name), { recursive: true, force: true }).catch(() => {});
    await rm(this.path(name) + ABOUT, { recursive: true, force: true }).catch(() => {});
  }

  /** Counts all that lies there, whole or not. */
  async usage(): Promise<FolderUsage> {
    const files = await listFiles(this.folder, (name) => !name.startsWith(HELD + sep));
    return { bytes: sumOf(files), files: files.length };
  }

  /** Removes all but what is held, and what is being written. */
  async clear(): Promise<void> {
    await sweepUnfinished(this.folder);
    await removeUnheld(this.folder, async (held) => {
      for (const { path, about } of pairUp(await listFiles(this.folder, isWhole))) {
        if (!held.has(relative(this.folder, path))) await removeAll([path, ...about]);
      }
    });
    this.#bytes = null;
  }

  async #account(path: string): Promise<void> {
    if (this.#bytes !== null && Date.now() - this.#lookedAt < LOOK_AFTER_MILLISECONDS) {
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
    this.#lookedAt = Date.now();
  }

  /** Returns the bytes that are left. `spared`: what was written just now. */
  async #prune(spared: string): Promise<number> {
    await sweepUnfinished(this.folder);
    const files = pairUp(await listFiles(this.folder, isWhole));
    const bytes = sumOf(files);
    if (bytes <= this.#mostBytes) return bytes;
    return removeUnheld(this.folder, async (held) => {
      const oldestFirst = files.filter(({ path }) => path !== spared && !held.has(relative(this.folder, path)));
      oldestFirst.sort((one, other) => one.usedAt - other.usedAt);
      let left = bytes;
      for (const { path, about, size } of oldestFirst) {
        if (left <= this.#mostBytes * KEPT_PART) break;
        await removeAll([path, ...about]);
        left -= size;
      }
      return left;
    });
  }
}

/** Puts a whole file under its name. Of two processes that do so at once, the second finds the file of the first. */
async function finish(unfinished: string, path: string, staysIf: () => Promise<boolean>): Promise<void> {
  const isTaken = await link(unfinished, path).then(
    () => false,
    // Not all file systems have links.
    () => true,
  );
  if (isTaken && !(await staysIf())) return replace(unfinished, path);
  await rm(unfinished, { force: true });
}

async function replace(unfinished: string, path: string): Promise<void> {
  await rename(unfinished, path).catch(async (error: unknown) => {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    // A folder stands in its place: it is none of ours.
    if (!['EISDIR', 'ENOTEMPTY', 'EEXIST', 'EPERM'].includes(code)) throw error;
    await rm(path, { recursive: true, force: true });
    await rename(unfinished, path);
  });
}

async function removeAll(paths: readonly string[]): Promise<void> {
  for (const path of paths) await rm(path, { force: true }).catch(() => {});
}

interface FileOnDisk {
  readonly path: string;
  readonly size: number;
  readonly usedAt: number;
}

/** A file, with the one that tells of it. */
interface FilePair extends FileOnDisk {
  readonly about: readonly string[];
}

function pairUp(files: readonly FileOnDisk[]): FilePair[] {
  const byPath = new Map(files.map((file) => [file.path, file]));
  const pairs: FilePair[] = [];
  for (const file of files) {
    if (file.path.endsWith(ABOUT) && byPath.has(file.path.slice(0, -ABOUT.length))) continue;
    const about = byPath.get(file.path + ABOUT);
    if (about === undefined) pairs.push({ ...file, about: [] });
    else {
      const usedAt = Math.max(file.usedAt, about.usedAt);
      pairs.push({ path: file.path, size: file.size + about.size, usedAt, about: [about.path] });
    }
  }
  return pairs;
}

const sumOf = (files: readonly { readonly size: number }[]) => files.reduce((sum, { size }) => sum + size, 0);

const isWhole = (name: string) => !name.startsWith(UNFINISHED + sep) && !name.startsWith(HELD + sep);

/** The files whose names, from the folder on, are wanted. */
async function listFiles(folder: string, isWanted: (name: string) => boolean): Promise<readonly FileOnDisk[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const files: FileOnDisk[] = [];
  for (const entry of entries) {
    const path = join(entry.parentPath, entry.name);
    if (!entry.isFile() || !isWanted(relative(folder, path))) continue;
    // One that another process has just deleted is not there any more.
    const stats = await stat(path).catch(() => null);
    if (stats !== null) files.push({ path, size: stats.size, usedAt: stats.mtimeMs });
  }
  return files;
}
