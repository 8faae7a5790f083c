import { createHash } from 'node:crypto';
import type { Platform } from '../../pure/image/image';
import { type Compression, compress } from '../compression/compress';
import { LayerRecipe } from '../layer-recipe';

/** An image said in code. Every field but the layers may be left out. */
export interface ImageOptions {
  /** `name:tag`, as `docker save` would write them; none for an image without a name. */
  readonly names?: readonly string[];
  /** The base first. */
  readonly layers: readonly (LayerRecipe | LayerOptions)[];
  /** The oldest step first; by default one step a layer. */
  readonly history?: readonly HistoryStep[] | null;
  /** The `config` of the image configuration: `Env`, `Cmd`, `Labels` and so on. */
  readonly config?: JsonObject;
  readonly platform?: Platform;
  readonly created?: string;
  readonly author?: string;
  readonly annotations?: Readonly<Record<string, string>>;
  /** The last word on the configuration and manifest, for images that tell untruths. */
  readonly editConfig?: (config: JsonObject) => unknown;
  readonly editManifest?: (manifest: JsonObject) => unknown;
}

export interface LayerOptions {
  /** A recipe, or the bytes of a tar. */
  readonly content: LayerRecipe | Uint8Array;
  /** In forms that leave the choice; else the form decides. */
  readonly compression?: Compression;
  /** The bytes of the blob, where they are to be others than the compressed tar. */
  readonly blob?: Uint8Array;
  /** The descriptor's fields where they are to be others: `digest`, `size`, `mediaType`, `urls`, `data`, `annotations`. */
  readonly descriptor?: JsonObject;
  /** The diff ID that the configuration claims, where it is to be another. */
  readonly diffId?: string;
  /** The blob is not written. */
  readonly isMissing?: boolean;
  readonly createdBy?: string;
}

export interface HistoryStep {
  readonly createdBy?: string;
  readonly created?: string;
  readonly author?: string;
  readonly comment?: string;
  readonly isEmpty?: boolean;
}

export type JsonObject = { readonly [key: string]: unknown };

export interface ImageRecipe extends ImageOptions {
  readonly kind: 'image';
  readonly names: readonly string[];
  readonly platform: Platform;
}

/** One image of an archive or layout. */
export function image(options: ImageOptions): ImageRecipe {
  return { ...options, kind: 'image', names: options.names ?? [], platform: options.platform ?? DEFAULT_PLATFORM };
}

const DEFAULT_PLATFORM: Platform = { os: 'linux', architecture: 'amd64' };
const DEFAULT_CREATED = '2024-03-01T00:00:00Z';

export interface BuiltLayer {
  readonly tar: Uint8Array;
  readonly diffId: string;
  readonly blob: Uint8Array;
  readonly digest: string;
  readonly compression: Compression;
  readonly createdBy: string;
  readonly options: LayerOptions;
}

/** The bytes of an image's parts, and their digests. */
export interface BuiltImage {
  readonly recipe: ImageRecipe;
  readonly layers: readonly BuiltLayer[];
  readonly configBytes: Uint8Array;
  readonly configDigest: string;
}

/** Makes the bytes of layers and configuration; `compression` is for the layers that name none. */
export function buildImage(recipe: ImageRecipe, compression: Compression): BuiltImage {
  const layers = recipe.layers.map((options, index) => buildLayer(options, index, compression));
  const config = configDocument(recipe, layers);
  const configBytes = jsonBytes(recipe.editConfig?.(config) ?? config);
  return { recipe, layers, configBytes, configDigest: digestOf(configBytes) };
}

function buildLayer(given: LayerRecipe | LayerOptions, index: number, preferred: Compression): BuiltLayer {
  const options = given instanceof LayerRecipe ? { content: given } : given;
  const compression = options.compression ?? preferred;
  const tar = options.content instanceof LayerRecipe ? options.content.tar() : options.content;
  const blob = options.blob ?? compress(tar, compression);
  return {
    tar,
    diffId: options.diffId ?? digestOf(tar),
    blob,
    digest: digestOf(blob),
    compression,
    createdBy: options.createdBy ?? `step of layer ${index + 1}`,
    options,
  };
}

function configDocument(recipe: ImageRecipe, layers: readonly BuiltLayer[]): JsonObject {
  const steps = recipe.history === undefined ? layers.map(({ createdBy }) => ({ createdBy })) : recipe.history;
  const { os, architecture, variant, osVersion } = recipe.platform;
  return {
    architecture,
    ...(variant === undefined ? {} : { variant }),
    os,
    ...(osVersion === undefined ? {} : { 'os.version': osVersion }),
    created: recipe.created ?? DEFAULT_CREATED,
    ...(recipe.author === undefined ? {} : { author: recipe.author }),
    config: recipe.config ?? {},
    rootfs: { type: 'layers', diff_ids: layers.map(({ diffId }) => diffId) },
    ...(steps === null ? {} : { history: steps.map((step) => historyDocument(step, recipe)) }),
  };
}

function historyDocument(step: HistoryStep, recipe: ImageRecipe): JsonObject {
  return {
    created: step.created ?? recipe.created ?? DEFAULT_CREATED,
    ...(step.createdBy === undefined ? {} : { created_by: step.createdBy }),
    ...(step.author === undefined ? {} : { author: step.author }),
    ...(step.comment === undefined ? {} : { comment: step.comment }),
    ...(step.isEmpty === true ? { empty_layer: true } : {}),
  };
}

export function jsonBytes(document: unknown): Uint8Array {
  return document instanceof Uint8Array ? document : new TextEncoder().encode(JSON.stringify(document));
}

/** `sha256:` and hex digits. */
export function digestOf(bytes: Uint8Array): string {
  return `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
}

export function hexOf(digest: string): string {
  return digest.slice(digest.indexOf(':') + 1);
}
