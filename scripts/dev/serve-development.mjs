import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { root } from '../bootstrap/root.mjs';
import { toolPath } from '../bootstrap/run.mjs';

/** Beside the port of `npm start`, so that both can run. */
const apiPort = '7071';

/**
 * Runs until Ctrl-C: the command is built whenever its sources change and started again whenever it was built; the page
 * is served from source and asks that command's API.
 *
 * @param {readonly string[]} locations What to open; none: the samples.
 */
export function serveDevelopment(locations) {
  const vite = toolPath('vite');
  const children = [
    start([vite, 'build', '--watch', '--logLevel', 'warn'], join(root, 'apps/cli')),
    start(
      ['--watch', '--watch-preserve-output', command(), '--no-open', '--port', apiPort, ...locations],
      process.cwd(),
    ),
    start([vite, '--open'], join(root, 'apps/web'), { STRATASCOPE_API: `http://127.0.0.1:${apiPort}` }),
  ];
  // One that ends takes the others with it: half of a development server is worse than none.
  const stopAll = () => {
    for (const child of children) child.kill();
  };
  for (const child of children) child.on('exit', stopAll);
}

const command = () => join(root, 'apps/cli/dist/stratascope.js');

/**
 * @param {readonly string[]} args
 * @param {string} cwd
 * @param {Readonly<Record<string, string>>} [env]
 */
function start(args, cwd, env = {}) {
  return spawn(process.execPath, args, { cwd, env: { ...process.env, ...env }, stdio: 'inherit' });
}
