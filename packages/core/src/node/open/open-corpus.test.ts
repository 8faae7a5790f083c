import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  chooseImage,
  DEFAULT_LIMITS,
  formatPlatform,
  type ImageQuery,
  type ImageRef,
  type ImageStore,
  PROBLEM_CODES,
} from '@stratascope/core';
import { afterAll, describe, expect, test } from 'vitest';
import { corpusFolder } from '../../testing/reference/corpus-image';
import { openLocation } from './open-location';

const corpus = corpusFolder() ?? '';
const hasCorpus = corpus !== '';
const scratchFolder = mkdtempSync(join(tmpdir(), 'stratascope-corpus-'));
afterAll(() => rmSync(scratchFolder, { recursive: true }));

interface FactsImage {
  readonly names: readonly string[];
  readonly id: string;
  readonly manifest: string | null;
  readonly platform: string | null;
  readonly kind: string;
  readonly artifact: string | null;
  readonly layers: number;
}

interface FactsLayer {
  readonly digest: string | null;
  readonly declaredDiffId: string | null;
  readonly stored: number;
  readonly state: string;
}

interface FactsSelection {
  readonly args: readonly string[];
  readonly forms: readonly string[];
  readonly names: readonly string[];
  readonly id: string;
  readonly manifest: string | null;
  readonly platform: string | null;
  readonly layers: readonly FactsLayer[];
  readonly history: number;
  readonly historyEmpty: number;
  readonly problems: Readonly<Record<string, number>>;
  readonly notes: Readonly<Record<string, number>>;
}

interface Facts {
  readonly forms: readonly string[];
  readonly images: readonly FactsImage[];
  readonly selections: readonly FactsSelection[];
}

const names = hasCorpus ? readdirSync(join(corpus, 'images')) : [];
const readFacts = (name: string): Facts => JSON.parse(readFileSync(join(corpus, 'images', name, 'facts.json'), 'utf8'));
const signal = new AbortController().signal;

const open = (name: string, form: string) =>
  openLocation(join(corpus, 'images', name, form), { limits: DEFAULT_LIMITS, signal, scratchFolder });

const platformOf = ({ platform }: ImageRef) => (platform === null ? null : formatPlatform(platform));

function describeImage(ref: ImageRef): FactsImage {
  const { names: own, id, digest, kind, artifactType, layerCount } = ref;
  return {
    names: own,
    id: id ?? '',
    manifest: digest,
    platform: platformOf(ref),
    kind,
    artifact: artifactType,
    layers: layerCount,
  };
}

function queryOf(args: readonly string[]): ImageQuery {
  const valueAfter = (flag: string) => (args.includes(flag) ? args[args.indexOf(flag) + 1] : undefined);
  return {
    image: valueAfter('--image'),
    platform: valueAfter('--platform'),
    host: { os: 'linux', architecture: 'amd64' },
  };
}

// What documents and names alone decide; the rest is found out when layers are read.
const STORE_CODES = PROBLEM_CODES.filter((code) =>
  /^(?:artifact|config-|diff-ids|digest-(?:invalid|unsupported)|history|index|json|layer-encrypted|media|member|missing|schema|text)/.test(
    code,
  ),
);

async function openSelected(store: ImageStore, { args }: FactsSelection) {
  return store.openImage(chooseImage(store.images, queryOf(args), 'corpus'), signal);
}

describe.skipIf(!hasCorpus)('the images of the corpus (STRATASCOPE_CORPUS)', () => {
  describe.each(names)('%s', (name) => {
    const facts = hasCorpus ? readFacts(name) : { forms: [], images: [], selections: [] };
    const first = facts.forms[0] ?? '';

    test('are listed as they are', async () => {
      const store = await open(name, first);
      expect(store.images.map(describeImage)).toEqual(facts.images);
    });

    test.each(facts.forms)('are found by their names, with their layers, in %s', async (form) => {
      const store = await open(name, form);
      for (const selection of facts.selections.filter(({ forms }) => forms.includes(form))) {
        const image = await openSelected(store, selection);
        expect(platformOf(image.ref)).toBe(selection.platform);
        expect(image.layers.map(({ layer }) => layer)).toEqual(selection.layers.map((_, position) => position + 1));
        expect(image.layers.map(({ diffId }) => diffId)).toEqual(selection.layers.map((each) => each.declaredDiffId));
        expect(image.config.steps).toHaveLength(selection.history);
        expect(image.config.steps.filter(({ isEmpty }) => isEmpty)).toHaveLength(selection.historyEmpty);
        // Other forms have the same layers; their documents were written anew, so names and digests are their own.
        if (form !== first) continue;
        expect(image.ref.id).toBe(selection.id);
        expect(image.ref.digest).toBe(selection.manifest);
        expect(image.ref.names).toEqual(selection.names);
        expect(image.layers.map(({ digest }) => digest)).toEqual(selection.layers.map(({ digest }) => digest));
        expect(image.layers.map(({ blob }) => blob?.size ?? 0)).toEqual(selection.layers.map(({ stored }) => stored));
      }
    });

    test.each(facts.forms)('have the problems that documents and names decide, and no others, in %s', async (form) => {
      const store = await open(name, form);
      for (const selection of facts.selections.filter(({ forms }) => forms.includes(form))) {
        const image = await openSelected(store, selection);
        const told: Record<string, number> = {};
        for (const { code } of image.problems) told[code] = (told[code] ?? 0) + 1;
        const expected = Object.entries({ ...selection.problems, ...selection.notes });
        expect(told).toEqual(
          Object.fromEntries(expected.filter(([code]) => STORE_CODES.some((each) => each === code))),
        );
      }
    });
  });
});
