import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { LIMIT_OPTIONS } from '@stratascope/core';
import { archive, dockerLegacy, image, type LayoutNode, layer, ociLayout } from '@stratascope/core/testing';
import { afterAll, describe, expect, test } from 'vitest';
import { commandRunner } from './run-in-memory';

const runner = commandRunner();
afterAll(() => runner.close());

const oci = (...nodes: readonly LayoutNode[]) => archive(ociLayout(nodes));
const files = layer().file('a').file('b').file('c');
const one = image({ names: ['example/one:1'], layers: [files] });
const other = image({ names: ['example/other:1'], layers: [layer().file('d')] });
const hole = layer().sparse('hole', 2 ** 30 + 2 ** 20, [{ offset: 0, content: 'x' }]);

interface LimitCase {
  readonly flag: string;
  /** What is told where the limit is passed. */
  readonly code: string;
  readonly low: string;
  readonly high: string;
  readonly bytes: Uint8Array;
  readonly exit: 0 | 3;
  readonly isInput?: boolean;
}

const CASES: readonly LimitCase[] = [
  { flag: 'limit-entries', code: 'limit-entries', low: '2', high: '3', bytes: oci(one), exit: 0 },
  {
    flag: 'limit-path-length',
    code: 'limit-path-length',
    low: '299',
    high: '300',
    bytes: oci(image({ layers: [layer().file('n'.repeat(300))] })),
    exit: 0,
  },
  {
    flag: 'limit-pax-size',
    code: 'limit-pax-size',
    low: '1kB',
    high: '4kB',
    bytes: oci(image({ layers: [layer().file('f', '', { xattrs: { 'user.a': 'v'.repeat(2000) } })] })),
    exit: 0,
  },
  {
    flag: 'limit-unpacked-ratio',
    code: 'limit-unpacked-ratio',
    low: '1',
    high: '10000000',
    bytes: oci(image({ layers: [hole] })),
    exit: 0,
  },
  {
    flag: 'limit-zstd-window',
    code: 'limit-zstd-window',
    low: '64KiB',
    high: '128KiB',
    bytes: oci(image({ layers: [{ content: files, compression: 'zstd' }] })),
    exit: 0,
  },
  {
    flag: 'limit-json-size',
    code: 'limit-json-size',
    low: '4kB',
    high: '8kB',
    bytes: oci(image({ layers: [files], config: { Labels: { long: 'v'.repeat(5000) } } })),
    exit: 0,
  },
  { flag: 'limit-json-depth', code: 'limit-json-depth', low: '3', high: '4', bytes: oci(one), exit: 3 },
  { flag: 'limit-json-values', code: 'limit-json-values', low: '10', high: '100', bytes: oci(one), exit: 3 },
  {
    flag: 'limit-index-depth',
    code: 'limit-index-depth',
    low: '1',
    high: '2',
    bytes: oci({ kind: 'index', manifests: [{ kind: 'index', manifests: [one] }] }),
    exit: 3,
  },
  {
    flag: 'limit-layers',
    code: 'limit-layers',
    low: '1',
    high: '2',
    bytes: archive(dockerLegacy([image({ layers: [files, layer().file('d')] })])),
    exit: 3,
  },
  { flag: 'limit-images', code: 'images-left-out', low: '1', high: '2', bytes: oci(one, other), exit: 0 },
  { flag: 'limit-members', code: 'limit-members', low: '4', high: '5', bytes: oci(one), exit: 3 },
  {
    flag: 'limit-upload-size',
    code: 'upload-too-large',
    low: '1kB',
    high: '64kB',
    bytes: oci(one),
    exit: 3,
    isInput: true,
  },
];

/** Of the page alone: `workspace.test.ts` and `uploads.test.ts` of the API, and a browser test, have them. */
const OF_THE_SERVER = ['limit-data-size', 'limit-open-images'];

describe('a limit that is passed is told with the flag that raises it, and raised it lets the image through', () => {
  test.each(CASES)('--$flag: $code', async ({ flag, code, low, high, bytes, exit, isInput = false }) => {
    const folder = join(runner.dataFolder, 'archives');
    mkdirSync(folder, { recursive: true });
    const path = join(folder, `${flag}.tar`);
    writeFileSync(path, bytes);
    const run = (value: string) =>
      runner.run(['inspect', isInput ? '-' : path, '--json', `--${flag}`, value], isInput ? { stdin: bytes } : {});
    const passed = await run(low);
    expect(passed.exit, passed.stdout).toBe(exit);
    const told = findTold(JSON.parse(passed.stdout), code);
    expect(told, passed.stdout).toMatchObject({ hint: expect.stringContaining(`--${flag}`) });
    const raised = await run(high);
    expect(raised.exit, raised.stdout).toBe(0);
    expect(findTold(JSON.parse(raised.stdout), code)).toBeNull();
  });

  test('of each there is a case', () => {
    const tested = [...CASES.map(({ flag }) => flag), ...OF_THE_SERVER];
    expect(tested.sort()).toEqual(LIMIT_OPTIONS.map(({ flag }) => flag).sort());
  });
});

/** The error, problem or note of that code, wherever it stands in an answer. */
function findTold(answer: unknown, code: string): unknown {
  if (typeof answer !== 'object' || answer === null) return null;
  if ('code' in answer && answer.code === code) return answer;
  for (const value of Object.values(answer)) {
    const found = findTold(value, code);
    if (found !== null) return found;
  }
  return null;
}
