// `npm test [-- CHECK…]`: all that has to hold. `npm run check` is the same without the browser (`--no-browser`).
// Names of checks run those alone, e.g. `npm run check -- types arrows`.
import { requireNode } from './bootstrap/node-version.mjs';

requireNode();
const { ensureInstalled } = await import('./bootstrap/install.mjs');
try {
  await ensureInstalled();
} catch (error) {
  console.error(`\n${error instanceof Error ? error.message : error}\n\n0 passed, 1 failed`);
  process.exit(1);
}

// Only now: the checks use packages that may just have been installed.
const { browserChecks, checks } = await import('./checks/index.mjs');
const { runChecks } = await import('./checks/run-checks.mjs');
const names = process.argv.slice(2).filter((argument) => argument !== '--no-browser');
const unknown = names.filter((name) => !checks.some((check) => check.name === name));
if (unknown.length > 0) {
  console.error(`There is no check ${unknown.join(', ')}. There are: ${checks.map(({ name }) => name).join(', ')}.`);
  process.exit(2);
}
const chosen = checks
  .filter((check) => names.length === 0 || names.includes(check.name))
  .filter((check) => !process.argv.includes('--no-browser') || !browserChecks.includes(check));
process.exitCode = (await runChecks(chosen)) ? 0 : 1;
