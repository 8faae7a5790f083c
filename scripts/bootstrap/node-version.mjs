import { readFileSync } from 'node:fs';

/**
 * Ends the process with a clear message where Node is older than `engines.node` asks.
 *
 * Imports nothing that an old Node lacks, so that the message is what is seen and no syntax error: whoever calls this
 * imports all else afterwards, with `import()`.
 */
export function requireNode() {
  const { engines } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
  const wanted = engines.node.replace('>=', '');
  if (isAtLeast(process.versions.node, wanted)) return;
  console.error(`Stratascope needs Node ${wanted} or newer; this is Node ${process.versions.node}.`);
  console.error('Install a current one from https://nodejs.org (24 LTS is a good choice) and try again.');
  process.exit(1);
}

/**
 * Whether version `actual` is `wanted` or newer, number by number.
 * @param {string} actual
 * @param {string} wanted
 */
export function isAtLeast(actual, wanted) {
  const ours = actual.split('.').map(Number);
  const theirs = wanted.split('.').map(Number);
  for (let part = 0; part < theirs.length; part++) {
    const difference = (ours[part] || 0) - (theirs[part] || 0);
    if (difference !== 0) return difference > 0;
  }
  return true;
}
