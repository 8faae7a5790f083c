import { type ImageRecipe, image, type LayerOptions } from '../image/image-recipe';
import { type LayerRecipe, layer } from '../layer-recipe';
import { randomLayers } from '../random/random-image';
import { recipeOf } from '../random/recipe-steps';
import { type CaseContext, randomBytes } from './case-context';

const NAMES = [['example/app:1'], ['example/app:1', 'example/app:latest'], [], ['localhost:5000/a/b:2']];

/** One or two sound images to start from, mostly of random layers; `build` makes each layer's tar and blob. */
export function randomImages(
  context: CaseContext,
  build: (recipe: LayerRecipe, number: number) => LayerOptions,
): readonly ImageRecipe[] {
  const { random } = context;
  const layers = random.chance(75) ? ofRandomSteps(context) : [allKinds(context), allKinds(context)];
  const built = layers.map((recipe, at) =>
    recipe === null ? { ...build(layer(), at + 1), isMissing: true } : build(recipe, at + 1),
  );
  const first = image({
    names: random.pick(NAMES),
    layers: built,
    config: { Env: ['PATH=/bin'], Cmd: ['sh'], Labels: { maintainer: 'nobody' }, ExposedPorts: { '80/tcp': {} } },
    ...(random.chance(10) ? { history: null } : {}),
  });
  if (random.chance(75)) return [first];
  const platform = { os: 'linux', architecture: 'arm64', variant: 'v8' };
  return [first, image({ names: random.pick(NAMES), layers: built.slice(0, 1), platform })];
}

function ofRandomSteps({ random }: CaseContext): readonly (LayerRecipe | null)[] {
  return randomLayers(random.int(2 ** 31)).map((steps) => (steps === null ? null : recipeOf(steps)));
}

/** Every kind of entry, long names, and once in a while as many bytes as come in several pieces. */
function allKinds({ random }: CaseContext): LayerRecipe {
  const noise = randomBytes(random, random.pick([0, 1, 511, 512, 3000, 3000, 3000, 140_000, 400_000]));
  return layer()
    .dir('a', { mode: 0o1777 })
    .file('a/noise', noise, { xattrs: { 'user.a': '1' }, uid: 3_000_000 })
    .file(`a/${'long/'.repeat(30)}name`, 'text', { mtime: '-1.25' })
    .hardlink('a/hard', 'a/noise')
    .symlink('c', 'a/noise')
    .sparse('a/s', 9000, [
      { offset: 0, content: 'start' },
      { offset: 8000, content: 'end' },
    ])
    .char('a/null', 1, 3)
    .fifo('a/pipe')
    .whiteout('b')
    .file('a/é', noise.subarray(0, 40), { uname: 'someone', gname: 'group' });
}
