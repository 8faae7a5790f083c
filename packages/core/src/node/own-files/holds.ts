import { randomUUID } from 'node:crypto';
import { mkdir, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isLeftOver, nameWithoutOwner, ownName } from './owner';

/** Folder, in each folder whose files can be held, of the holds on them. */
export const HELD = 'held';

/** Gives a hold up. */
export type Release = () => Promise<void>;

/**
 * Keeps all processes from taking a file of a folder away as long as this one needs it. A hold ends with its process,
 * however that ends.
 *
 * Where none can be made, as on a full disk, the file is used without.
 */
export async function holdFile(folder: string, name: string): Promise<Release> {
  const path = join(folder, HELD, ownName(`${randomUUID()}~${name}`));
  try {
    await mkdir(join(folder, HELD), { recursive: true, mode: 0o700 });
    await writeFile(path, '', { flag: 'wx', mode: 0o600 });
  } catch {
    return async () => {};
  }
  return () => rm(path, { force: true }).catch(() => {});
}

/** Names of the files that some process holds. */
export async function heldNames(folder: string): Promise<ReadonlySet<string>> {
  const held = new Set<string>();
  for (const name of await readdir(join(folder, HELD)).catch(() => [])) {
    const path = join(folder, HELD, name);
    const stats = await stat(path).catch(() => null);
    if (stats === null) continue;
    if (isLeftOver(name, stats.mtimeMs)) await rm(path, { force: true }).catch(() => {});
    else held.add(nameWithoutOwner(name).replace(/^[^~]*~/, ''));
  }
  return held;
}
