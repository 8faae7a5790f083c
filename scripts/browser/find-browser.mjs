import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { run } from '../bootstrap/run.mjs';

/** @typedef {{ readonly path: string, readonly name: string }} Browser `name` with its version. */

const programs = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'chrome',
  'microsoft-edge',
  'microsoft-edge-stable',
];

const usualPlaces = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  ...[process.env.PROGRAMFILES, process.env['PROGRAMFILES(X86)'], process.env.LOCALAPPDATA].flatMap((folder) =>
    folder === undefined
      ? []
      : [join(folder, 'Google/Chrome/Application/chrome.exe'), join(folder, 'Microsoft/Edge/Application/msedge.exe')],
  ),
];

/**
 * The browser that `STRATASCOPE_BROWSER` names, else a Chromium, Chrome or Edge of this machine that starts.
 *
 * @returns {Promise<Browser | null>}
 */
export async function findBrowser() {
  const named = process.env.STRATASCOPE_BROWSER;
  const folders = (process.env.PATH ?? '').split(delimiter);
  const candidates = named
    ? [named]
    : [...programs.flatMap((name) => folders.map((folder) => join(folder, name))), ...usualPlaces];
  for (const path of candidates) {
    const browser = await versionOf(path);
    if (browser !== null) return browser;
  }
  return null;
}

/**
 * Asks a browser for its version: a stub that stands for one not installed has none.
 *
 * @param {string} path
 * @returns {Promise<Browser | null>}
 */
export async function versionOf(path) {
  if (!existsSync(path)) return null;
  // Chrome of Windows opens a window when asked; that it is there has to do.
  if (process.platform === 'win32') return { path, name: path };
  const { code, output } = await run(path, ['--version']);
  const name = /(?:Chromium|Chrome|Edge)[^\n]*?\d+(?:\.\d+)+/.exec(output)?.[0];
  return code === 0 && name !== undefined ? { path, name } : null;
}
