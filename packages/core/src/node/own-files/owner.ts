import { createHash } from 'node:crypto';
import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';

/**
 * What a process of another machine or container left cannot be asked about, so it counts as left over when nothing was
 * written to it for so long.
 */
const ABANDONED_AFTER_MILLISECONDS = 60 * 60 * 1000;

/** Number of the process, when it was started, and where: numbers come back, and each container counts its own. */
const OWNED = /^(\d+)\.(\d+)\.([0-9a-f]{8})~/;

/** A name of something that belongs to this process as long as it runs: an unfinished file, a hold. */
export function ownName(rest: string): string {
  return `${process.pid}.${ownStart()}.${place()}~${rest}`;
}

/** What follows the owner in a name of {@link ownName}. */
export function nameWithoutOwner(name: string): string {
  return name.replace(OWNED, '');
}

/**
 * Whether the process that a name belongs to has ended without taking it away.
 *
 * @param changedAt When the file was last written to, in milliseconds.
 */
export function isLeftOver(name: string, changedAt: number): boolean {
  const [, pid, start, where] = OWNED.exec(name) ?? [];
  if (where !== place()) return Date.now() - changedAt > ABANDONED_AFTER_MILLISECONDS;
  if (Number(pid) === process.pid) return start !== ownStart();
  return !isRunning(Number(pid), start ?? '0');
}

function isRunning(pid: number, start: string): boolean {
  try {
    // Signal 0 asks only whether it could be sent.
    process.kill(pid, 0);
  } catch (error) {
    const isForbidden = error instanceof Error && 'code' in error && error.code === 'EPERM';
    if (!isForbidden) return false;
  }
  const status = readStatus(pid);
  // Where the system does not say more, a process of that number is taken for the one that is meant.
  return status === null || (status.start === start && !status.isEnded);
}

/** What Linux says of a process: when it was started, in ticks since the machine was; null elsewhere. */
function readStatus(pid: number | 'self'): { readonly start: string; readonly isEnded: boolean } | null {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'latin1');
    // The name of the command stands in brackets, and may hold anything.
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
    return { start: fields[19] ?? '0', isEnded: fields[0] === 'Z' || fields[0] === 'X' };
  } catch {
    return null;
  }
}

let start: string | null = null;
function ownStart(): string {
  start ??= readStatus('self')?.start ?? '0';
  return start;
}

let placeName: string | null = null;
function place(): string {
  placeName ??= createHash('sha256').update(`${hostname()}\n${processNamespace()}`).digest('hex').slice(0, 8);
  return placeName;
}

function processNamespace(): string {
  try {
    return readlinkSync('/proc/self/ns/pid');
  } catch {
    return '';
  }
}
