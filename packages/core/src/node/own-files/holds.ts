import { randomUUID } from 'node:crypto';
import { mkdir, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { isLeftOver, nameWithoutOwner, ownName } from './owner';

/** Folder, in each folder whose files can be held, of the holds on them. */
export const HELD = 'held';

/** Stands for no file: somebody who takes away what is not held. */
const REMOVER = '';

/** To take away a full cache takes less; whoever takes longer hangs. */
const MOST_WAITING_MILLISECONDS = 10_000;
const LOOK_EVERY_MILLISECONDS = 5;

/** Gives a hold up. */
export type Release = () => Promise<void>;

/**
 * Keeps all processes from taking a file of a folder away as long as this one needs it. A hold ends with its process,
 * however that ends. The file is to be looked for only now: whoever was taking files away has finished.
 *
 * Where no hold can be made, as on a full disk, the file is used without.
 */
export async function holdFile(folder: string, name: string): Promise<Release> {
  const release = await putUp(folder, name);
  const until = Date.now() + MOST_WAITING_MILLISECONDS;
  while ((await heldNames(folder)).has(REMOVER) && Date.now() < until) await delay(LOOK_EVERY_MILLISECONDS);
  return release;
}

/**
 * Runs what takes files of a folder away, with the names of those that it must leave. It says so before it looks for
 * holds, and who holds looks for it after: so one of the two always knows of the other.
 */
export async function removeUnheld<Result>(
  folder: string,
  remove: (held: ReadonlySet<string>) => Promise<Result>,
): Promise<Result> {
  const release = await putUp(folder, REMOVER);
  try {
    return await remove(await heldNames(folder));
  } finally {
    await release();
  }
}

async function putUp(folder: string, name: string): Promise<Release> {
  const path = join(folder, HELD, ownName(`${randomUUID()}~${name}`));
  try {
    await mkdir(join(folder, HELD), { recursive: true, mode: 0o700 });
    await writeFile(path, '', { flag: 'wx', mode: 0o600 });
  } catch {
    return async () => {};
  }
  return () => rm(path, { force: true }).catch(() => {});
}

/** Names of the files that some process holds. What is left of processes that have ended goes. */
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
