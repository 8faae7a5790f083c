import { join } from 'node:path';
import { buildParts } from './build-parts.mjs';
import { withProgress } from './progress.mjs';
import { root } from './root.mjs';
import { hashSources, hashTimes, isStamped, readStamp, writeStamp } from './stamp.mjs';

/**
 * Builds the parts of the product whose sources are others than at the last build, all at once.
 *
 * @param {{ readonly isForced?: boolean }} [options] `isForced`: builds every part.
 * @throws {Error} with what the build tool wrote.
 */
export async function ensureBuilt({ isForced = false } = {}) {
  const stale = staleParts(isForced);
  if (stale.length === 0) return;

  const names = stale.map(({ part }) => part.title).join(', ');
  await withProgress({ doing: `Building ${names}`, done: `Built ${names}` }, async () => {
    const failures = await Promise.all(
      stale.map(async ({ part, hash, stampPath }) => {
        const { code, output } = await part.build();
        if (code !== 0) return `Building ${part.title} failed:\n\n${output.trim()}\n`;
        writeStamp(stampPath, hash);
        return null;
      }),
    );
    const reasons = failures.filter((failure) => failure !== null);
    if (reasons.length > 0) throw new Error(reasons.join('\n'));
  });
}

/**
 * The parts to build, with the hash of their sources. Contents decide; they are read only where sizes and times are
 * others than when they were read last.
 *
 * @param {boolean} isForced
 */
function staleParts(isForced) {
  const times = { skip: isNoSource, known: new Map() };
  const contents = { skip: isNoSource, known: new Map() };
  return buildParts
    .filter((part) => part.isThere())
    .flatMap((part) => {
      const built = stampPath(part.name);
      const seen = `${built}-seen`;
      const timesHash = hashTimes(part.sources, times);
      if (!isForced && isStamped(seen, `${timesHash} ${readStamp(built)}`)) return [];
      const hash = hashSources(part.sources, contents);
      if (!isForced && isStamped(built, hash)) {
        writeStamp(seen, `${timesHash} ${hash}`);
        return [];
      }
      return [{ part, hash, stampPath: built }];
    });
}

/** @param {string} name */
const stampPath = (name) => join(root, `apps/cli/dist/.${name}-built`);

/**
 * Tests change without the product changing.
 * @param {string} path
 */
function isNoSource(path) {
  return /\/(?:node_modules|dist)$|\.(?:test|case)\.tsx?$|\/\.[^/]*$/.test(path);
}
