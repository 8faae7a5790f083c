import { describeError, type ErrorCode, errorExitCode, ImageError } from '@stratascope/core';
import { commandHelp, generalHelp } from './arguments/help';
import { parseArguments } from './arguments/parse-arguments';
import { COMMANDS, type CommandEntry } from './commands';
import type { CommandContext } from './commands/command';
import { choiceLines, choicesOf } from './images/choices';
import { type CommandStreams, OutputClosed, OutputFailed } from './output/command-streams';
import { jsonText } from './output/json-text';
import { painter } from './output/paint';
import { tellFault } from './output/tell-fault';
import { version } from './version';

/** 0 fine · 1 a check failed · 2 bad usage or choice · 3 the image could not be read. */
export type ExitCode = 0 | 1 | 2 | 3;

/** What a command line runs in. */
export type Surroundings = Omit<CommandContext, 'arguments'>;

/** Runs one command line to its end. All that it says goes to the streams; it never throws. */
export async function runCommandLine(
  args: readonly string[],
  { streams, product, signal }: Surroundings,
): Promise<ExitCode> {
  try {
    const [first, ...rest] = args;
    if (first === '--help' || first === '-h' || first === 'help') {
      const asked = COMMANDS.find(({ name }) => name === rest[0]);
      await streams.out.write(asked === undefined ? generalHelp(COMMANDS) : commandHelp(asked));
      return 0;
    }
    if (first === '--version') {
      await streams.out.write(`${version}\n`);
      return 0;
    }
    const named = COMMANDS.find(({ name }) => name === first);
    return await runCommand(named ?? startCommand(), named === undefined ? args : rest, { streams, product, signal });
  } catch (error) {
    return tellError(error, args, streams);
  }
}

async function runCommand(
  command: CommandEntry,
  args: readonly string[],
  surroundings: Surroundings,
): Promise<ExitCode> {
  const parsed = parseArguments(args, command.takes);
  if (parsed.isHelpAsked) {
    await surroundings.streams.out.write(commandHelp(command));
    return 0;
  }
  const { run } = await command.load();
  return run({ arguments: parsed, ...surroundings });
}

function startCommand(): CommandEntry {
  const [start] = COMMANDS;
  if (start === undefined) throw new ImageError('internal');
  return start;
}

async function tellError(error: unknown, args: readonly string[], streams: CommandStreams): Promise<ExitCode> {
  // `| head` has what it wanted.
  if (error instanceof OutputClosed) return 0;
  if (error instanceof OutputFailed) return tellOutputFailed(error, streams);
  const told = toError(error, streams);
  const { message, hint } = describeError(told);
  const images = choicesOf(error);
  try {
    if (isJsonAsked(args)) {
      const answer = { error: { code: told.code, message, hint, ...(images === null ? {} : { images }) } };
      await streams.out.write(`${jsonText(answer, streams.out)}\n`);
    } else {
      const label = painter(streams.err)('removed', `error ${told.code}:`);
      await streams.err.write([`${label} ${message}`, ...choiceLines(images ?? []), hint, ''].join('\n'));
    }
  } catch (unwritten) {
    if (unwritten instanceof OutputFailed) await tellOutputFailed(unwritten, streams);
    else if (!(unwritten instanceof OutputClosed)) throw unwritten;
  }
  return errorExitCode(told.code);
}

async function tellOutputFailed({ message }: OutputFailed, { err }: CommandStreams): Promise<ExitCode> {
  const label = painter(err)('removed', 'error output-failed:');
  await err.write(`${label} The answer cannot be written (${message}).\nMake room for it, or write it elsewhere.\n`);
  return 3;
}

function toError(
  error: unknown,
  streams: CommandStreams,
): { readonly code: ErrorCode; readonly details?: ImageError['details'] } {
  if (error instanceof ImageError) return error;
  if (error instanceof Error && error.name === 'AbortError') return { code: 'cancelled' };
  // A fault of ours. The stack is for whoever is asked to report it, and asks for it.
  tellFault(error, streams);
  return { code: 'internal' };
}

/** Also where the arguments could not be read: whoever wanted JSON parses what comes. */
function isJsonAsked(args: readonly string[]): boolean {
  const format = args.indexOf('--format');
  return args.includes('--json') || args.includes('--format=jsonl') || (format !== -1 && args[format + 1] === 'jsonl');
}
