import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import type { OutputStream } from '../output/command-streams';
import { NO_PRODUCT_FILES } from '../product-files';
import { type ExitCode, runCommandLine } from '../run-command-line';

/** What one command line came to. */
export interface CommandResult {
  readonly exit: ExitCode;
  readonly stdout: string;
  readonly stderr: string;
}

/** The command line in this process, with a data folder of its own: all that the real one does but starting a process. */
export interface CommandRunner {
  run(args: readonly string[], options?: { readonly stdin?: Uint8Array }): Promise<CommandResult>;
  /** Removes the data folder. */
  close(): void;
}

export function commandRunner(): CommandRunner {
  const dataFolder = mkdtempSync(join(tmpdir(), 'stratascope-test-'));
  return {
    async run(args, { stdin = new Uint8Array() } = {}) {
      const out = collect();
      const err = collect();
      const exit = await runCommandLine(args, {
        streams: {
          stdin: Readable.from([Buffer.from(stdin)]),
          out: out.stream,
          err: err.stream,
          env: { STRATASCOPE_DATA: dataFolder, STRATASCOPE_DEBUG: process.env.STRATASCOPE_DEBUG },
          folder: process.cwd(),
        },
        product: NO_PRODUCT_FILES,
        signal: new AbortController().signal,
      });
      return { exit, stdout: out.text(), stderr: err.text() };
    },
    close: () => rmSync(dataFolder, { recursive: true, force: true }),
  };
}

function collect(): { readonly stream: OutputStream; text(): string } {
  const pieces: Buffer[] = [];
  return {
    stream: {
      isTerminal: false,
      hasColor: false,
      columns: undefined,
      write: async (chunk) => {
        pieces.push(Buffer.from(chunk as string));
      },
    },
    text: () => Buffer.concat(pieces).toString('utf8'),
  };
}
