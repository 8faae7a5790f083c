import { findViolations, roomOf } from './arrows/find-violations.mjs';
import { sourceFiles } from './arrows/source-files.mjs';

/** @type {import('./outcome.mjs').Check} */
export const arrows = {
  name: 'arrows',
  title: 'Arrows of import',
  async run() {
    const files = sourceFiles(['packages', 'apps', 'fixtures', 'e2e', 'bench']);
    const strays = files.filter(({ path }) => roomOf(path) === undefined && !/\.config\.ts$/.test(path));
    const lines = [...findViolations(files), ...strays.map(({ path }) => `${path} stands in no room of rooms.mjs`)];
    const isFine = lines.length === 0 && files.length > 0;
    return {
      passed: isFine ? 1 : 0,
      failed: isFine ? 0 : 1,
      output: lines.join('\n'),
      note: `${files.length} modules`,
    };
  },
};
