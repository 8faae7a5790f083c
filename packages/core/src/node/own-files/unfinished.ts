import { randomUUID } from 'node:crypto';
import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { isLeftOver, ownName } from './owner';

/** Folder, in each folder that files are written to, of those that are not whole yet. */
export const UNFINISHED = 'unfinished';

/** A path for a file that becomes one of `folder` when it is whole; the folder for it is made. */
export async function unfinishedPath(folder: string): Promise<string> {
  // What is in images is nobody else's business.
  await mkdir(join(folder, UNFINISHED), { recursive: true, mode: 0o700 });
  return join(folder, UNFINISHED, ownName(randomUUID()));
}

/** Removes what processes that have ended were writing to `folder`. */
export function sweepUnfinished(folder: string): Promise<void> {
  return sweepLeftOvers(join(folder, UNFINISHED));
}

/** Removes the files of a folder that belong to processes that have ended. */
export async function sweepLeftOvers(folder: string): Promise<void> {
  for (const name of await readdir(folder).catch(() => [])) {
    const path = join(folder, name);
    const stats = await stat(path).catch(() => null);
    if (stats !== null && isLeftOver(name, stats.mtimeMs))
      await rm(path, { recursive: true, force: true }).catch(() => {});
  }
}
