import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './root.mjs';
import { runTool } from './run.mjs';

/**
 * @typedef {object} BuildPart
 * @property {string} name
 * @property {string} title For people.
 * @property {readonly string[]} sources What it is made from: files and folders; the part is built again when they change.
 * @property {() => boolean} isThere
 * @property {() => Promise<import('./run.mjs').RunResult>} build
 */

const engine = [
  'packages/core/src',
  'packages/core/package.json',
  'packages/protocol/src',
  'pnpm-lock.yaml',
  'scripts/bootstrap/build-parts.mjs',
];

/**
 * The product: one folder, `apps/cli/dist`, with the command, the page that it serves and the sample images.
 *
 * @type {readonly BuildPart[]}
 */
export const buildParts = [
  {
    name: 'command',
    title: 'the command',
    sources: [...engine, 'apps/api/src', 'apps/cli/src', 'apps/cli/vite.config.ts', 'apps/cli/package.json'],
    isThere: () => existsSync(join(root, 'apps/cli/vite.config.ts')),
    build: () => {
      // Chunks have new names in each build, and Vite must not empty the folder that page and samples are in.
      rmSync(join(root, 'apps/cli/dist/chunks'), { recursive: true, force: true });
      return runTool('vite', ['build', '--logLevel', 'warn'], { cwd: join(root, 'apps/cli') });
    },
  },
  {
    name: 'page',
    title: 'the page',
    sources: [...engine, 'apps/web'],
    isThere: () => existsSync(join(root, 'apps/web/vite.config.ts')),
    build: () =>
      runTool('vite', ['build', '--logLevel', 'warn', '--manifest', '--outDir', '../cli/dist/web', '--emptyOutDir'], {
        cwd: join(root, 'apps/web'),
      }),
  },
  {
    name: 'samples',
    title: 'the sample images',
    sources: [...engine, 'fixtures/src', 'fixtures/package.json'],
    isThere: () => existsSync(join(root, 'fixtures/src/build.ts')),
    build: () => runTool('tsx', [join(root, 'fixtures/src/build.ts'), join(root, 'apps/cli/dist/samples')]),
  },
];
