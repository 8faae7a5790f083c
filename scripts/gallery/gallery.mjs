import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { root } from '../bootstrap/root.mjs';
import { runTool, toolPath } from '../bootstrap/run.mjs';
import { provideBrowser } from '../browser/provide-browser.mjs';
import { buildGallery } from './build-gallery.mjs';

/** Serves the gallery until it is stopped. */
export async function showGallery() {
  const built = await buildGallery();
  if (built.code !== 0) {
    console.error(built.output);
    return built.code;
  }
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [toolPath('tsx'), join(root, 'e2e/gallery/serve-gallery.ts')], {
      cwd: root,
      stdio: 'inherit',
    });
    // Ctrl-C reaches both; this one waits until the other has put all away.
    process.on('SIGINT', () => undefined);
    child.on('close', (code) => resolve(code ?? 0));
  });
}

/**
 * @param {string} folder
 * @param {string} only
 */
export async function takeGalleryPictures(folder, only) {
  const browser = await provideBrowser();
  const { code } = await runTool(
    '@playwright/test',
    ['test', 'gallery.pictures', '--config', 'pictures/playwright.config.ts', '--reporter=line', '--grep', only],
    {
      bin: 'playwright',
      from: 'e2e',
      cwd: join(root, 'e2e'),
      env: { STRATASCOPE_BROWSER: browser.path, STRATASCOPE_PICTURES: folder },
      onOutput: (text) => process.stdout.write(text),
    },
  );
  console.log(`\nPictures: ${folder}`);
  return code;
}
