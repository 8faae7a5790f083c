import { runVitest } from './vitest.mjs';

/** @type {import('./outcome.mjs').Check} */
export const tests = {
  name: 'unit',
  title: 'Unit, property, contract and conformance tests',
  async run() {
    const outcome = await runVitest();
    if (process.env.STRATASCOPE_CORPUS !== undefined) return outcome;
    return { ...outcome, note: 'without the corpus: STRATASCOPE_CORPUS is not set' };
  },
};
