import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { root } from './root.mjs';

/**
 * A SHA-256 over names and contents of files, and of all files in folders: what a piece of work was made from.
 *
 * Contents, not times: a fresh checkout or a switched branch must not build again what is the same. It reads a few
 * hundred small files, some tens of milliseconds.
 *
 * @param {readonly string[]} paths Relative to `from`; what is not there counts as such.
 * @param {{ readonly from?: string, readonly skip?: (path: string) => boolean }} [options]
 */
export function hashSources(paths, { from = root, skip = () => false } = {}) {
  const hash = createHash('sha256');
  for (const path of paths) addToHash(path);
  return hash.digest('hex');

  /** @param {string} path */
  function addToHash(path) {
    if (skip(path)) return;
    const stats = statSync(join(from, path), { throwIfNoEntry: false });
    if (stats === undefined) {
      hash.update(`absent ${path}\0`);
    } else if (stats.isDirectory()) {
      for (const name of readdirSync(join(from, path)).sort()) addToHash(`${path}/${name}`);
    } else {
      // The size keeps the end of one file and the name of the next apart.
      hash.update(`file ${path}\0${stats.size}\0`).update(readFileSync(join(from, path)));
    }
  }
}

/**
 * Whether the work that left its stamp at `stampPath` was done on just these sources.
 * @param {string} stampPath
 * @param {string} hash
 */
export function isStamped(stampPath, hash) {
  try {
    return readFileSync(stampPath, 'utf8') === hash;
  } catch {
    return false;
  }
}

/**
 * @param {string} stampPath
 * @param {string} hash
 */
export function writeStamp(stampPath, hash) {
  mkdirSync(dirname(stampPath), { recursive: true });
  writeFileSync(stampPath, hash);
}
