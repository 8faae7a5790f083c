import { IMAGE_OPTIONS, type OptionKey } from '../arguments/options';
import type { RunCommand } from './command';

/** One command, as the list and the help know it; what it does is loaded only when it runs. */
export interface CommandEntry {
  readonly name: string;
  /** With its arguments, for help. */
  readonly usage: string;
  /** One line. */
  readonly summary: string;
  readonly description: string;
  /** The best one first. */
  readonly examples: readonly string[];
  readonly takes: readonly OptionKey[];
  /** The flag that turns errors into JSON on stdout, where the command has one. */
  readonly load: () => Promise<{ readonly run: RunCommand }>;
}

/** All commands. To add one: a file in this folder and an entry here. */
export const COMMANDS: readonly CommandEntry[] = [
  {
    name: 'start',
    usage: '[LOCATION…]',
    summary: 'open images on a page in the browser (without a LOCATION: sample images)',
    description:
      'Serves the page and its API on this computer and opens the browser. Without a LOCATION it shows the built-in sample images. Ctrl-C ends it.',
    examples: ['docker save app | stratascope -', 'stratascope app.tar', 'stratascope --port 8080 --no-open ./layout'],
    takes: ['port', 'host', 'noOpenPaths', 'noOpen', 'dataDir'],
    load: () => import('./start'),
  },
  {
    name: 'ls',
    usage: 'ls LOCATION',
    summary: 'the merged file system, with the layer that each path comes from',
    description:
      'Lists every path of the merged file system, ordered by the bytes of the path: type and mode, owner, size, time, and the layer whose entry is seen.',
    examples: [
      'stratascope ls app.tar --level 3 --ghosts',
      'docker save app | stratascope ls -',
      "stratascope ls app.tar --format jsonl | jq -r 'select(.layer == 2).path'",
    ],
    takes: ['level', 'ghosts', 'format', ...IMAGE_OPTIONS],
    load: () => import('./ls'),
  },
  {
    name: 'find',
    usage: 'find LOCATION QUERY',
    summary: 'paths, live and removed, by words, globs, layers, changes, sizes …',
    description:
      'Lists the paths that a query finds, in the order of ls: those that are there as of a level, and those that were removed by then. Words match anywhere in a path; * and ? glob whole names; "…" is letter by letter; a minus negates; keys are is: layer: size: type: name: in: mode: owner: (docs/search.md). A query that begins with a minus stands behind --.',
    examples: [
      "stratascope find app.tar 'ssl *.conf'",
      "stratascope find app.tar 'is:removed layer:4..7 size:>1MB'",
      'stratascope find app.tar -- "-in:/usr is:setuid"',
      "stratascope find app.tar 'is:dead type:file' --format jsonl | jq -r .path",
    ],
    takes: ['level', 'format', ...IMAGE_OPTIONS],
    load: () => import('./find'),
  },
  {
    name: 'inspect',
    usage: 'inspect LOCATION',
    summary: 'names, platform, configuration, steps, layers and problems of each image',
    description:
      'Tells of all images of a location, attachments and artifacts too: names, platform, configuration, the steps of the history with the layers they made, digests, diff IDs, problems and notes.',
    examples: ['stratascope inspect app.tar', 'stratascope inspect app.tar --json | jq .images[0].problems'],
    takes: ['json', ...IMAGE_OPTIONS],
    load: () => import('./inspect'),
  },
  {
    name: 'analyze',
    usage: 'analyze LOCATION…',
    summary: 'where every byte is: live or dead, and which layer killed it',
    description:
      'The sizes of each layer (stored, tar, content) and of its content what is live and what is dead at a level, with the layer and the cause of each death. Of several locations also what they share and own.',
    examples: [
      'stratascope analyze app.tar',
      'stratascope analyze app-1.tar app-2.tar',
      'stratascope analyze app.tar --level 3 --json',
    ],
    takes: ['level', 'json', ...IMAGE_OPTIONS],
    load: () => import('./analyze'),
  },
  {
    name: 'why',
    usage: 'why LOCATION PATH',
    summary: 'the life of a path: which layer brought, changed and removed it',
    description:
      'Tells every version of a path, oldest first: the layer, what it changed, the bytes that it brought and the ones that it made dead.',
    examples: ['stratascope why app.tar /etc/passwd', 'stratascope why app.tar /var/cache/apt --json'],
    takes: ['json', 'hex', ...IMAGE_OPTIONS],
    load: () => import('./why'),
  },
  {
    name: 'changes',
    usage: 'changes LOCATION [I..J]',
    summary: 'what changed from level I to level J, or in the top layer',
    description:
      'Lists the paths that differ between two levels, ordered by the bytes of the path, and what exactly changed; also what was brought again as it was (identical). 3..5 compares the file system as of layer 3 with that of layer 5; a single number is one layer; without it the top layer is meant.',
    examples: [
      'stratascope changes app.tar 3..5',
      'stratascope changes app.tar 4',
      'stratascope changes app.tar --format jsonl',
    ],
    takes: ['format', ...IMAGE_OPTIONS],
    load: () => import('./changes'),
  },
  {
    name: 'cat',
    usage: 'cat LOCATION PATH',
    summary: 'the contents of a file, also of one that a later layer removed',
    description:
      'Writes the contents of a file as of a level to standard output. Of a file that is not there at that level, what it had last is written. On a terminal what could command it is shown as escapes (\\x1b); files and pipes get every byte as it is.',
    examples: ['stratascope cat app.tar /etc/os-release', 'stratascope cat app.tar /etc/motd --level 2'],
    takes: ['level', 'hex', ...IMAGE_OPTIONS],
    load: () => import('./cat'),
  },
  {
    name: 'export',
    usage: 'export LOCATION PATH',
    summary: 'a folder of the merged file system, as a tar',
    description:
      'Writes a folder with all that is seen in it as of a level to standard output, as a tar: owners, modes, times, links and extended attributes as the image has them. PATH may be a single file, or / for all.',
    examples: ['stratascope export app.tar /etc/ssl --level 3 > ssl.tar', 'stratascope export app.tar / | tar -tv'],
    takes: ['level', 'hex', ...IMAGE_OPTIONS],
    load: () => import('./export'),
  },
  {
    name: 'cache',
    usage: 'cache [--clear]',
    summary: 'where what is kept to save time lies, how large it is; --clear empties it',
    description:
      'Tells of what is kept to save time: indexes of layers, contents of compressed layers, archives that are compressed as a whole. All of it can be made again; when there is too much, what was used least goes. --clear empties it, also while images are open: what is in use stays.',
    examples: ['stratascope cache', 'stratascope cache --clear', 'stratascope cache --json | jq .bytes'],
    takes: ['clear', 'json', 'dataDir'],
    load: () => import('./cache'),
  },
];
