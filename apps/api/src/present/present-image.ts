import { type Language, type LayerLedger, layerContents } from '@stratascope/core';
import type { LoadedImage } from '@stratascope/core/node';
import type { ImageAnswer, LayerAnswer, LayerSummary } from '@stratascope/protocol';
import { attachmentsOf, platformsOf } from '../workspace/find-image';
import type { ImageJob, LayerJob } from '../workspace/image-job';
import { SHOWN_CONTENTS } from '../workspace/shown-contents';
import { findBase } from './base-image';
import { storedOnce } from './present-ledger';
import { layerState, presentIndexStatus, presentSizes, presentSummary, storedBytes } from './present-library';
import { presentPath, presentProblem } from './present-problem';

interface Context {
  readonly language: Language;
  /** All images that are open. */
  readonly images: readonly ImageJob[];
  /** Version of API and index. */
  readonly answers: string;
}

/** An image with what is known of it now: its documents, and once it is indexed all else. */
export function presentImage(job: ImageJob, loaded: LoadedImage | null, context: Context): ImageAnswer {
  const { ref, names, kind, id, digest, platform, artifactType, subject } = job.ref;
  const source = job.openedSource;
  if (source === null) throw new TypeError('the documents are read before an image is shown');
  const { steps, ...config } = source.config;
  const ledger = loaded?.tree.ledger(loaded.tree.layerCount) ?? null;
  const problems = loaded?.problems ?? [...source.problems, ...job.layers.flatMap(({ read }) => read?.problems ?? [])];
  return {
    ref,
    locationId: job.locationId,
    names: [...names],
    kind,
    id,
    digest,
    platform: platform ?? config.platform,
    artifactType,
    subject,
    version: job.isVerified ? context.answers : null,
    index: presentIndexStatus(job, context.language),
    sizes: presentSizes(job),
    storedOnce: storedOnceOf(job),
    deadBy: ledger?.deadBy ?? {},
    config,
    steps,
    layers: job.layers.map((layer) => presentLayer(job, layer, loaded, ledger?.layers[layer.layer - 1] ?? null)),
    base: findBase(job, context.images),
    problems: problems.map((problem) => presentProblem(problem, context.language)),
    platforms: platformsOf(context.images, job).map(presentSummary),
    attachments: attachmentsOf(context.images, job).map(presentSummary),
  };
}

/** The facts of one layer of an indexed image. */
export function presentLayerAnswer(
  job: ImageJob,
  loaded: LoadedImage,
  layer: LayerJob,
  language: Language,
): LayerAnswer {
  const { tree } = loaded;
  const ledger = tree.ledger(tree.layerCount).layers[layer.layer - 1] ?? null;
  const summary = presentLayer(job, layer, loaded, ledger);
  const step = job.openedSource?.config.steps.find((each) => each.layer === layer.layer);
  const { largest } = layerContents(tree, layer.layer, SHOWN_CONTENTS);
  const deadByCause: Record<string, number> = {};
  for (const { cause, bytes } of ledger?.deadBy ?? []) deadByCause[cause] = (deadByCause[cause] ?? 0) + bytes;
  return {
    ...summary,
    ref: job.ref.ref,
    createdBy: step?.createdBy ?? null,
    createdAt: step?.createdAt ?? null,
    comment: step?.comment ?? null,
    entries: tree.layers[layer.layer - 1]?.entryCount ?? null,
    deadByCause,
    largest: largest.map(({ path, bytes, dead }) => ({ ...presentPath(path), bytes, isDead: dead === bytes })),
    problems: loaded.problems
      .filter((problem) => problem.layer === layer.layer)
      .map((problem) => presentProblem(problem, language)),
  };
}

function presentLayer(
  job: ImageJob,
  layer: LayerJob,
  loaded: LoadedImage | null,
  ledger: LayerLedger | null,
): LayerSummary {
  const { read } = layer;
  const source = job.openedSource?.layers[layer.layer - 1];
  const contents = loaded === null ? null : layerContents(loaded.tree, layer.layer, SHOWN_CONTENTS);
  return {
    layer: layer.layer,
    step: job.openedSource?.config.steps.find((each) => each.layer === layer.layer)?.step ?? null,
    state: layerState(layer),
    digest: read?.digest ?? source?.digest ?? null,
    diffId: read?.diffId ?? source?.diffId ?? null,
    mediaType: source?.mediaType ?? null,
    compression: read?.compression ?? null,
    isVerified: read?.isVerified ?? false,
    stored: storedBytes(job, layer),
    tar: read?.tarBytes ?? null,
    content: ledger?.content ?? null,
    live: ledger?.live ?? null,
    dead: ledger?.dead ?? null,
    deadBy: ledger?.deadBy ?? [],
    counts: loaded?.tree.changeCounts(layer.layer) ?? null,
    folders: contents?.parts.map(({ path, ...part }) => ({ ...presentPath(path), ...part })) ?? [],
    moreFolders: contents?.more.count ?? 0,
    moreFolderBytes: contents?.more.bytes ?? 0,
  };
}

function storedOnceOf(job: ImageJob): number | null {
  return storedOnce(
    job.layers.map((layer) => ({
      layer: layer.layer,
      digest: layer.read?.digest ?? job.openedSource?.layers[layer.layer - 1]?.digest ?? null,
      storedBytes: storedBytes(job, layer),
    })),
  );
}
