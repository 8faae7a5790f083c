import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../bootstrap/root.mjs';
import { runTool } from '../bootstrap/run.mjs';

/**
 * Each half of the house against the types that it may see: the engine without those of Node and the DOM, the page
 * without Node's, the rest without the DOM's. What a half must not use does not compile.
 */
const projects = JSON.parse(readFileSync(join(root, 'tsconfig.json'), 'utf8')).references.map(
  (/** @type {{ path: string }} */ { path }) => path,
);

/** @type {import('./outcome.mjs').Check} */
export const types = {
  name: 'types',
  title: 'Types',
  async run() {
    let failed = 0;
    let output = '';
    for (const project of projects) {
      const result = await runTool('typescript', ['-p', project, '--pretty', 'false'], { bin: 'tsc' });
      // A project whose room has no source yet is nothing to complain about.
      if (result.code === 0 || result.output.includes('TS18003')) continue;
      failed++;
      output += result.output;
    }
    return { passed: projects.length - failed, failed, output, note: `${projects.length} projects` };
  },
};
