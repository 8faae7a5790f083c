// Stands in for the program that runs cases: case 2 never ends, case 3 dies, case 4 finds something, all others are well.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const { from, count, folder } = JSON.parse(process.argv[2] ?? '');
const end = { kind: 'end', milliseconds: 1, codes: ['tar-corrupt'], images: 1, compared: 1, peakBytes: 1 };
for (let number = from; number < from + count; number++) {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'image.tar'), `case ${number}`);
  process.send({ kind: 'begin', number, form: 'planted', changes: ['a change'] });
  await new Promise((resolve) => setTimeout(resolve, 50));
  if (number === 2) for (;;) Math.random();
  if (number === 3) throw new TypeError('of the planted case');
  process.send({ ...end, number, finding: number === 4 ? 'planted' : null });
  if (number === 4) break;
}
process.disconnect();
