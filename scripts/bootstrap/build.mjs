import { join } from 'node:path';
import { buildParts } from './build-parts.mjs';
import { withProgress } from './progress.mjs';
import { root } from './root.mjs';
import { hashSources, isStamped, writeStamp } from './stamp.mjs';

/**
 * Builds the parts of the product whose sources are others than at the last build, all at once.
 *
 * @param {{ readonly isForced?: boolean }} [options] `isForced`: builds every part.
 * @throws {Error} with what the build tool wrote.
 */
export async function ensureBuilt({ isForced = false } = {}) {
  const stale = buildParts
    .filter((part) => part.isThere())
    .map((part) => ({ part, hash: hashSources(part.sources, { skip: isNoSource }), stampPath: stampPath(part.name) }))
    .filter(({ hash, stampPath }) => isForced || !isStamped(stampPath, hash));
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

/** @param {string} name */
const stampPath = (name) => join(root, `apps/cli/dist/.${name}-built`);

/**
 * Tests change without the product changing.
 * @param {string} path
 */
function isNoSource(path) {
  return /\/(?:node_modules|dist)$|\.(?:test|case)\.tsx?$|\/\.[^/]*$/.test(path);
}
