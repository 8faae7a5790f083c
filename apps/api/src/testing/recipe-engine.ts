import {
  type DiffId,
  type Digest,
  type EntryRef,
  type ImageRef,
  type ImageSource,
  type LayerSource,
  mergeLayers,
  sha256Digest,
} from '@stratascope/core';
import { type LoadedImage, type ReadLayer, readTarHeaders } from '@stratascope/core/node';
import { type BuiltImage, buildImage, type ImageRecipe, LayerRecipe, layerIndexOf } from '@stratascope/core/testing';
import type { Engine } from '../workspace/engine';

/** What a recipe engine tells a test, and lets it hold up. */
export interface RecipeEngine extends Engine {
  /** How often an image was read. */
  readonly loads: number;
  /** From now on each layer waits for a call of `release` before it is read. */
  hold(): void;
  release(): void;
}

/**
 * An engine without files: its one location holds images said in code. For tests of when things happen; what real
 * archives give is tested with real archives.
 */
export function recipeEngine(images: readonly ImageRecipe[]): RecipeEngine {
  const built = images.map((recipe) => buildImage(recipe, 'none'));
  let loads = 0;
  let isHeld = false;
  let wake: (() => void)[] = [];

  return {
    get loads() {
      return loads;
    },
    hold() {
      isHeld = true;
    },
    release() {
      const waiting = wake;
      wake = [];
      for (const each of waiting) each();
    },
    async open() {
      return {
        store: { id: 'recipe', title: 'recipes' },
        images: {
          storeId: 'recipe',
          images: built.map(refOf),
          problems: [],
          openImage: async (ref: ImageRef) =>
            sourceOf(
              built.find((each) => each.configDigest === ref.ref),
              ref,
            ),
          close: async () => {},
        },
      };
    },
    async load(source, { signal, onProgress, onLayer }) {
      loads++;
      const image = built.find((each) => each.configDigest === source.ref.ref);
      const layers: ReadLayer[] = [];
      for (const { layer, diffId } of source.layers) {
        onProgress({ layer, readBytes: 1, totalBytes: image?.layers[layer - 1]?.tar.length ?? 0 });
        if (isHeld) await new Promise<void>((resolve) => wake.push(resolve));
        signal.throwIfAborted();
        const read = readLayer(image, layer, diffId);
        layers.push(read);
        onLayer(read);
      }
      const tree = mergeLayers(layers.map(({ index }) => index));
      return { source, layers, tree, problems: tree.problems, isVerified: true } satisfies LoadedImage;
    },
    contents: {
      async *read(loaded, { layer, entry }: EntryRef, { range, signal }) {
        signal.throwIfAborted();
        const index = loaded.layers[layer - 1]?.index;
        const image = built.find((each) => each.configDigest === loaded.source.ref.ref);
        const start = index?.dataOffset(entry) ?? 0;
        const { start: from, end } = range ?? { start: 0, end: index?.size(entry) ?? 0 };
        yield image?.layers[layer - 1]?.tar.subarray(start + from, start + end) ?? new Uint8Array();
      },
      async headers(loaded, { layer, entry }, signal) {
        const index = loaded.layers[layer - 1]?.index;
        const image = built.find((each) => each.configDigest === loaded.source.ref.ref);
        if (!index) throw new Error(`no layer ${layer}`);
        const stream = async function* ({ start, end }: { start: number; end: number }) {
          yield image?.layers[layer - 1]?.tar.subarray(start, end) ?? new Uint8Array();
        };
        return await readTarHeaders({ stream: (range) => stream(range ?? { start: 0, end: 0 }) }, index, entry, signal);
      },
    },
    async close() {},
  };
}

function refOf({ configDigest, recipe, layers }: BuiltImage): ImageRef {
  return {
    ref: configDigest as Digest,
    names: recipe.names,
    aliases: [],
    kind: 'image',
    id: configDigest as Digest,
    digest: null,
    index: null,
    platform: recipe.platform,
    artifactType: null,
    subject: null,
    layerCount: layers.length,
  };
}

function sourceOf(image: BuiltImage | undefined, ref: ImageRef): ImageSource {
  if (image === undefined) throw new Error(`no image ${ref.ref}`);
  return {
    ref,
    manifestBytes: null,
    readIndex: async () => null,
    configBytes: image.configBytes,
    config: {
      platform: ref.platform,
      createdAt: null,
      author: null,
      user: null,
      workingDirectory: null,
      entrypoint: null,
      command: null,
      environment: [],
      labels: labelsOf(image),
      exposedPorts: [],
      volumes: [],
      stopSignal: null,
      // One step a layer.
      steps: (image.recipe.history ?? []).map(({ createdBy = '' }, at) => ({
        step: at + 1,
        createdBy,
        createdAt: null,
        comment: null,
        author: null,
        layer: at + 1,
        isEmpty: false,
      })),
    },
    layers: image.layers.map(
      ({ tar, diffId }, at): LayerSource => ({
        layer: at + 1,
        digest: diffId as Digest,
        diffId: diffId as DiffId,
        mediaType: null,
        declaredSize: tar.length,
        blob: null,
        unavailable: null,
      }),
    ),
    problems: [],
  };
}

function labelsOf({ recipe }: BuiltImage): Readonly<Record<string, string>> {
  return (recipe.config?.Labels ?? {}) as Readonly<Record<string, string>>;
}

function readLayer(image: BuiltImage | undefined, layer: number, diffId: DiffId | null): ReadLayer {
  const content = image?.layers[layer - 1]?.options.content;
  const tarBytes = image?.layers[layer - 1]?.tar.length ?? 0;
  return {
    layer,
    state: 'ok',
    index: content instanceof LayerRecipe ? layerIndexOf(content) : null,
    digest: diffId ?? sha256Digest('0'.repeat(64)),
    diffId,
    storedBytes: tarBytes,
    tarBytes,
    compression: 'none',
    problems: [],
    isVerified: true,
  };
}
