import { readFileSync } from 'node:fs';
import type { ProgramAnswer } from './program-answer';

/** Ends a program's work: tells the time of the timed part, its memory and what it counted. */
export function tellAnswer(milliseconds: number, counts: ProgramAnswer['counts'] = {}): void {
  const answer: ProgramAnswer = { milliseconds, peakRssBytes: peakRssBytes(), counts };
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}

/** Awaits the timed part, and tells how long it took and what it counted. */
export async function tellTimed(work: () => Promise<ProgramAnswer['counts']>): Promise<void> {
  const startedAt = performance.now();
  const counts = await work();
  tellAnswer(performance.now() - startedAt, counts);
}

function peakRssBytes(): number {
  try {
    // `maxRSS` begins with what the parent had when it forked; this line is the process's own.
    const line = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'latin1'));
    if (line?.[1] !== undefined) return Number(line[1]) * 1024;
  } catch {
    // No such file but on Linux.
  }
  return process.resourceUsage().maxRSS * 1024;
}
