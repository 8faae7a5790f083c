import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { builtFolder } from './folders';
import type { ProgramAnswer } from './program-answer';

export interface RunProgramOptions {
  /** The Node that runs it; this one if left out. */
  readonly node?: string;
  readonly nodeFlags?: readonly string[];
}

/**
 * Runs one of `programs/` in a process of its own and waits for its answer.
 *
 * @throws Error with what it wrote, where it fails.
 */
export async function runProgram(
  name: string,
  args: readonly string[],
  options: RunProgramOptions = {},
): Promise<ProgramAnswer> {
  const path = join(builtFolder, `programs/${name}.js`);
  const output = await runToEnd(options.node ?? process.execPath, [...(options.nodeFlags ?? []), path, ...args]);
  const line = output.trim().split('\n').at(-1) ?? '';
  return JSON.parse(line) as ProgramAnswer;
}

/** Runs any program to its end; what it writes to standard output. @throws Error where it fails. */
export function runToEnd(command: string, args: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    let errors = '';
    child.stdout.on('data', (text) => {
      output += text;
    });
    child.stderr.on('data', (text) => {
      errors += text;
    });
    child.on('error', reject);
    child.on('close', (code, signal) => {
      if (code === 0) resolve(output);
      else reject(new Error(`${command} ${args.join(' ')} ended with ${code ?? signal}:\n${errors}${output}`));
    });
  });
}

/** Time and nothing else of a whole process, as of a tool that is a floor. */
export async function timeProgram(command: string, args: readonly string[]): Promise<number> {
  const startedAt = performance.now();
  await runToEnd(command, args);
  return performance.now() - startedAt;
}
