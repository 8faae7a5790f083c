import type { CommandEntry } from '../commands';
import { LIMIT_FLAGS } from './limits';
import { OPTIONS, type Option } from './options';

const WIDTH = 100;

/** What `stratascope --help` prints. */
export function generalHelp(commands: readonly CommandEntry[]): string {
  const rows = commands.map(({ usage, summary }) => [usage, summary] as const);
  return [
    'Stratascope shows what is in a container image: its layers as a stack, its merged file system,',
    'and for every path which layer it comes from and which one hides it.',
    '',
    'Usage: stratascope',
    ...table(rows),
    '',
    'A LOCATION is what `docker save` wrote, or an OCI image layout (a folder or a tar); it may be compressed.',
    'It may be - for standard input. Layers are numbered from 1, the base.',
    '',
    'Examples:',
    ...examples(commands.flatMap((command) => command.examples.slice(0, 1))),
    '',
    'stratascope COMMAND --help tells the flags of a command. --version prints the version.',
    'Exit codes: 0 fine · 1 a check failed · 2 bad usage or choice · 3 the image could not be read.',
    '',
  ].join('\n');
}

/** What `stratascope COMMAND --help` prints. */
export function commandHelp(command: CommandEntry): string {
  const flags = command.takes.map((key) => flagRow(OPTIONS[key]));
  const limits = LIMIT_FLAGS.map(({ flag, text }) => [`--${flag} N`, text] as const);
  return [
    `Usage: stratascope ${command.usage}`,
    '',
    ...wrap(command.description, WIDTH),
    '',
    'Flags:',
    ...table([...flags, ['--help', 'this text']]),
    '',
    'Limits, to be raised for images that you trust (a number, or bytes as 64MiB):',
    ...table(limits),
    '',
    'Examples:',
    ...examples(command.examples),
    '',
  ].join('\n');
}

const flagRow = ({ name, value, text }: Option) =>
  [value === undefined ? `--${name}` : `--${name} ${value}`, text] as const;

const examples = (lines: readonly string[]) => lines.map((line) => `  ${line}`);

/** Two columns, the second wrapped under itself. */
function table(rows: readonly (readonly [string, string])[]): string[] {
  const width = Math.max(...rows.map(([name]) => name.length));
  return rows.flatMap(([name, text]) =>
    wrap(text, WIDTH - width - 4).map((line, at) => `  ${(at === 0 ? name : '').padEnd(width)}  ${line}`),
  );
}

function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else {
      line = line === '' ? word : `${line} ${word}`;
    }
  }
  return [...lines, line];
}
