import type { Language } from '@stratascope/core';
import type {
  ImageSummary,
  IndexStatus,
  LayerProgress,
  LayerState,
  LibraryAnswer,
  Location,
} from '@stratascope/protocol';
import { presentError } from '../http/send-error';
import type { ImageJob, LayerJob } from '../workspace/image-job';
import type { OpenedLocation } from '../workspace/opened-location';
import type { Workspace } from '../workspace/workspace';
import { presentProblem } from './present-problem';

export function presentLibrary(
  workspace: Workspace,
  { language, canOpenPaths }: { readonly language: Language; readonly canOpenPaths: boolean },
): LibraryAnswer {
  const open = new Set(workspace.locations.map(({ path }) => path));
  return {
    locations: workspace.locations.map((location) => presentLocation(location, language)),
    // Where no path may be opened, nobody needs to know those that were.
    recent: canOpenPaths ? workspace.recent.map((entry) => ({ ...entry, isOpen: open.has(entry.location) })) : [],
    dataFolder: workspace.dataFolder,
    canOpenPaths,
    maxUploadBytes: workspace.maxUploadBytes,
  };
}

export function presentLocation(location: OpenedLocation, language: Language): Location {
  const { id, path, title, store, isSample, isUpload, state, progress, error } = location;
  return {
    id,
    location: path,
    title,
    store,
    isSample,
    isUpload,
    state,
    progress,
    ...(error === null ? {} : { error: presentError(error, language) }),
    problems: location.problems.map((problem) => presentProblem(problem, language)),
    images: location.images.map(presentSummary),
  };
}

export function presentSummary(job: ImageJob): ImageSummary {
  const { ref, names, kind, id, digest, platform, artifactType, subject, layerCount } = job.ref;
  return {
    ref,
    names: [...names],
    kind,
    id,
    digest,
    platform,
    artifactType,
    subject,
    layerCount,
    sizes: presentSizes(job),
    index: job.state,
  };
}

/** Rule 22, of the whole image. What is stored is known from its documents, all else once it is indexed. */
export function presentSizes(job: ImageJob): ImageSummary['sizes'] {
  const stored = job.openedSource === null ? null : sumOrNull(job.layers.map((layer) => storedBytes(job, layer)));
  return {
    stored,
    unpacked: job.sums?.content ?? null,
    live: job.sums?.live ?? null,
    dead: job.sums?.dead ?? null,
  };
}

/** As read; before that, as the store has it or the descriptor says. Null where there is no blob and no claim. */
export function storedBytes(job: ImageJob, { layer, read }: LayerJob): number | null {
  if (read !== null) return read.storedBytes;
  const source = job.openedSource?.layers[layer - 1];
  return source?.blob?.size ?? source?.declaredSize ?? null;
}

export function sumOrNull(sizes: readonly (number | null)[]): number | null {
  return sizes.reduce((sum, size) => (sum === null || size === null ? null : sum + size), 0);
}

export function presentIndexStatus(job: ImageJob, language: Language): IndexStatus {
  const { state, error } = job;
  const sum = (value: (layer: LayerJob) => number) => job.layers.reduce((total, layer) => total + value(layer), 0);
  return {
    state,
    layerCount: job.layers.length > 0 ? job.layers.length : job.ref.layerCount,
    layersRead: sum(({ read }) => (read === null ? 0 : 1)),
    readBytes: sum(({ read, readBytes, totalBytes }) => (read === null ? readBytes : totalBytes)),
    totalBytes: sum(({ totalBytes }) => totalBytes),
    layers: job.layers.map(presentLayerProgress),
    ...(state === 'failed' && error !== null ? { error: presentError(error, language) } : {}),
  };
}

function presentLayerProgress(layer: LayerJob): LayerProgress {
  const { readBytes, totalBytes, read } = layer;
  return {
    layer: layer.layer,
    state: layerState(layer),
    readBytes: read === null ? Math.min(readBytes, totalBytes) : totalBytes,
    totalBytes,
  };
}

export function layerState({ read, isStarted }: LayerJob): LayerState {
  if (read !== null) return read.state;
  return isStarted ? 'indexing' : 'waiting';
}
