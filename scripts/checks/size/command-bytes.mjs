import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Bytes of all JavaScript of the built command: its entries and their chunks, without page and samples.
 * @param {string} dist
 */
export function commandBytes(dist) {
  const files = [dist, join(dist, 'chunks')].flatMap((folder) =>
    readdirSync(folder)
      .filter((name) => name.endsWith('.js'))
      .map((name) => join(folder, name)),
  );
  return files.reduce((sum, file) => sum + statSync(file).size, 0);
}
