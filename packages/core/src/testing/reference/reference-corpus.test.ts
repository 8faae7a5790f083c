import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { decompress } from 'fzstd';
import { describe, expect, test } from 'vitest';
import { digestOf } from '../image/image-recipe';
import { corpusFolder } from './corpus-image';
import { entriesOfTar } from './entries-of-tar';
import { referenceImage } from './reference-image';
import { sum } from './reference-ledger';
import { rule25Lines } from './rule-25';

/** What of `facts.json` and `ledger.json` is read here. */
interface Selection {
  readonly dir: string;
  readonly levels: readonly number[];
  readonly ghosts: boolean;
  readonly layers: readonly { readonly diffId: string | null; readonly state: string }[];
  readonly problems: Readonly<Record<string, number>>;
  readonly notes: Readonly<Record<string, number>>;
}
interface LedgerRow {
  readonly layer: number;
  readonly content: number;
  readonly live: number;
  readonly dead: number;
  readonly deadBy: readonly object[];
}

const corpus = corpusFolder();
const readJson = (path: string) => JSON.parse(readFileSync(path, 'utf8'));
const readLines = (path: string) => gunzipSync(readFileSync(path)).toString('utf8').trimEnd().split('\n');

// Codes that an image gets from its layers and from merging them; others are of streams, documents and descriptors.
const MERGE_CODES = new Set([
  'bad-whiteout',
  'hardlink-target-missing',
  'hardlink-to-directory',
  'parent-replaced',
  'path-escapes-root',
  'root-not-directory',
  'through-non-directory',
  'whiteout-of-nothing',
]);

describe.skipIf(corpus === null)('the reference agrees with the corpus (STRATASCOPE_CORPUS)', () => {
  const images = join(corpus ?? '', 'images');
  // Its layers end in the middle of streams, which the reference does not read.
  const names = corpus === null ? [] : readdirSync(images).filter((name) => name !== 'broken');

  test.each(names)('%s', (name) => {
    const folder = join(images, name);
    const facts = readJson(join(folder, 'facts.json'));
    const tars = layerTars(join(folder, facts.forms[0]));
    for (const selection of facts.selections as readonly Selection[]) compare(folder, selection, tars);
  });
});

function compare(folder: string, selection: Selection, tars: ReadonlyMap<string, Uint8Array>): void {
  const layers = selection.layers.map(({ diffId, state }) => {
    if (state === 'missing') return null;
    const tar = tars.get(diffId ?? '');
    if (tar === undefined) throw new Error(`no layer with the diff ID ${diffId}`);
    return entriesOfTar(tar);
  });
  const reference = referenceImage(layers);
  const truth = (file: string) => join(folder, selection.dir, file);
  const top = reference.levels.at(-1);
  if (top === undefined) throw new Error('no levels');

  for (const level of selection.levels) {
    const at = reference.levels[level];
    if (at === undefined) throw new Error(`no level ${level}`);
    expect(rule25Lines(at)).toEqual(readLines(truth(`truth.level-${level}.jsonl.gz`)));
  }
  if (selection.ghosts) {
    expect(rule25Lines(top, { ghosts: true })).toEqual(readLines(truth('truth.ghosts.jsonl.gz')));
  }
  if (existsSync(truth('ledger.json'))) {
    const ledger = readJson(truth('ledger.json'));
    const rows = ledger.layers.map(({ layer, content, live, dead, deadBy }: LedgerRow) => ({
      layer,
      content,
      live,
      dead,
      deadBy,
    }));
    expect(top.ledger).toEqual(rows);
    for (const [level, { live, dead }] of Object.entries<{ live: number; dead: number }>(ledger.levels)) {
      const at = reference.levels[Number(level)];
      const total = {
        live: sum(at?.ledger.map((row) => row.live) ?? []),
        dead: sum(at?.ledger.map((row) => row.dead) ?? []),
      };
      expect({ level, ...total }).toEqual({ level, live, dead });
      expect(at?.bytes).toBe(live);
    }
  }
  expect(countCodes(reference.problems.map(({ code }) => code))).toEqual(
    pickMergeCodes({ ...selection.problems, ...selection.notes }),
  );
}

function countCodes(codes: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const code of codes) if (MERGE_CODES.has(code)) counts[code] = (counts[code] ?? 0) + 1;
  return counts;
}

function pickMergeCodes(counts: Readonly<Record<string, number>>): Record<string, number> {
  return Object.fromEntries(Object.entries(counts).filter(([code]) => MERGE_CODES.has(code)));
}

/** The layer tars of an image in one of its forms, by their diff IDs. */
function layerTars(path: string): ReadonlyMap<string, Uint8Array> {
  const blobs = blobsOf(path);
  const tars = [...blobs, ...blobs.flatMap(embeddedBlobs)].map(unpack);
  return new Map(tars.map((tar) => [digestOf(tar), tar]));
}

function blobsOf(path: string): readonly Uint8Array[] {
  if (!/\.tar(\.gz|\.zst)?$/.test(path)) {
    const folder = join(path, 'blobs', 'sha256');
    return readdirSync(folder).map((name) => new Uint8Array(readFileSync(join(folder, name))));
  }
  return entriesOfTar(unpack(new Uint8Array(readFileSync(path)))).map(({ content }) => content);
}

/** Layers that a manifest carries in its descriptors' `data` (rule 18). */
function embeddedBlobs(manifest: Uint8Array): readonly Uint8Array[] {
  if (manifest[0] !== '{'.charCodeAt(0)) return [];
  const { layers = [] } = JSON.parse(new TextDecoder().decode(manifest));
  return layers.flatMap(({ data }: { readonly data?: string }) =>
    data === undefined ? [] : [new Uint8Array(Buffer.from(data, 'base64'))],
  );
}

/** What a blob holds, whatever its compression; itself where it has none or is damaged. */
function unpack(bytes: Uint8Array): Uint8Array {
  try {
    if (bytes[0] === 0x1f && bytes[1] === 0x8b) return new Uint8Array(gunzipSync(bytes));
    const isZstd = bytes[0] === 0x28 && bytes[1] === 0xb5 && bytes[2] === 0x2f && bytes[3] === 0xfd;
    const isSkippable =
      ((bytes[0] ?? 0) & 0xf0) === 0x50 && bytes[1] === 0x2a && bytes[2] === 0x4d && bytes[3] === 0x18;
    return isZstd || isSkippable ? decompress(bytes) : bytes;
  } catch {
    return bytes;
  }
}
