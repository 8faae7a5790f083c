import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

/** A folder for files of one process, gone when it ends. */
export interface ProcessFolder {
  /** Makes it the first time, and removes what processes left that ended without a chance to. */
  path(): Promise<string>;
  remove(): Promise<void>;
}

/** @param parent Shared by all processes; a folder's name tells whose it is. */
export function createProcessFolder(parent: string): ProcessFolder {
  const folder = join(parent, `${process.pid}-${randomUUID()}`);
  let making: Promise<string> | null = null;
  const removeNow = () => rmSync(folder, { recursive: true, force: true });

  const make = async () => {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    process.once('exit', removeNow);
    await removeLeftOvers(parent);
    return folder;
  };

  return {
    path() {
      making ??= make();
      return making;
    },
    async remove() {
      if (making === null) return;
      await making;
      making = null;
      process.off('exit', removeNow);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function removeLeftOvers(parent: string): Promise<void> {
  for (const name of await readdir(parent)) {
    const owner = /^(\d+)-/.exec(name)?.[1];
    if (owner !== undefined && !isRunning(Number(owner)))
      await rm(join(parent, name), { recursive: true, force: true });
  }
}

function isRunning(pid: number): boolean {
  try {
    // Signal 0 asks only whether it could be sent.
    return process.kill(pid, 0);
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
