import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  chooseImage,
  DEFAULT_LIMITS,
  type GhostRow,
  type ImageQuery,
  type ImageStore,
  type LsRow,
  lsRows,
  type Problem,
} from '@stratascope/core';
import { createLayerReader, type LoadedImage, loadImage, openLocation } from '@stratascope/core/node';
import { archive } from '../image/archive';
import { image } from '../image/image-recipe';
import { ociLayout } from '../image/oci-layout';
import type { LayerRecipe } from '../layer-recipe';

const signal = new AbortController().signal;
const HOST = { os: 'linux', architecture: 'amd64' } as const;

/** Gives the archive's bytes to the product as a file that a person names, and takes it away afterwards. */
export async function withLocation<T>(bytes: Uint8Array, use: (store: ImageStore) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'stratascope-conformance-'));
  try {
    const path = join(folder, 'image.tar');
    writeFileSync(path, bytes);
    const store = await openLocation(path, { limits: DEFAULT_LIMITS, signal, scratchFolder: folder });
    try {
      return await use(store);
    } finally {
      await store.close();
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The whole way of an archive: store, blobs, tar, index, merge. */
export function loadArchive(bytes: Uint8Array, query: Partial<ImageQuery> = {}): Promise<LoadedImage> {
  return withLocation(bytes, async (store) => {
    const ref = chooseImage(store.images, { host: HOST, ...query }, 'image.tar');
    const reader = createLayerReader({ cacheFolder: null, workers: 0, workerEntry: null, inThreadBelowBytes: 0 });
    try {
      return await loadImage(await store.openImage(ref, signal), { reader, limits: DEFAULT_LIMITS, signal });
    } finally {
      await reader.close();
    }
  });
}

/** The same of layers, the base first, as gzip layers of an OCI archive. */
export function loadLayers(...layers: readonly LayerRecipe[]): Promise<LoadedImage> {
  return loadArchive(archive(ociLayout([image({ layers })])));
}

/**
 * A level in lines to write by hand: `/a/b file "hello" @1`. What a recipe gives by itself is left out (0644, 0755 of
 * directories, 0777 of symbolic links, owner 0:0, 2024-03-01), and a content stands as text where its digest proves it.
 */
export async function levelLines(
  loading: Promise<LoadedImage>,
  contents: readonly LayerRecipe[],
  options: { readonly level?: number; readonly ghosts?: boolean } = {},
): Promise<readonly string[]> {
  const { tree } = await loading;
  const known = contentsByDigest(contents);
  const rows = lsRows(tree, options.level ?? tree.layerCount, options);
  return [...rows].map((row) => ('ghost' in row ? ghostText(row) : rowText(row, known)));
}

/** Levels of the layers themselves, the top one unless another is asked for. */
export function rowsOf(
  layers: readonly LayerRecipe[],
  options: { readonly level?: number; readonly ghosts?: boolean } = {},
): Promise<readonly string[]> {
  return levelLines(loadLayers(...layers), layers, options);
}

/** `code layer path`, in their order; those that say that a recipe has no history are never there. */
export function problemLines(problems: readonly Problem[]): readonly string[] {
  return problems.map(({ code, layer, path }) => [code, layer, path].filter((part) => part !== undefined).join(' '));
}

const DEFAULT_MODES: Readonly<Record<string, string>> = { dir: '0755', symlink: '0777' };
const DEFAULT_MTIME = '1709251200';

function contentsByDigest(layers: readonly LayerRecipe[]): ReadonlyMap<string, string> {
  const entries = layers.flatMap((layer) => layer.entries());
  return new Map(
    entries.map(({ sha256, content }) => [
      Buffer.from(sha256 ?? []).toString('hex'),
      JSON.stringify(new TextDecoder().decode(content)),
    ]),
  );
}

function rowText(row: LsRow, known: ReadonlyMap<string, string>): string {
  const { path, type, mode, uid, gid, mtime, size, sha256, link, dev, xattrs, hl, implied, layer } = row;
  return [
    JSON.stringify(path).slice(1, -1),
    ...(row.pathHex === undefined ? [] : [`(${row.pathHex})`]),
    type,
    ...(sha256 === undefined ? [] : [known.get(sha256) ?? `${size} bytes ${sha256}`]),
    ...(link === undefined ? [] : [`-> ${link}`]),
    ...(dev === undefined ? [] : [dev]),
    ...(mode === (DEFAULT_MODES[type] ?? '0644') ? [] : [mode]),
    ...(uid === 0 && gid === 0 ? [] : [`${uid}:${gid}`]),
    ...(mtime === DEFAULT_MTIME || implied === true ? [] : [`at ${mtime}`]),
    ...(xattrs === undefined ? [] : [JSON.stringify(xattrs)]),
    ...(hl === undefined ? [] : [`= ${hl}`]),
    ...(implied === true ? ['implied'] : []),
    `@${layer}`,
  ].join(' ');
}

function ghostText({ path, type, size, removedBy, layer }: GhostRow): string {
  const bytes = size === undefined ? '' : ` ${size}`;
  return `${path} ghost ${type}${bytes} @${layer}, ${removedBy.how} in ${removedBy.layer}`;
}
