import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { withProgress } from './progress.mjs';
import { root } from './root.mjs';
import { run } from './run.mjs';
import { hashSources, isStamped, writeStamp } from './stamp.mjs';

const stampPath = join(root, 'node_modules/.stratascope-installed');

/**
 * Installs what the lockfile names, unless `node_modules` was installed from just this lockfile and these manifests.
 *
 * pnpm does it: the one on PATH if its major is the one of `packageManager`, else that version by npx, so that Node and
 * npm are all that a machine needs.
 *
 * @throws {Error} with what to do next.
 */
export async function ensureInstalled() {
  const hash = hashSources(manifests());
  if (isStamped(stampPath, hash)) return;

  const { packageManager } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const version = packageManager.replace('pnpm@', '');
  const [command, ...args] = await findPnpm(version);
  const install = [...args, 'install', '--frozen-lockfile'];
  await withProgress(
    { doing: 'Installing packages (the first time takes a minute)', done: 'Packages installed' },
    async () => {
      const result = await run(command, install, {
        env: { PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD: '1', CI: 'true', npm_config_update_notifier: 'false' },
      });
      if (result.code !== 0) throw new Error(explainFailure([command, ...install].join(' '), result.output));
    },
  );
  writeStamp(stampPath, hash);
}

/** The lockfile, the workspace file and the manifests of all packages. */
function manifests() {
  const folders = ['.', 'apps', 'packages'].flatMap((parent) =>
    readdirSync(join(root, parent))
      .sort()
      .map((name) => `${parent}/${name}/package.json`)
      .filter((path) => existsSync(join(root, path)) && !path.includes('node_modules')),
  );
  return ['pnpm-lock.yaml', 'pnpm-workspace.yaml', 'package.json', ...folders];
}

/**
 * The command that runs pnpm of the wanted major.
 * @param {string} version
 * @returns {Promise<[string, ...string[]]>}
 */
async function findPnpm(version) {
  // Outside of the checkout, where pnpm would fetch and switch to the pinned version just to print its own.
  const found = await run('pnpm', ['--version'], { cwd: join(root, '..') });
  const hasMajor = found.code === 0 && found.output.trim().split('.')[0] === version.split('.')[0];
  return hasMajor ? ['pnpm'] : ['npx', '--yes', `pnpm@${version}`];
}

/**
 * @param {string} command
 * @param {string} output
 */
function explainFailure(command, output) {
  const isOffline = /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT|ENETUNREACH|ERR_PNPM_META_FETCH_FAIL|ENOTCACHED/.test(
    output,
  );
  const reason = isOffline
    ? 'The packages could not be fetched: this machine seems to be offline, and pnpm or its packages are not here yet.'
    : `The packages could not be installed:\n\n${output.trim()}\n`;
  return `${reason}\nOnce the network is there, run in the checkout:\n\n  ${command}`;
}
