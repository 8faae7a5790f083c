import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkoutFolder } from './folders';

const END = '<!-- end of results -->';

/** Puts a report between its two marks in docs/performance.md. @throws Error where they are not there. */
export function writeResults(script: 'bench' | 'bench:page', report: string): void {
  const mark = `<!-- results: npm run ${script} -- --write -->`;
  const path = join(checkoutFolder, 'docs/performance.md');
  const text = readFileSync(path, 'utf8');
  const begin = text.indexOf(mark);
  const end = text.indexOf(END, begin);
  if (begin < 0 || end < begin) throw new Error(`${path} has no place for results`);
  writeFileSync(path, `${text.slice(0, begin + mark.length)}\n\n${report}\n\n${text.slice(end)}`);
}
