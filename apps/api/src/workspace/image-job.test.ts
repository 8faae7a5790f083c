import { image, layer } from '@stratascope/core/testing';
import { describe, expect, test } from 'vitest';
import { type RecipeEngine, recipeEngine } from '../testing/recipe-engine';
import { ImageJob, type JobState } from './image-job';
import { createLoadedImages } from './loaded-images';

const app = image({ layers: [layer().file('a', 10), layer().file('b', 5), layer().file('b', 7)] });
const never = new AbortController().signal;

async function jobOf(engine: RecipeEngine, budget = 1_000_000) {
  const { images } = await engine.open('', { name: '', signal: never, onProgress: () => {} });
  const states: JobState[] = [];
  const [ref] = images.images;
  if (ref === undefined) throw new Error('no image');
  const loaded = createLoadedImages(budget);
  const job = new ImageJob('here', ref, (signal) => images.openImage(ref, signal), {
    engine,
    loaded,
    check: async () => {},
    onChange: ({ state }) => states.push(state),
  });
  return { job, states, loaded };
}

/** Lets all that is ready happen. */
const settle = () => new Promise((resolve) => setTimeout(resolve, 5));

describe('an image job', () => {
  test('reads an image once, however many ask', async () => {
    const engine = recipeEngine([app]);
    const { job } = await jobOf(engine);
    const [one, other] = await Promise.all([job.image(never), job.image(never)]);
    expect(one).toBe(other);
    expect(await job.image(never)).toBe(one);
    expect(engine.loads).toBe(1);
    expect(job).toMatchObject({ state: 'ready', isVerified: true, sums: { content: 22, live: 17, dead: 5 } });
  });

  test('tells which layers are read while it reads', async () => {
    const engine = recipeEngine([app]);
    const { job } = await jobOf(engine);
    engine.hold();
    job.start();
    await settle();
    engine.release();
    await settle();
    expect(job.layers.map(({ read, isStarted }) => (read === null ? isStarted : read.state))).toEqual([
      'ok',
      true,
      false,
    ]);
    expect(job.state).toBe('indexing');
  });

  test('one who leaves does not stop the work for the others', async () => {
    const engine = recipeEngine([app]);
    const { job } = await jobOf(engine);
    engine.hold();
    const leaving = new AbortController();
    const left = job.image(leaving.signal);
    const stayed = job.image(never);
    await settle();
    leaving.abort();
    await expect(left).rejects.toMatchObject({ code: 'cancelled' });
    for (let at = 0; at < 3; at++) {
      engine.release();
      await settle();
    }
    expect((await stayed).layers).toHaveLength(3);
  });

  test('a cancel stops it, and it stays so until it is started again', async () => {
    const engine = recipeEngine([app]);
    const { job, states } = await jobOf(engine);
    engine.hold();
    const waiting = job.image(never);
    await settle();
    job.cancel();
    engine.release();
    await expect(waiting).rejects.toThrow();
    expect(job.state).toBe('cancelled');
    await expect(job.image(never)).rejects.toMatchObject({ code: 'cancelled' });
    expect(engine.loads).toBe(1);

    job.start();
    for (let at = 0; at < 3; at++) {
      await settle();
      engine.release();
    }
    await settle();
    expect(job.state).toBe('ready');
    expect(states.filter((state, at) => state !== states[at - 1])).toEqual([
      'indexing',
      'cancelled',
      'indexing',
      'ready',
    ]);
  });

  test('one that was let go of for want of memory is read again in silence', async () => {
    const engine = recipeEngine([app]);
    const { job, states, loaded } = await jobOf(engine);
    await job.image(never);
    loaded.drop(job.key);
    const before = states.length;
    const again = job.image(never);
    expect(job.state).toBe('ready');
    expect((await again).tree.layerCount).toBe(3);
    expect(engine.loads).toBe(2);
    expect(states.slice(before).every((state) => state === 'ready')).toBe(true);
  });
});
