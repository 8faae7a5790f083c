import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { root } from '../bootstrap/root.mjs';
import { run, runTool } from '../bootstrap/run.mjs';
import { findBrowser, versionOf } from './find-browser.mjs';

/**
 * A browser to test in, and a font for Chinese beside it: one that is there; else Playwright's own, downloaded; else, as
 * root on Debian, its package.
 *
 * @returns {Promise<import('./find-browser.mjs').Browser>}
 * @throws {Error} that says in one line what to install.
 */
export async function provideBrowser() {
  const browser =
    (await findBrowser()) ?? (await downloadBrowser()) ?? (await installPackages(['chromium'], findBrowser));
  if (browser === null) {
    throw new Error('No browser to test in: install Chromium, Chrome or Edge, or name one in STRATASCOPE_BROWSER.');
  }
  if (process.platform === 'linux' && !(await hasChineseFont())) {
    const isInstalled = await installPackages(['fonts-noto-cjk'], async () => ((await hasChineseFont()) ? true : null));
    if (!isInstalled)
      console.log('  There is no font for Chinese here (Debian: fonts-noto-cjk); pictures will show boxes.');
  }
  return browser;
}

async function downloadBrowser() {
  console.log('  No Chromium, Chrome or Edge here; trying to download one for the tests …');
  await runTool('@playwright/test', ['install', 'chromium'], {
    bin: 'playwright',
    from: 'e2e',
    env: { PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT: '15000', PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD: '' },
  });
  const { chromium } = createRequire(join(root, 'e2e/'))('@playwright/test');
  return versionOf(chromium.executablePath());
}

/**
 * Installs Debian packages, where this is Debian and we may; then looks whether they gave what was wanted.
 *
 * @template T
 * @param {readonly string[]} packages
 * @param {() => Promise<T | null>} look
 * @returns {Promise<T | null>}
 */
async function installPackages(packages, look) {
  const isDebian = existsSync('/etc/debian_version') && existsSync('/usr/bin/apt-get');
  if (!isDebian || process.getuid?.() !== 0) return null;
  console.log(`  Installing the Debian package ${packages.join(', ')} for the tests …`);
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  await run('apt-get', ['update'], { env });
  const { code, output } = await run('apt-get', ['install', '-y', '--no-install-recommends', ...packages], { env });
  if (code !== 0) console.log(output);
  return look();
}

async function hasChineseFont() {
  const { code, output } = await run('fc-list', [':lang=zh']);
  return code === 0 && output.trim() !== '';
}
