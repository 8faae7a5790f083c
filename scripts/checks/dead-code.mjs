import { runTool } from '../bootstrap/run.mjs';
import { oneQuestion } from './outcome.mjs';

/** @type {import('./outcome.mjs').Check} */
export const deadCode = {
  name: 'dead-code',
  title: 'Dead code',
  async run() {
    return oneQuestion(await runTool('knip', ['--no-progress', '--treat-config-hints-as-errors']));
  },
};
