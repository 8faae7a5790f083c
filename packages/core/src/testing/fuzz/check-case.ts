import { writeFileSync } from 'node:fs';
import { join as joinPath } from 'node:path';
import {
  type ByteSource,
  chooseImage,
  DEFAULT_LIMITS,
  ImageError,
  type ImageRef,
  type ImageStore,
  type Limits,
} from '@stratascope/core';
import { createLayerReader, type LoadedImage, loadImage, openLocation } from '@stratascope/core/node';
import { writeFolder } from '../image/archive';
import { digestOf } from '../image/image-recipe';
import { mergedTranscript } from '../random/merged-transcript';
import type { RandomSource } from '../random/random-source';
import { join } from '../tar/write-tar';
import { checkAgainstReference } from './check-against-reference';
import { checkContents } from './check-contents';
import { checkEntries } from './check-entries';
import { checkLevels } from './check-ledger';
import { checkError, checkProblems } from './check-words';
import { Finding, require } from './finding';
import type { FuzzCase } from './fuzz-case';
import { rereadLayer } from './reread-layer';
import { unpackElsewhere } from './unpack-elsewhere';

/** What came of a case that is as it has to be. */
export interface CaseOutcome {
  /** Of the errors, problems and notes that were told, each once. */
  readonly codes: readonly string[];
  /** Images that were read whole, and those of them that the reference was asked about. */
  readonly images: number;
  readonly compared: number;
}

interface Scene {
  readonly limits: Limits;
  readonly soundTars: FuzzCase['soundTars'];
  readonly random: RandomSource;
  readonly folder: string;
  readonly signal: AbortSignal;
}

const HOST = { os: 'linux', architecture: 'amd64' } as const;
const MOST_IMAGES = 3;
/** What an unreadable layer has to have been told for. */
const UNREADABLE = new Set(['compression-unsupported', 'limit-unpacked-ratio', 'limit-zstd-window', 'layer-encrypted']);

/** Writes a case into the folder; what is there is what the product is to open. */
export function writeCase({ content }: FuzzCase, folder: string): string {
  const path = joinPath(folder, content.kind === 'file' ? 'image.tar' : 'image');
  if (content.kind === 'file') writeFileSync(path, content.bytes);
  else writeFolder(path, [{ name: 'blobs/x', content: new Uint8Array() }, ...content.members]);
  return path;
}

/**
 * Opens a case as the product does, reads all its images, lists all their levels, and compares with the reference.
 *
 * @throws Finding; whatever else is thrown is one as well
 */
export async function checkCase(
  { limits, soundTars, random }: FuzzCase,
  path: string,
  folder: string,
): Promise<CaseOutcome> {
  const { signal } = new AbortController();
  const scene: Scene = { limits, soundTars, random, folder, signal };
  const codes = new Set<string>();
  let images = 0;
  let compared = 0;
  const store = await attempt(codes, () => openLocation(path, { limits, signal, scratchFolder: folder }));
  if (store === null) return { codes: [...codes], images, compared };
  try {
    checkProblems(store.problems, 0);
    for (const { code } of store.problems) codes.add(code);
    await attempt(codes, async () => chooseImage(store.images, { host: HOST }, path));
    for (const ref of store.images.filter(({ kind }) => kind === 'image').slice(0, MOST_IMAGES)) {
      const image = await attempt(codes, () => load(store, ref, scene));
      if (image === null) continue;
      images++;
      for (const { code } of image.problems) codes.add(code);
      if (await checkImage(image, scene)) compared++;
    }
  } finally {
    await store.close();
  }
  return { codes: [...codes], images, compared };
}

/** What can be had, or null where an error of the closed list says why not. */
async function attempt<T>(codes: Set<string>, work: () => Promise<T>): Promise<T | null> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof ImageError)) throw error;
    checkError(error);
    codes.add(error.code);
    return null;
  }
}

/** Once in a while with a cache and read again from it: that must make no difference. */
async function load(store: ImageStore, ref: ImageRef, { limits, random, folder, signal }: Scene): Promise<LoadedImage> {
  const cacheFolder = random.chance(20) ? joinPath(folder, 'cache') : null;
  const read = async () => {
    const reader = createLayerReader({ cacheFolder, workers: 0, workerEntry: null, inThreadBelowBytes: 0 });
    try {
      return await loadImage(await store.openImage(ref, signal), { reader, limits, signal });
    } finally {
      await reader.close();
    }
  };
  const first = await read();
  if (cacheFolder === null || first.tree.nodeCount > 200) return first;
  const second = await read();
  require(factsOf(first) === factsOf(second), () => 'from the cache it is another image');
  return second;
}

function factsOf({ tree, layers, problems }: LoadedImage): string {
  const facts = layers.map(({ index, ...others }) => ({ ...others, entries: index?.entryCount }));
  return JSON.stringify([facts, problems, mergedTranscript(tree)]);
}

async function checkImage(image: LoadedImage, scene: Scene): Promise<boolean> {
  const { source, layers, tree, problems } = image;
  require(layers.length === source.layers.length, () => `${layers.length} layers of ${source.layers.length}`);
  checkProblems(problems, layers.length);
  checkLevels(tree);
  await checkContents(image, scene);
  const entries = [];
  for (const [at, layer] of layers.entries()) {
    const blob = source.layers[at]?.blob ?? null;
    if (layer.index === null || blob === null) {
      const codes = problems.filter((problem) => problem.layer === at + 1).map(({ code }) => code);
      const isTold = layer.state === 'missing' || codes.some((code) => UNREADABLE.has(code)) || blob === null;
      require(isTold && layer.index === null, () => `layer ${at + 1} is ${layer.state} and says only ${codes}`);
      entries.push(null);
      continue;
    }
    const again = await rereadLayer(blob, scene);
    const isSame = layer.tarBytes === again.tarBytes && (layer.diffId ?? '').endsWith(again.tarSha256);
    const isOther = !(layer.diffId ?? '').startsWith('sha256:');
    require(isSame || (isOther && layer.tarBytes === again.tarBytes), () => {
      return `layer ${at + 1} unpacks to ${layer.tarBytes} bytes ${layer.diffId}, cut otherwise to ${again.tarBytes} ${again.tarSha256}`;
    });
    entries.push(again.entries);
    const said = scene.soundTars.get(`sha256:${again.tarSha256}`);
    // Lower ones leave entries out.
    if (said !== undefined && scene.limits === DEFAULT_LIMITS) checkEntries(again.entries, said);
    if (problems.some((problem) => problem.layer === at + 1 && problem.code === 'stream-corrupt')) continue;
    const other = unpackElsewhere(await bytesOf(blob, scene.signal), layer.compression);
    require(other === null || digestOf(other).endsWith(again.tarSha256), () =>
      `layer ${at + 1} unpacks to other bytes elsewhere`);
  }
  // Entries over the limit are left out of the image, not of its tars.
  if (problems.some(({ code }) => code === 'limit-entries')) return false;
  return checkAgainstReference(tree, entries);
}

async function bytesOf(blob: ByteSource, signal: AbortSignal): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  for await (const piece of blob.stream(undefined, signal)) pieces.push(piece);
  return join(pieces);
}

/** What was thrown, as what is to be said of it. */
export function asFinding(error: unknown): Finding {
  if (error instanceof Finding) return error;
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return new Finding(`crash: ${stack}`, { cause: error });
}
