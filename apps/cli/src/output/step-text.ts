import { instructionLine, visibleString } from '@stratascope/core';

const LONGEST = 100;

/** A step of the history in a line, safe for a terminal, and cut where it is long. */
export function stepText(createdBy: string): string {
  const { word, text } = instructionLine(createdBy);
  const line = visibleString(word === null ? text : `${word} ${text}`.trim());
  return line.length <= LONGEST ? line : `${line.slice(0, LONGEST - 1)}…`;
}
