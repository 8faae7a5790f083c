import { join } from 'node:path';
import { root } from '../bootstrap/root.mjs';
import { runTool } from '../bootstrap/run.mjs';

/** Builds the page of the gallery; a second or two. */
export function buildGallery() {
  return runTool('vite', ['build', '--config', 'gallery/vite.config.ts', '--logLevel', 'warn'], {
    cwd: join(root, 'apps/web'),
  });
}
