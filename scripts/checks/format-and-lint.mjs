import { runTool } from '../bootstrap/run.mjs';
import { oneQuestion } from './outcome.mjs';

/** @type {import('./outcome.mjs').Check} */
export const formatAndLint = {
  name: 'lint',
  title: 'Format and lint',
  async run() {
    const result = await runTool('@biomejs/biome', ['check', '--error-on-warnings', '--max-diagnostics=50']);
    return oneQuestion(result, /Checked \d+ files/.exec(result.output)?.[0].toLowerCase());
  },
};
