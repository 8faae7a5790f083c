import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { ownName } from '@stratascope/core/node';

/** A folder for files of one process, gone when it ends; that of one that is killed is swept away at the next start. */
export interface ProcessFolder {
  /** Makes it the first time. */
  path(): Promise<string>;
  remove(): Promise<void>;
}

/** @param parent Shared by all processes; a folder's name tells whose it is. */
export function createProcessFolder(parent: string): ProcessFolder {
  const folder = join(parent, ownName(randomUUID()));
  let making: Promise<string> | null = null;
  const removeNow = () => rmSync(folder, { recursive: true, force: true });

  const make = async () => {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    process.once('exit', removeNow);
    return folder;
  };

  return {
    path() {
      making ??= make();
      return making;
    },
    async remove() {
      if (making === null) return;
      await making.catch(() => {});
      making = null;
      process.off('exit', removeNow);
      await rm(folder, { recursive: true, force: true });
    },
  };
}
