import type { Arguments } from '../arguments/parse-arguments';
import type { CommandStreams } from '../output/command-streams';
import type { ProductFiles } from '../product-files';

/** What a command is given to run with. */
export interface CommandContext {
  readonly arguments: Arguments;
  readonly streams: CommandStreams;
  readonly product: ProductFiles;
  /** Aborted by Ctrl-C. */
  readonly signal: AbortSignal;
}

/** 0: fine. 1: a check failed. Bad usage and unreadable images are thrown as errors. */
export type CommandExit = 0 | 1;

/** Runs one command to its end. */
export type RunCommand = (context: CommandContext) => Promise<CommandExit>;
