import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NO_PRODUCT_FILES } from '../product-files';
import { type ExitCode, runCommandLine } from '../run-command-line';
import { memoryStreams } from './memory-streams';

/** What one command line came to. */
export interface CommandResult {
  readonly exit: ExitCode;
  readonly stdout: string;
  readonly stderr: string;
}

/** The command line in this process, with a data folder of its own: all that the real one does but starting a process. */
export interface CommandRunner {
  readonly dataFolder: string;
  run(args: readonly string[], options?: { readonly stdin?: Uint8Array }): Promise<CommandResult>;
  /** Removes the data folder. */
  close(): void;
}

export function commandRunner(): CommandRunner {
  const dataFolder = mkdtempSync(join(tmpdir(), 'stratascope-test-'));
  return {
    dataFolder,
    async run(args, { stdin } = {}) {
      const env = { STRATASCOPE_DATA: dataFolder, STRATASCOPE_DEBUG: process.env.STRATASCOPE_DEBUG };
      const { streams, stdout, stderr } = memoryStreams(env, stdin);
      const { signal } = new AbortController();
      const exit = await runCommandLine(args, { streams, product: NO_PRODUCT_FILES, signal });
      return { exit, stdout: stdout(), stderr: stderr() };
    },
    close: () => rmSync(dataFolder, { recursive: true, force: true }),
  };
}
