import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** The built command, as a user runs it. */
export const command = fileURLToPath(new URL('../../apps/cli/bin/stratascope.mjs', import.meta.url));

/** The sample images, which are built with it. */
export const samples = fileURLToPath(new URL('../../apps/cli/dist/samples/', import.meta.url));

export interface ProcessResult {
  readonly exit: number | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly milliseconds: number;
}

/** Runs the built command to its end in a process of its own. */
export function runCommand(
  args: readonly string[],
  options: { readonly dataFolder: string; readonly stdin?: NodeJS.ReadableStream; readonly cwd?: string },
): Promise<ProcessResult> {
  const startedAt = performance.now();
  const child = spawn(process.execPath, [command, ...args], {
    cwd: options.cwd,
    env: { ...process.env, STRATASCOPE_DATA: options.dataFolder },
    stdio: [options.stdin === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
  });
  if (options.stdin !== undefined && child.stdin !== null) options.stdin.pipe(child.stdin);
  const stdout: Buffer[] = [];
  const stderr: Buffer[] = [];
  child.stdout?.on('data', (bytes: Buffer) => stdout.push(bytes));
  child.stderr?.on('data', (bytes: Buffer) => stderr.push(bytes));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (exit) =>
      resolve({
        exit,
        stdout: Buffer.concat(stdout).toString('utf8'),
        stderr: Buffer.concat(stderr).toString('utf8'),
        milliseconds: performance.now() - startedAt,
      }),
    );
  });
}
