import { classifyManifest, type ManifestClass } from '../image/classify-manifest';
import { EMPTY_CONFIG } from '../image/config';
import type { Descriptor } from '../image/descriptor';
import type { Platform } from '../image/image';
import { type DocumentLabel, readDocument } from '../image/json/read-document';
import { type ImageManifest, readManifest } from '../image/manifest';
import { type Digest, splitDigest } from '../model/digest';
import { ImageError } from '../model/image-error';
import type { Problem } from '../model/problem';
import { createProblemList } from '../model/problem-list';
import { checkPromises, findBlob, findDescribedBlob } from './blobs';
import type { FoundImage } from './found-image';
import { type ConfigDocument, readConfigDocument } from './image-documents';
import type { ImageContext } from './image-files';
import { describedLayer } from './layer-sources';
import { boundLayers } from './listing-budget';
import { type ManifestBlob, readManifestBlob } from './manifest-blob';
import { readDocumentBytes } from './read-file';
import type { ImageSource } from './store';

/**
 * The image, attachment or artifact of a manifest. Its documents are read to list it and again to open it, so that a
 * location of a thousand images keeps no more than their names.
 *
 * @throws ImageError of the manifest: `json-*`, `limit-json-*`, `limit-layers`, `schema1`.
 */
export async function findOciImage(
  context: ImageContext,
  blob: ManifestBlob,
  names: readonly string[],
): Promise<FoundImage> {
  const { manifest, kind, config, platform } = await readDocuments(context, blob, names, () => {});
  const { descriptor, digest, index } = blob;
  return {
    ref: {
      ref: digest,
      kind: kind.kind,
      id: config.digest,
      digest,
      index,
      platform,
      artifactType: kind.artifactType,
      subject: kind.subject,
      layerCount: manifest.layers.length,
    },
    key: digest,
    names: new Set(names),
    layerDigests: manifest.layers.map((layer) => layer?.digestText ?? null),
    open: (ref, signal) => openOciImage({ ...context, signal, budget: undefined }, descriptor, ref),
  };
}

async function openOciImage(
  context: ImageContext,
  descriptor: Descriptor,
  ref: ImageSource['ref'],
): Promise<ImageSource> {
  const problems = createProblemList();
  const report = (problem: Problem) => problems.add(problem);
  const changed = (cause?: unknown) =>
    new ImageError('location-changed', { details: { location: context.files.location }, cause });
  const blob = await readManifestBlob(context, descriptor, { index: ref.index, name: 'index.json' }).catch(
    (error: unknown) => {
      // It was there when it was listed.
      throw error instanceof ImageError && error.code === 'manifest-missing' ? changed(error) : error;
    },
  );
  const { manifest, config } = await readDocuments(context, blob, ref.names, report);
  // In a folder another can have taken its place: what goes by this image's digest has to be this image.
  if (blob.digest !== ref.ref || config.digest !== ref.id) throw changed();
  const layers = await describedLayers(context, manifest, config, ref.kind === 'image', report);
  return {
    ref,
    manifestBytes: blob.bytes,
    configBytes: config.bytes,
    readIndex: (signal) => readIndexBytes({ ...context, signal }, ref.index),
    config: config.config,
    layers,
    problems: problems.list(),
  };
}

async function readIndexBytes(context: ImageContext, digest: Digest | null): Promise<Uint8Array | null> {
  const lookup = digest === null ? null : await findBlob(context, digest);
  if (digest === null || lookup?.kind !== 'file') return null;
  const bytes = await readDocumentBytes(lookup.source, { document: 'index', name: digest }, context);
  // An index that is stored under a false digest is not found by its own.
  return context.platform.hash(splitDigest(digest).algorithm, bytes) === digest ? bytes : null;
}

interface ImageDocuments {
  readonly manifest: ImageManifest;
  readonly kind: ManifestClass;
  readonly config: ConfigDocument;
  readonly platform: Platform | null;
}

/** Reads the manifest and its config, and tells all that is wrong with them. */
async function readDocuments(
  context: ImageContext,
  blob: ManifestBlob,
  names: readonly string[],
  report: (problem: Problem) => void,
): Promise<ImageDocuments> {
  const { descriptor } = blob;
  const label: DocumentLabel = { document: 'manifest', name: descriptor.digestText };
  const promised = descriptor.digest.kind === 'digest' ? descriptor.digest.digest : blob.digest;
  checkPromises(
    'manifest',
    label.name,
    { digest: blob.digest, size: blob.bytes.length },
    { digest: promised, size: descriptor.size },
    report,
  );
  const place = readDocument(blob.bytes, { label, limits: context.limits, report });
  const manifest = readManifest(place, label, report);
  const kind = classifyManifest(manifest, descriptor, descriptor.platform, names);
  if (kind.kind === 'image') boundLayers(manifest.layers.length, context.limits);
  // Only an image has a config of the form that is checked here: of the rest it may be anything.
  const reportConfig = kind.kind === 'image' ? report : () => {};
  const config = await readManifestConfig(context, manifest, reportConfig);
  const platform = descriptor.platform ?? config.config.platform;
  // The config, too, can say that this is an attestation.
  return { manifest, config, platform, kind: classifyManifest(manifest, descriptor, platform, names) };
}

async function readManifestConfig(
  context: ImageContext,
  manifest: ImageManifest,
  report: (problem: Problem) => void,
): Promise<ConfigDocument> {
  const layerCount = manifest.layers.length;
  const descriptor = manifest.config;
  if (descriptor === null) {
    return { bytes: null, digest: null, config: EMPTY_CONFIG, diffIds: manifest.layers.map(() => null) };
  }
  const promised = descriptor.digest.kind === 'digest' ? descriptor.digest.digest : null;
  if (descriptor.digest.kind === 'invalid')
    report({ code: 'digest-invalid', details: { digest: descriptor.digestText } });
  if (descriptor.digest.kind === 'unsupported') {
    const { algorithm } = descriptor.digest;
    report({ code: 'digest-unsupported', details: { algorithm, digest: descriptor.digestText } });
  }
  const lookup = await findDescribedBlob(context, descriptor);
  const query = { lookup, name: descriptor.digestText, promised, layerCount };
  const config = await readConfigDocument(context, query, report);
  if (config.bytes !== null && config.digest !== null && promised !== null) {
    const read = { digest: config.digest, size: config.bytes.length };
    checkPromises('config', descriptor.digestText, read, { digest: promised, size: descriptor.size }, report);
  }
  return config;
}

async function describedLayers(
  context: ImageContext,
  manifest: ImageManifest,
  config: ConfigDocument,
  isImage: boolean,
  report: (problem: Problem) => void,
): Promise<ImageSource['layers']> {
  const layers: ImageSource['layers'][number][] = [];
  for (const [position, descriptor] of manifest.layers.entries()) {
    const claim = { layer: position + 1, descriptor, diffId: config.diffIds[position] ?? null };
    layers.push(await describedLayer(context, claim, isImage, report));
  }
  return layers;
}
