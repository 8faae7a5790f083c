import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCommand, samples } from './command/run-command';

/** The sample that tells a story in 13 steps; its layers are 9. */
export const SAMPLE = 'tidebook/api:1.8.0';
/** The archive that it is in. */
export const SAMPLE_FILE = join(samples, 'tidebook-api.tar');

/** What `ls --format jsonl` says of a path (rule 25). */
export interface ListedRow {
  readonly path: string;
  readonly type: string;
  readonly mode?: string;
  readonly size?: number;
  readonly sha256?: string;
  readonly hl?: string;
  readonly layer: number;
  readonly ghost?: true;
  readonly removedBy?: { readonly layer: number; readonly how: string };
}

/** The rows of `ls` for an archive: what the page has to agree with. */
export async function listed(archive: string, ...flags: readonly string[]): Promise<readonly ListedRow[]> {
  const lines = (await command('ls', archive, '--format', 'jsonl', ...flags)).trimEnd().split('\n');
  return lines.map((line) => JSON.parse(line) as ListedRow);
}

/** What a command of the built product writes. */
export async function command(...args: readonly string[]): Promise<string> {
  const dataFolder = mkdtempSync(join(tmpdir(), 'stratascope-e2e-'));
  try {
    const { exit, stdout, stderr } = await runCommand(args, { dataFolder });
    if (exit !== 0) throw new Error(`stratascope ${args.join(' ')} ended with ${exit}: ${stderr}`);
    return stdout;
  } finally {
    rmSync(dataFolder, { recursive: true, force: true });
  }
}

/** The live bytes at a path and below it: an inode counts once, at its first name (rule 23). */
export function bytesBelow(rows: readonly ListedRow[], path: string): number {
  return rows
    .filter((row) => row.path === path || row.path.startsWith(path === '/' ? '/' : `${path}/`))
    .filter((row) => row.ghost !== true && (row.hl === undefined || row.hl === row.path))
    .reduce((sum, { size = 0 }) => sum + size, 0);
}

/** Bytes as the page writes them: exact below 10,000, else in one decimal of a decimal unit. */
export function bytesText(bytes: number): string {
  if (bytes < 10_000) return `${bytes.toLocaleString('en-US')} B`;
  const units = ['kB', 'MB'];
  let value = bytes / 1000;
  let unit = 0;
  while (value >= 999.95 && unit < units.length - 1) {
    value /= 1000;
    unit++;
  }
  return `${value.toFixed(1)} ${units[unit]}`;
}
