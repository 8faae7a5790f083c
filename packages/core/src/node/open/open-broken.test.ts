import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DEFAULT_LIMITS, describeError, ImageError, type Problem, selectImage } from '@stratascope/core';
import { afterAll, describe, expect, test } from 'vitest';
import { corpusFolder } from '../../testing/reference/corpus-image';
import { openLocation } from './open-location';

interface Outcome {
  readonly outcome: 'error' | 'partial' | 'ok-with-note' | 'ok';
  readonly code?: string;
  readonly layer?: number;
}

interface Expected extends Outcome {
  readonly file: string;
  readonly what: string;
  readonly also?: readonly string[];
  readonly or?: readonly Outcome[];
  readonly layers?: number;
}

const folder = join(corpusFolder() ?? '', 'broken');
const isThere = corpusFolder() !== null;
const expected: readonly Expected[] = isThere ? JSON.parse(readFileSync(join(folder, 'expected.json'), 'utf8')) : [];
const scratchFolder = mkdtempSync(join(tmpdir(), 'stratascope-broken-'));
afterAll(() => rmSync(scratchFolder, { recursive: true }));

// Found out when layers are read or merged; here it only matters that the image opens.
const LATER =
  /^(?:bad-whiteout|compression|hardlink|limit-(?:entries|path|pax|unpacked|zstd)|path-escapes|stream|tar-corrupt|through)/;
const LATER_FILES = /^digest-wrong-(?:blob|size|diff-id)|^size-2e60/;

const signal = new AbortController().signal;

async function open(file: string) {
  const store = await openLocation(join(folder, file), { limits: DEFAULT_LIMITS, signal, scratchFolder });
  const choice = selectImage(store.images, { host: { os: 'linux', architecture: 'amd64' } });
  if (choice.kind !== 'chosen') throw new Error(`${file}: ${choice.kind}`);
  const image = await store.openImage(choice.image, signal);
  return { image, problems: [...store.problems, ...image.problems] };
}

const isTold = (problems: readonly Problem[], { code, layer }: Outcome) =>
  problems.some((problem) => problem.code === code && (layer === undefined || problem.layer === layer));

describe.skipIf(!isThere)('the broken inputs of the corpus (STRATASCOPE_CORPUS)', () => {
  test.each(expected.filter(({ outcome }) => outcome === 'error'))('$file: $what', async ({ file, code, or = [] }) => {
    const error = await open(file).catch((thrown: unknown) => thrown);
    if (!(error instanceof ImageError)) throw error;
    expect([code, ...or.map((other) => other.code)]).toContain(error.code);
    expect(error.details.location).toBe(join(folder, file));
    expect(describeError(error).message).not.toContain('?');
  });

  const others = expected.filter(({ outcome }) => outcome !== 'error');
  test.each(others)('$file: $what', async ({ file, outcome, code, layer, layers, also = [], or = [] }) => {
    const { image, problems } = await open(file);
    if (layers !== undefined) expect(image.layers).toHaveLength(layers);
    const allowed = new Set([code, ...also, ...or.map((other) => other.code)]);
    expect(problems.filter((problem) => !allowed.has(problem.code))).toEqual([]);
    if (code === undefined || LATER.test(code) || LATER_FILES.test(file)) return;
    const outcomes = [{ outcome, code, ...(layer === undefined ? {} : { layer }) }, ...or];
    const isRight = outcomes.some((each) => (each.code === undefined ? problems.length === 0 : isTold(problems, each)));
    expect(isRight, JSON.stringify(problems)).toBe(true);
  });
});
