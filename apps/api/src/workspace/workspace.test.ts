import { mkdtemp, rm } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeError, ImageError } from '@stratascope/core';
import { image, layer } from '@stratascope/core/testing';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { recipeEngine } from '../testing/recipe-engine';
import type { Engine } from './engine';
import { resolveLocation } from './resolve-location';
import { createWorkspace, type WorkspaceEvent } from './workspace';

const app = image({ names: ['app:1'], layers: [layer().file('a', 10)] });

let dataFolder: string;
beforeEach(async () => {
  dataFolder = await mkdtemp(join(tmpdir(), 'workspace-'));
});
afterEach(() => rm(dataFolder, { recursive: true, force: true }));

const create = (engine: Engine = recipeEngine([app])) => createWorkspace({ engine, dataFolder, baseFolder: '/images' });

/** An engine whose location opens when it is told to, or not at all. */
function slowEngine() {
  const inner = recipeEngine([app]);
  let opens = 0;
  let finish: (error?: ImageError) => void = () => {};
  const engine: Engine = {
    ...inner,
    async open(path, options) {
      opens++;
      options.onProgress({ readBytes: 1, totalBytes: 2 });
      await new Promise<void>((resolve, reject) => {
        finish = (error) => (error === undefined ? resolve() : reject(error));
        options.signal.addEventListener('abort', () => reject(new ImageError('cancelled')));
      });
      return await inner.open(path, options);
    },
  };
  return { engine, finish: (error?: ImageError) => finish(error), opens: () => opens };
}

describe('a workspace', () => {
  test('remembers over restarts what was open, but for samples', async () => {
    const first = await create();
    await first.open('one.tar');
    await first.open('/elsewhere/two.tar', { title: 'The second' });
    await first.open('sample.tar', { isSample: true });
    await first.close();
    const second = await create();
    expect(second.locations).toEqual([]);
    expect(second.recent.map(({ location, title, store }) => [location, title, store?.id])).toEqual([
      ['/elsewhere/two.tar', 'The second', 'recipe'],
      ['/images/one.tar', 'one.tar', 'recipe'],
    ]);
    // What is opened again keeps the title it had, and the id that links name it by.
    expect((await second.open('/elsewhere/two.tar')).title).toBe('The second');
    await second.close();
  });

  test('opens a location once, however many ask', async () => {
    const { engine, finish, opens } = slowEngine();
    const workspace = await create(engine);
    const asked = [workspace.open('app.tar'), workspace.open('/images/../images/app.tar')];
    await expect.poll(opens).toBe(1);
    expect(workspace.locations.map(({ state, progress }) => ({ state, progress }))).toEqual([
      { state: 'opening', progress: { readBytes: 1, totalBytes: 2 } },
    ]);
    finish();
    const [one, other] = await Promise.all(asked);
    expect(one).toBe(other);
    expect(opens()).toBe(1);
    await workspace.close();
  });

  test('forgets a location that cannot be read, or keeps it listed with its error', async () => {
    const { engine, finish, opens } = slowEngine();
    const workspace = await create(engine);
    const asked = workspace.open('bad.tar');
    await expect.poll(opens).toBe(1);
    finish(new ImageError('not-an-image'));
    await expect(asked).rejects.toMatchObject({ code: 'not-an-image' });
    expect(workspace.locations).toEqual([]);
    expect(workspace.recent).toEqual([]);

    const kept = workspace.open('bad.tar', { keepFailed: true });
    await expect.poll(opens).toBe(2);
    finish(new ImageError('not-an-image'));
    await expect(kept).rejects.toMatchObject({ code: 'not-an-image' });
    expect(workspace.locations.map(({ state, error }) => [state, error?.code])).toEqual([['error', 'not-an-image']]);

    // Asked for again, it is tried again.
    const again = workspace.open('bad.tar');
    await expect.poll(opens).toBe(3);
    finish();
    expect((await again).state).toBe('open');
    await workspace.close();
  });

  test.each([0, 1])('closing a location that is being opened stops that, after %i steps', async (steps) => {
    const { engine, opens } = slowEngine();
    const workspace = await create(engine);
    const asked = workspace.open('app.tar');
    const [location] = workspace.locations;
    if (steps > 0) await expect.poll(opens).toBe(1);
    await workspace.closeLocation(location?.id ?? '');
    await expect(asked).rejects.toMatchObject({ code: 'cancelled' });
    expect(workspace.locations).toEqual([]);
    await workspace.close();
  });

  test('indexes small images ahead, and tells when their sizes are known', async () => {
    const workspace = await create();
    const events: WorkspaceEvent['kind'][] = [];
    workspace.watch(({ kind }) => events.push(kind));
    const location = await workspace.open('app.tar');
    await expect.poll(() => location.images[0]?.state).toBe('ready');
    expect(location.images[0]?.sums).toEqual({ content: 10, live: 10, dead: 0 });
    expect(events.lastIndexOf('library')).toBeGreaterThan(events.indexOf('progress'));
    await workspace.close();
    expect(events.at(-1)).toBe('closed');
  });

  test('opens no more images than it may, and says which flag lets it', async () => {
    const bounded = (maxOpenImages: number) =>
      createWorkspace({ engine: recipeEngine([app]), dataFolder, baseFolder: '/images', maxOpenImages });
    const workspace = await bounded(1);
    await workspace.open('sample.tar', { isSample: true });
    await workspace.open('one.tar');
    await workspace.open('another-sample.tar', { isSample: true });
    const error = await workspace.open('two.tar').catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code: 'limit-open-images', details: { images: 2, limit: 1 } });
    expect(describeError(error as ImageError).hint).toContain('--limit-open-images');
    expect(workspace.locations).toHaveLength(3);
    // Read again, it counts once; and closed, not at all.
    const one = workspace.locations.find(({ isSample }) => !isSample);
    await workspace.reload(one?.id ?? '');
    await workspace.closeLocation(one?.id ?? '');
    await workspace.open('two.tar');
    await workspace.close();
    const larger = await bounded(2);
    await larger.open('one.tar');
    await larger.open('two.tar');
    expect(larger.images).toHaveLength(2);
    await larger.close();
  });

  test('says of an upload of too many bytes so before it reads one', async () => {
    const workspace = await createWorkspace({ engine: recipeEngine([app]), dataFolder, maxUploadBytes: 5 });
    let isRead = false;
    const bytes = async function* () {
      isRead = true;
      yield new Uint8Array(1);
    };
    const signal = new AbortController().signal;
    const asked = workspace.upload(bytes(), { name: 'x', signal, declaredBytes: 6 });
    await expect(asked).rejects.toMatchObject({ code: 'upload-too-large' });
    expect(isRead).toBe(false);
    await workspace.close();
  });
});

test.each([
  ['/a/b.tar', '/a/b.tar'],
  ['b.tar', '/images/b.tar'],
  ['../b.tar', '/b.tar'],
  ['~/b.tar', join(homedir(), 'b.tar')],
  ['~b.tar', '/images/~b.tar'],
  ['file:///a/b%20c.tar', '/a/b c.tar'],
  ['file://elsewhere/a', '/images/file:/elsewhere/a'],
])('%s means %s', (location, path) => {
  expect(resolveLocation(location, '/images')).toBe(path);
});
