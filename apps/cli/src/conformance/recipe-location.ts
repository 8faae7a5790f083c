import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { archive, docker25, type ImageRecipe } from '@stratascope/core/testing';
import type { CommandRunner } from './run-in-memory';

/** Writes images as an archive in the runner's folder, and gives its path. */
export function writeArchive(runner: CommandRunner, name: string, images: readonly ImageRecipe[]): string {
  const folder = join(runner.dataFolder, 'archives');
  mkdirSync(folder, { recursive: true });
  const path = join(folder, name);
  writeFileSync(path, archive(docker25(images)));
  return path;
}
