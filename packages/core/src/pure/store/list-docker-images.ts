import { type DockerManifestEntry, readDockerManifest, readDockerManifestEntry } from '../image/docker-lists';
import { type DocumentLabel, readDocument, strictly } from '../image/json/read-document';
import { textToByteString } from '../model/byte-string';
import { type DiffId, type Digest, parseDigest } from '../model/digest';
import type { Problem } from '../model/problem';
import { createProblemList } from '../model/problem-list';
import { checkPromises } from './blobs';
import { tryDocument } from './document-failure';
import type { FoundImage } from './found-image';
import { type ConfigDocument, readConfigDocument } from './image-documents';
import type { ImageContext } from './image-files';
import { memberLayer } from './layer-sources';
import { isLeftOut, type ListReport } from './list-oci-images';
import { boundLayers } from './listing-budget';
import type { ImageSource } from './store';

/** The images of a docker-archive's `manifest.json`, in its order (rule 17). */
export async function listDockerImages(
  context: ImageContext,
  manifestBytes: Uint8Array,
  report: ListReport,
): Promise<readonly FoundImage[]> {
  const label: DocumentLabel = { document: 'file', name: 'manifest.json' };
  const place = readDocument(manifestBytes, {
    label,
    limits: context.limits,
    report: (problem) => report.problem(problem),
    onFault: strictly(label),
  });
  const images: FoundImage[] = [];
  for (const item of readDockerManifest(place)) {
    context.signal.throwIfAborted();
    if (isLeftOut(images.length, context, report)) break;
    const image = await tryDocument(
      async () => findDockerImage(context, readDockerManifestEntry(item)),
      (failure) => report.failure(failure),
    );
    if (image !== null) images.push(image);
  }
  return images;
}

async function findDockerImage(context: ImageContext, entry: DockerManifestEntry): Promise<FoundImage> {
  boundLayers(entry.layers.length, context.limits);
  const config = await readEntryConfig(context, entry, () => {});
  return {
    ref: {
      ref: config.digest ?? nameWithoutConfig(context, entry),
      kind: 'image',
      id: config.digest,
      digest: null,
      index: null,
      platform: config.config.platform,
      artifactType: null,
      subject: null,
      layerCount: entry.layers.length,
    },
    key: entryKey(entry),
    names: new Set(entry.names),
    layerDigests: entry.layers.map((layer, position) => promisedDigest(layer, config.diffIds[position] ?? null)),
    open: (ref, signal) => openDockerImage({ ...context, signal, budget: undefined }, entry, ref),
  };
}

async function openDockerImage(
  context: ImageContext,
  entry: DockerManifestEntry,
  ref: ImageSource['ref'],
): Promise<ImageSource> {
  const problems = createProblemList();
  const report = (problem: Problem) => problems.add(problem);
  const config = await readEntryConfig(context, entry, report);
  const layers: ImageSource['layers'][number][] = [];
  for (const [position, member] of entry.layers.entries()) {
    const diffId = config.diffIds[position] ?? null;
    const digest = promisedDigest(member, diffId);
    const source = diffId === null ? undefined : entry.layerSources.get(diffId);
    const mediaType = digest !== null && source?.digest === digest ? source.mediaType : null;
    layers.push(await memberLayer(context, { layer: position + 1, member, diffId, digest, mediaType }, report));
  }
  return {
    ref,
    manifestBytes: null,
    readIndex: async () => null,
    configBytes: config.bytes,
    config: config.config,
    layers,
    problems: problems.list(),
  };
}

async function readEntryConfig(
  context: ImageContext,
  entry: DockerManifestEntry,
  report: (problem: Problem) => void,
): Promise<ConfigDocument> {
  const promised = configDigest(entry.config);
  const lookup = await context.files.find(textToByteString(entry.config));
  const query = { lookup, name: entry.config, promised, layerCount: entry.layers.length };
  const config = await readConfigDocument(context, query, report);
  if (promised !== null && config.bytes !== null && config.digest !== null) {
    const read = { digest: config.digest, size: config.bytes.length };
    checkPromises('config', entry.config, read, { digest: promised, size: null }, report);
  }
  return config;
}

/** An image without a config is named in links by what `manifest.json` says of it. */
function nameWithoutConfig(context: ImageContext, entry: DockerManifestEntry): Digest {
  return context.platform.hash('sha256', new TextEncoder().encode(entryKey(entry)));
}

const entryKey = ({ config, layers }: DockerManifestEntry) => JSON.stringify([config, layers]);

const BLOB_NAME = /^(?:\.?\/)*blobs\/(sha256|sha512)\/([0-9a-f]+)$/;
const DIGEST_NAME = /^(sha256|sha512):([0-9a-f]+)(?:\.tar\.gz|\.json)?$/;

/** The digest that the name of a config promises: all tools name it by that, in one way or another. */
function configDigest(name: string): Digest | null {
  return digestIn(name, [BLOB_NAME, DIGEST_NAME]) ?? digestIn(`sha256:${name}`, [/^(sha256):([0-9a-f]{64})\.json$/]);
}

/**
 * The digest that the name of a layer promises. crane and others name a compressed layer by its digest; where that is
 * the diff ID, it is the tar that was named, and nothing is promised of the bytes as they are stored.
 */
function promisedDigest(name: string, diffId: DiffId | null): Digest | null {
  const blob = digestIn(name, [BLOB_NAME]);
  if (blob !== null) return blob;
  const digest = digestIn(name, [DIGEST_NAME]) ?? digestIn(`sha256:${name}`, [/^(sha256):([0-9a-f]{64})\.tar\.gz$/]);
  return digest === diffId ? null : digest;
}

function digestIn(name: string, patterns: readonly RegExp[]): Digest | null {
  for (const pattern of patterns) {
    const match = pattern.exec(name);
    const parsed = match === null ? null : parseDigest(`${match[1]}:${match[2]}`);
    if (parsed?.kind === 'digest') return parsed.digest;
  }
  return null;
}
