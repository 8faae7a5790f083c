import { createHash } from 'node:crypto';
import { readdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { LAYER_INDEX_VERSION } from '@stratascope/core';
import { API_VERSION } from '@stratascope/protocol';

/**
 * Names how answers come about: the versions of API and index, and this very build. Browsers keep answers about an image
 * for ever under it, so a program that would answer otherwise must have another: also one that was only mended.
 */
export function answersVersion(): string {
  return `${API_VERSION}.${LAYER_INDEX_VERSION}-${buildStamp(dirname(fileURLToPath(import.meta.url)))}`;
}

/** Follows from names, sizes and times of the files that this code was built to, or is run from. */
function buildStamp(folder: string): string {
  const hash = createHash('sha256');
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()) {
    const { size, mtimeMs } = statSync(join(folder, name));
    hash.update(`${name} ${size} ${mtimeMs}\n`);
  }
  return hash.digest('hex').slice(0, 8);
}
