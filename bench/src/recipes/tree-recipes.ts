import { directoryTree, fileName } from './names';
import { type Random, seededRandom } from './random';

/** A path of a layer without contents. A directory ends with a slash and comes before what is in it. */
export interface TreeEntry {
  readonly name: string;
  /** Bytes of a file; 0 for a directory. */
  readonly size: number;
}

const SEED = 20_27;

/** Directories of {@link millionFiles} that hold many files, evenly among the others. */
const GREAT_DIRECTORIES = 100;
const GREAT_DIRECTORY_FILES = 2000;

/** 1,000,000 files in 150,202 directories: 100 of them hold 2,000 files each, the others five or six. */
export function* millionFiles(): Iterable<TreeEntry> {
  const random = seededRandom(SEED);
  const directories = directoryTree(random, 150_202, 7);
  const isGreat = (serial: number) => serial % Math.floor(directories.length / GREAT_DIRECTORIES) === 1;
  const others = 1_000_000 - GREAT_DIRECTORIES * GREAT_DIRECTORY_FILES;
  const filesUpTo = (serial: number) => Math.floor((serial * others) / (directories.length - GREAT_DIRECTORIES));
  let small = 0;
  let great = 0;
  for (const [serial, directory] of directories.entries()) {
    yield { name: `${directory}/`, size: 0 };
    const isOneOfThem = great < GREAT_DIRECTORIES && isGreat(serial);
    const count = isOneOfThem ? GREAT_DIRECTORY_FILES : filesUpTo(small + 1) - filesUpTo(small);
    if (isOneOfThem) great++;
    else small++;
    for (let file = 0; file < count; file++) {
      yield { name: `${directory}/${fileName(random, file)}`, size: random.int(100_000) };
    }
  }
}

/** 50 layers of 2,000 directories with 16,500 files each: about half of the files replace one of a lower layer. */
export function* fiftyLayers(): Iterable<readonly TreeEntry[]> {
  const random = seededRandom(SEED + 1);
  const directories = directoryTree(random, 12_000, 8);
  const held = new Map<string, string[]>();
  for (let layer = 0; layer < 50; layer++) yield upperLayer(random, directories, held, 2000, 16_500);
}

/** 40 layers with 5,000 files each in 500 directories; contents as small as sources are. */
export function* fortyLayers(): Iterable<readonly TreeEntry[]> {
  const random = seededRandom(SEED + 2);
  const directories = directoryTree(random, 8000, 7);
  const held = new Map<string, string[]>();
  for (let layer = 0; layer < 40; layer++) {
    const entries = upperLayer(random, directories, held, 500, 5000);
    yield entries.map(({ name }) => ({
      name,
      size: name.endsWith('/') ? 0 : Math.min(400_000, Math.round(random.logNormal(1100, 1.09))),
    }));
  }
}

/** Directories of {@link pageLayers} with so many files each, one in each of the lowest layers. */
export const LARGE_DIRECTORIES = 10;
const LARGE_DIRECTORY_FILES = 20_000;

/**
 * 40 layers of 25,000 entries each: 1,000,000. The lowest ten layers have `srv/large-1/` to `srv/large-10/` with 20,000
 * files each; of the others about half replace one of a lower layer.
 */
export function* pageLayers(): Iterable<readonly TreeEntry[]> {
  const random = seededRandom(SEED + 3);
  const directories = directoryTree(random, 8000, 7);
  const held = new Map<string, string[]>();
  for (let layer = 0; layer < 40; layer++) {
    const isLarge = layer < LARGE_DIRECTORIES;
    const entries = isLarge
      ? [...largeDirectory(random, layer), ...upperLayer(random, directories, held, 500, 4498)]
      : [...upperLayer(random, directories, held, 2500, 22_500)];
    yield withSizes(random, entries);
  }
}

function largeDirectory(random: Random, layer: number): readonly TreeEntry[] {
  const folder = `srv/large-${layer + 1}`;
  const files = Array.from({ length: LARGE_DIRECTORY_FILES }, (_, serial) => `${folder}/${fileName(random, serial)}`);
  return ['srv/', `${folder}/`, ...files].map((name) => ({ name, size: 0 }));
}

/** 40 layers with 3,750 files each: 150,000. */
export function* smallerPageLayers(): Iterable<readonly TreeEntry[]> {
  const random = seededRandom(SEED + 4);
  const directories = directoryTree(random, 8000, 7);
  const held = new Map<string, string[]>();
  for (let layer = 0; layer < 40; layer++) {
    yield withSizes(random, upperLayer(random, directories, held, 500, 3750));
  }
}

/** One directory with so many files. */
export function* wideDirectory(files: number): Iterable<TreeEntry> {
  yield { name: 'srv/', size: 0 };
  for (let serial = 0; serial < files; serial++) yield { name: `srv/part-${serial.toString(36)}.json`, size: 0 };
}

/** Names of about so many bytes each, directories among them. */
export function* longNames(count: number, bytes: number): Iterable<TreeEntry> {
  yield { name: 'srv/', size: 0 };
  for (let serial = 0; serial < count; serial++) {
    const name = `srv/${`${serial.toString(36)}-long-name `.repeat(Math.ceil(bytes / 12)).slice(0, bytes)}`;
    if (serial % 4 === 0) yield { name: `${name}/`, size: 0 };
    else yield { name, size: 1000 + serial };
  }
}

/** Sizes as sources have them. */
function withSizes(random: Random, entries: readonly TreeEntry[]): readonly TreeEntry[] {
  return entries.map(({ name }) => ({
    name,
    size: name.endsWith('/') ? 0 : Math.min(400_000, Math.round(random.logNormal(300, 1.5))),
  }));
}

/** A layer over those whose names are `held` by directory: it replaces some of them and adds others. */
function upperLayer(
  random: Random,
  directories: readonly string[],
  held: Map<string, string[]>,
  directoryCount: number,
  fileCount: number,
): readonly TreeEntry[] {
  const chosen = new Set<string>();
  while (chosen.size < directoryCount) chosen.add(directories[random.int(directories.length)] ?? 'usr');
  const entries: TreeEntry[] = [];
  for (const [serial, directory] of [...chosen].sort().entries()) {
    const names = held.get(directory) ?? [];
    held.set(directory, names);
    const before = Math.floor((serial * fileCount) / directoryCount);
    const after = Math.floor(((serial + 1) * fileCount) / directoryCount);
    const files = new Set<string>();
    while (files.size < after - before) {
      const known = random.next() < 0.62 ? names[random.int(names.length)] : undefined;
      files.add(known ?? newName(random, names));
    }
    entries.push({ name: `${directory}/`, size: 0 });
    for (const name of [...files].sort()) entries.push({ name: `${directory}/${name}`, size: random.int(20_000) });
  }
  return entries;
}

function newName(random: Random, names: string[]): string {
  const name = fileName(random, names.length);
  names.push(name);
  return name;
}
