import { visibleString } from '@stratascope/core';

const LONGEST = 100;

/** A step of the history in a line: without the shell that the classic builder put around it, and cut where it is long. */
export function stepText(createdBy: string): string {
  const instruction = createdBy.replace(/^\/bin\/sh -c #\(nop\)\s+/, '').replace(/^\/bin\/sh -c\s+/, 'RUN ');
  const line = visibleString(instruction.replace(/\s+/g, ' ').trim());
  return line.length <= LONGEST ? line : `${line.slice(0, LONGEST - 1)}…`;
}
