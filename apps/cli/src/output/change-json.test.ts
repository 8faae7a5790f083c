import { image, layer } from '@stratascope/core/testing';
import { afterAll, describe, expect, test } from 'vitest';
import { writeArchive } from '../conformance/recipe-location';
import { commandRunner } from '../conformance/run-in-memory';

const runner = commandRunner();
afterAll(() => runner.close());

const T0 = 1_700_000_000;
const location = writeArchive(runner, 'again.tar', [
  image({
    layers: [
      layer().file('a', 'one', { mtime: T0, mode: 0o755, uid: 7 }),
      layer().whiteout('a'),
      layer().file('a', 'one', { mtime: T0 }),
    ],
  }),
]);

describe('a path that is added again', () => {
  test('says in JSON what differs from what it was before it was removed (rule 16)', async () => {
    for (const range of ['3', '2..3']) {
      const { stdout } = await runner.run(['changes', location, range, '--format', 'jsonl']);
      const lines = stdout
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line));
      expect(lines).toMatchObject([
        {
          path: '/a',
          change: 're-added',
          before: null,
          changed: [
            { attribute: 'mode', before: '0755', after: '0644' },
            { attribute: 'uid', before: 7, after: 0 },
          ],
        },
      ]);
    }
  });

  test('says so in words as the life of the path does', async () => {
    expect((await runner.run(['changes', location, '3'])).stdout).toContain('(mode 0755 → 0644, uid 7 → 0)');
    expect((await runner.run(['why', location, '/a'])).stdout).toContain('mode 0755 → 0644, uid 7 → 0');
  });
});

describe('why', () => {
  test('knows the root that no layer declares (rule 3)', async () => {
    const { exit, stdout } = await runner.run(['why', location, '/', '--json']);
    expect(exit).toBe(0);
    expect(JSON.parse(stdout)).toEqual({
      path: '/',
      state: { type: 'dir', mode: '0755', uid: 0, gid: 0, implied: true, layer: 0 },
      shippedBytes: 0,
      deadBytes: 0,
      versions: [],
    });
    expect((await runner.run(['why', location, '/'])).stdout).toBe('/\n\nIt is always there; no layer declares it.\n');
  });
});
