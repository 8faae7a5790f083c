import { readFileSync } from 'node:fs';

/** Processor time that another process has had so far, in milliseconds; null where the system does not tell. */
export function processorMilliseconds(pid: number): number | null {
  try {
    // The name in brackets may hold spaces; user and system ticks of a hundredth are fields 14 and 15.
    const fields = readFileSync(`/proc/${pid}/stat`, 'latin1').split(') ').at(-1)?.split(' ') ?? [];
    return (Number(fields[11]) + Number(fields[12])) * 10;
  } catch {
    return null;
  }
}

/** Bytes that another process has resident now, or had at most; null where the system does not tell. */
export function residentBytes(pid: number, when: 'now' | 'peak'): number | null {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'latin1');
    const line = new RegExp(`^${when === 'now' ? 'VmRSS' : 'VmHWM'}:\\s+(\\d+) kB$`, 'm').exec(status);
    return line?.[1] === undefined ? null : Number(line[1]) * 1024;
  } catch {
    return null;
  }
}
