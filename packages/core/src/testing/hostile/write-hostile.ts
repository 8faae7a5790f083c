import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { HOSTILE_DOCUMENTS } from './hostile-documents';
import { HOSTILE_LAYERS } from './hostile-layers';

// `write-hostile FOLDER [WORD…]`: writes the hostile inputs whose names hold one of the words, and says on stdout, as
// JSON, what has to come of each.
const [folder = '', ...words] = process.argv.slice(2);
mkdirSync(folder, { recursive: true });
const chosen = [...HOSTILE_LAYERS, ...HOSTILE_DOCUMENTS].filter(
  ({ name }) => words.length === 0 || words.some((word) => name.includes(word)),
);
const written = chosen.map(({ name, what, outcome, code, exit = 3, bytes }) => {
  writeFileSync(join(folder, name), bytes());
  return {
    file: name,
    what,
    outcome: outcome === 'error' ? 'error' : 'partial',
    exit,
    ...(code === null ? {} : { code }),
  };
});
process.stdout.write(JSON.stringify(written));
