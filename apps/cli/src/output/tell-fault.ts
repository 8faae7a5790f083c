import { inspect } from 'node:util';
import { visibleLines } from '@stratascope/core';
import type { CommandStreams } from './command-streams';

/** Tells of a fault of this program, with its stack, those who ask for it by `STRATASCOPE_DEBUG`. */
export function tellFault(error: unknown, { err, env }: CommandStreams): void {
  if (!env.STRATASCOPE_DEBUG) return;
  // Names from an image may stand in it.
  err.write(`${visibleLines(inspect(error))}\n`).catch(() => {});
}
