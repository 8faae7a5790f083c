import type { Random } from './random';

const STEMS = [
  'core', 'util', 'index', 'parser', 'cache', 'model', 'view', 'test', 'base', 'config', 'driver', 'codec', 'graph',
  'locale', 'engine', 'stream', 'buffer', 'widget', 'socket', 'thread', 'format', 'schema', 'vector', 'matrix',
] as const; // biome-ignore format: a list of words
const ENDINGS = ['.js', '.py', '.pyc', '.so', '.h', '.json', '.txt', '.go', '.class', '.mo', '.rs', ''] as const;

/** A base name as packages have them, about twelve bytes; `serial` makes it the only one of its directory. */
export function fileName(random: Random, serial: number): string {
  return `${random.pick(STEMS)}-${serial.toString(36)}${random.pick(ENDINGS)}`;
}

function directoryName(random: Random, serial: number): string {
  return `${random.pick(STEMS)}${serial.toString(36)}`;
}

/** Directories by their paths, without a trailing slash, in the order of a walk: a directory before what is in it. */
export function directoryTree(random: Random, count: number, mostDeep: number): readonly string[] {
  const directories: { readonly path: string; readonly depth: number }[] = [{ path: 'usr', depth: 1 }];
  while (directories.length < count) {
    const above = directories[random.int(directories.length)];
    if (above === undefined || above.depth >= mostDeep) continue;
    directories.push({ path: `${above.path}/${directoryName(random, directories.length)}`, depth: above.depth + 1 });
  }
  return directories.map(({ path }) => path).sort();
}
