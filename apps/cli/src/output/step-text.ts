import { visibleString } from '@stratascope/core';

const LONGEST = 100;

/** A step of the history in a line: without the shell and the marks that builders put around it, and cut where it is long. */
export function stepText(createdBy: string): string {
  const instruction = createdBy
    .replace(/^\/bin\/sh -c #\(nop\)\s+/, '')
    .replace(/^(?:RUN )?\/bin\/sh -c\s+/, 'RUN ')
    .replace(/\s*# buildkit$/, '');
  const line = visibleString(instruction.replace(/\s+/g, ' ').trim());
  return line.length <= LONGEST ? line : `${line.slice(0, LONGEST - 1)}…`;
}
