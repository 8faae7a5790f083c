import type { EntryOptions } from '../layer-recipe';
import { type RandomSource, randomSource } from './random-source';
import type { LayerSteps, RecipeStep } from './recipe-steps';

/**
 * A few random layers that get in each other's way as much as they can: few names, so that nearly every entry meets
 * another; marks before and after what they stand beside; links within and across layers; the same entry again with
 * less or more changed; odd spellings; names that no tool would write.
 *
 * The same seed gives the same layers. Cost: microseconds.
 */
export function randomLayers(seed: number): readonly LayerSteps[] {
  const random = randomSource(seed);
  const count = 1 + random.int(6);
  // Some images are crowded into fewer names than others.
  const names = NAMES.slice(0, 2 + random.int(NAMES.length - 1));
  const soFar: RecipeStep[] = [];
  const layers: LayerSteps[] = [];
  for (let index = 0; index < count; index++) {
    if (random.chance(3)) {
      layers.push(null);
      continue;
    }
    const steps = Array.from({ length: random.int(11) }, () => {
      const step = randomStep(random, names, soFar);
      soFar.push(step);
      return step;
    });
    layers.push(steps);
  }
  return layers;
}

/** `!` sorts before the slash and `0` after it, so that order by path and order by tree differ. */
const NAMES = ['a', 'b', 'a!', 'a0', 'c', 'é'];
const CONTENTS = ['', 'x', 'y', 'xx', 'zzz', 'q'.repeat(7), 'w'.repeat(31), '.'.repeat(100)];
const MODES = [0o644, 0o600, 0o755];
const TIMES = [0, 1, '1.5', '1.25', 2, '-0.5', '-1'];
const XATTRS = [{}, { 'user.a': '1' }, { 'user.a': '2' }, { 'user.a': '1', 'user.b': 'x' }];
const NOT_NODES = ['.wh.', '.wh..', '.wh...', '.wh.a/b', '.wh..wh.aufs', '.wh..wh.orph/a', '.wh..wh..opq/a'];
const ROOTS = ['/', './', 'a/..'];
const LINK_STORE = ['.wh..wh.plnk/1', '.wh..wh.plnk/2'];

function randomStep(random: RandomSource, names: readonly string[], soFar: readonly RecipeStep[]): RecipeStep {
  if (soFar.length > 0 && random.chance(25)) return again(random, random.pick(soFar), names);
  const path = spelled(random, randomPath(random, names));
  const options = randomOptions(random);
  const kind = random.int(100);
  if (kind < 30) return { call: 'file', path, content: random.pick(CONTENTS), options };
  if (kind < 48) return { call: 'dir', path, options };
  if (kind < 62) return { call: 'hardlink', path, target: randomTarget(random, names, soFar), options: {} };
  if (kind < 74) return { call: 'whiteout', path, options: {} };
  if (kind < 81) return { call: 'opaque', path: random.chance(15) ? '' : path, options: {} };
  if (kind < 88) return { call: 'symlink', path, target: random.pick(['a', 'b', '../c']), options };
  if (kind < 91) return { call: random.pick(['char', 'block']), path, major: random.int(2), minor: 1, options };
  if (kind < 93) return { call: 'fifo', path, options };
  if (kind < 96) return { call: 'file', path: random.pick(LINK_STORE), content: random.pick(CONTENTS), options };
  // Marks may be of any type: a folder is one as well.
  const call = random.pick(['file', 'dir'] as const);
  const inFolder = random.chance(50) ? `${random.pick(names)}/` : '';
  const name = `${inFolder}${random.pick([...NOT_NODES, `.wh.${random.pick(names)}`])}`;
  return call === 'dir' ? { call, path: name, options } : { call, path: name, content: 'mark', options };
}

/** An earlier entry once more: the same, with other attributes, with other content, or as a link. */
function again(random: RandomSource, step: RecipeStep, names: readonly string[]): RecipeStep {
  const path = random.chance(30) ? spelled(random, step.path) : step.path;
  const kind = random.int(4);
  if (kind === 0) return { ...step, path };
  if (kind === 1) return { ...step, path, options: { ...step.options, ...randomOptions(random) } };
  if (kind === 2) return { call: 'hardlink', path: randomPath(random, names), target: path, options: {} };
  return step.call === 'file' ? { ...step, path, content: random.pick(CONTENTS) } : { ...step, path };
}

function randomPath(random: RandomSource, names: readonly string[]): string {
  if (random.chance(2)) return random.pick(ROOTS);
  const depth = 1 + random.int(3);
  return Array.from({ length: depth }, () => random.pick(names)).join('/');
}

function randomTarget(random: RandomSource, names: readonly string[], soFar: readonly RecipeStep[]): string {
  if (random.chance(15)) return random.pick(LINK_STORE);
  if (random.chance(5)) return random.pick(['../x', '', '/', '.wh.a']);
  const target = soFar.length > 0 && random.chance(60) ? random.pick(soFar).path : randomPath(random, names);
  return spelled(random, target);
}

function randomOptions(random: RandomSource): EntryOptions {
  const some = <T extends object>(options: T): T | object => (random.chance(35) ? options : {});
  return {
    ...some({ mode: random.pick(MODES) }),
    ...some({ mtime: random.pick(TIMES) }),
    ...(random.chance(10) ? { uid: 1 } : {}),
    ...(random.chance(10) ? { gid: 1 } : {}),
    ...(random.chance(15) ? { xattrs: random.pick(XATTRS) } : {}),
  };
}

/** The same path in another spelling; once in a while one that climbs out of the root. */
function spelled(random: RandomSource, path: string): string {
  if (random.chance(80)) return path;
  switch (random.int(7)) {
    case 0:
      return `./${path}`;
    case 1:
      return `/${path}`;
    case 2:
      return path.replace('/', '//');
    case 3:
      return `${path}/`;
    case 4:
      return `a/../${path}`;
    case 5:
      return path.replace('/', '/./');
    default:
      return random.chance(30) ? `../${path}` : `b/./../${path}`;
  }
}
