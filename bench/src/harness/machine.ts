import { cpus, loadavg, totalmem } from 'node:os';

/** On what and when it was measured, for the head of a report. */
export function machineText(now: Date): string {
  const [processor] = cpus();
  const parts = [
    `${cpus().length} × ${processor?.model.trim() ?? process.arch}`,
    `${(totalmem() / 1024 ** 3).toFixed(0)} GiB`,
    `${process.platform} ${process.arch}`,
    `Node ${process.versions.node}`,
    now.toISOString().slice(0, 10),
    `load ${loadText()}`,
  ];
  return parts.join(', ');
}

/** What else the machine has to do: over one and a half on two cores, numbers say little. */
export function loadText(): string {
  return (loadavg()[0] ?? 0).toFixed(1);
}
