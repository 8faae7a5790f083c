import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { root } from './root.mjs';

/**
 * @typedef {object} SourceOptions
 * @property {string} [from] Folder that the paths are relative to; the checkout if left out.
 * @property {(path: string) => boolean} [skip]
 * @property {Map<string, string>} [known] Hashes by path, for who hashes several lists that have paths in common.
 */

/**
 * A SHA-256 over names and contents of files, and of all files in folders: what a piece of work was made from.
 *
 * Contents, not times: a fresh checkout or a switched branch must not build again what is the same. It reads a few
 * hundred small files, some tens of milliseconds.
 *
 * @param {readonly string[]} paths What is not there counts as such.
 * @param {SourceOptions} [options]
 */
export function hashSources(paths, options) {
  return hashPaths(paths, (path) => readFileSync(path), options);
}

/**
 * The same over sizes and times instead of contents, which takes a quarter of the time. The time of the last change of
 * a file's record cannot be set back, so where nothing differs the contents do not differ either; the reverse does not hold.
 *
 * @param {readonly string[]} paths
 * @param {SourceOptions} [options]
 */
export function hashTimes(paths, options) {
  return hashPaths(paths, (_, { mtimeMs, ctimeMs, ino }) => `${mtimeMs} ${ctimeMs} ${ino}`, options);
}

/**
 * @param {readonly string[]} paths
 * @param {(path: string, stats: import('node:fs').Stats) => string | Buffer} what
 * @param {SourceOptions} [options]
 */
function hashPaths(paths, what, { from = root, skip = () => false, known = new Map() } = {}) {
  const all = createHash('sha256');
  for (const path of paths) {
    let digest = known.get(path);
    if (digest === undefined) {
      const hash = createHash('sha256');
      addToHash(hash, path);
      digest = hash.digest('hex');
      known.set(path, digest);
    }
    all.update(digest);
  }
  return all.digest('hex');

  /**
   * @param {import('node:crypto').Hash} hash
   * @param {string} path
   */
  function addToHash(hash, path) {
    if (skip(path)) return;
    const stats = statSync(join(from, path), { throwIfNoEntry: false });
    if (stats === undefined) {
      hash.update(`absent ${path}\0`);
    } else if (stats.isDirectory()) {
      for (const name of readdirSync(join(from, path)).sort()) addToHash(hash, `${path}/${name}`);
    } else {
      // The size keeps the end of one file and the name of the next apart.
      hash.update(`file ${path}\0${stats.size}\0`).update(what(join(from, path), stats));
    }
  }
}

/**
 * Whether the work that left its stamp at `stampPath` was done on just these sources.
 * @param {string} stampPath
 * @param {string} hash
 */
export function isStamped(stampPath, hash) {
  return readStamp(stampPath) === hash;
}

/**
 * The hash that was written, or null.
 * @param {string} stampPath
 */
export function readStamp(stampPath) {
  try {
    return readFileSync(stampPath, 'utf8');
  } catch {
    return null;
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
