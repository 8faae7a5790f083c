import { EMPTY_CONFIG, readLegacyConfig } from '../image/config';
import { readRepositories } from '../image/docker-lists';
import type { ImageConfig } from '../image/image';
import { type DocumentLabel, leniently, readDocument, strictly } from '../image/json/read-document';
import { member, readText } from '../image/json/read-shape';
import { textToByteString } from '../model/byte-string';
import type { Digest } from '../model/digest';
import type { Problem } from '../model/problem';
import { createProblemList } from '../model/problem-list';
import { failureToProblem, tryDocument } from './document-failure';
import type { FoundImage } from './found-image';
import type { ImageContext, ImageFiles } from './image-files';
import { memberLayer } from './layer-sources';
import { isLeftOut, type ListReport } from './list-oci-images';
import { boundLayers } from './listing-budget';
import { readDocumentBytes } from './read-file';
import type { ImageSource } from './store';

/** `ID/json` of an archive's member. */
const NODE_PATH = /^\/([0-9a-f]{64})\/json$/;

/** Whether an archive has an image of the kind from before Docker 1.10, told by names alone. */
export function hasLegacyNode(files: Pick<ImageFiles, 'paths'>): boolean {
  for (const path of files.paths()) if (NODE_PATH.test(path)) return true;
  return false;
}

/**
 * The images of an archive before Docker 1.10: those that `repositories` names, in its order, then the ends of chains
 * that nothing names. Each `ID/json` names its parent; there are neither diff IDs nor history.
 *
 * Source: Docker image spec v1.0. Rule 17.
 */
export async function listLegacyImages(
  context: ImageContext,
  repositoriesBytes: Uint8Array | null,
  report: ListReport,
): Promise<readonly FoundImage[]> {
  const namesById =
    repositoriesBytes === null ? new Map<string, readonly string[]>() : readNames(context, repositoriesBytes, report);
  const images: FoundImage[] = [];
  const { ends, parents } = await findUnnamedEnds(context, namesById);
  for (const id of [...namesById.keys(), ...ends]) {
    context.signal.throwIfAborted();
    if (isLeftOut(images.length, context, report)) break;
    const image = await tryDocument(
      () => findLegacyImage(context, id, namesById.get(id) ?? [], parents),
      (failure) => report.failure(failure),
    );
    if (image !== null) images.push(image);
  }
  return images;
}

/** The names of each ID. */
function readNames(context: ImageContext, bytes: Uint8Array, report: ListReport): ReturnType<typeof readRepositories> {
  const label: DocumentLabel = { document: 'file', name: 'repositories' };
  const place = readDocument(bytes, {
    label,
    limits: context.limits,
    report: (problem) => report.problem(problem),
    onFault: strictly(label),
  });
  return readRepositories(place);
}

/** The parent of each ID that was looked at. */
type Parents = ReadonlyMap<string, string | null>;

/** Images that no other has for its parent and that no name leads to, in the archive's order; and all parents. */
async function findUnnamedEnds(
  context: ImageContext,
  named: ReadonlyMap<string, unknown>,
): Promise<{ readonly ends: readonly string[]; readonly parents: Parents }> {
  const parents = new Map<string, string | null>();
  for (const path of context.files.paths()) {
    const id = NODE_PATH.exec(path)?.[1];
    if (id === undefined || parents.size >= context.limits.images || context.budget?.isSpent) continue;
    const { parent } = await readNode(context, id, () => {});
    parents.set(id, parent);
  }
  const inner = new Set(parents.values());
  return { ends: [...parents.keys()].filter((id) => !inner.has(id) && !named.has(id)), parents };
}

/** One `ID/json`. */
interface LegacyNode {
  readonly bytes: Uint8Array | null;
  readonly parent: string | null;
  readonly config: ImageConfig;
}

async function readNode(context: ImageContext, id: string, report: (problem: Problem) => void): Promise<LegacyNode> {
  const name = `${id}/json`;
  const label: DocumentLabel = { document: 'config', name };
  const lookup = await context.files.find(textToByteString(name));
  if (lookup.kind === 'fault') report(lookup.problem);
  if (lookup.kind !== 'file') {
    report({ code: 'config-missing', details: { name, location: context.files.location } });
    return { bytes: null, parent: null, config: EMPTY_CONFIG };
  }
  const node = await tryDocument(
    async () => {
      const bytes = await readDocumentBytes(lookup.source, label, context);
      const options = { label, limits: context.limits, report, onFault: leniently(label, report) };
      const place = readDocument(bytes, options);
      return { bytes, parent: readText(member(place, 'parent')) || null, config: readLegacyConfig(place) };
    },
    (failure) => report(failureToProblem(failure)),
  );
  return node ?? { bytes: null, parent: null, config: EMPTY_CONFIG };
}

/** The IDs of an image's layers, the base first; a chain that leads back to itself ends there. */
async function readChain(
  context: ImageContext,
  id: string,
  report: (problem: Problem) => void,
  parents: Parents = new Map(),
): Promise<readonly string[]> {
  const chain = new Set<string>();
  for (let next: string | null = id; next !== null; ) {
    if (chain.has(next)) {
      report({ code: 'index-cycle', details: { digest: next } });
      break;
    }
    chain.add(next);
    boundLayers(chain.size, context.limits);
    const known = parents.get(next);
    next = known !== undefined ? known : (await readNode(context, next, chain.size === 1 ? () => {} : report)).parent;
  }
  return [...chain].reverse();
}

async function findLegacyImage(
  context: ImageContext,
  id: string,
  names: readonly string[],
  parents: Parents,
): Promise<FoundImage> {
  const node = await readNode(context, id, () => {});
  const chain = await readChain(context, id, () => {}, parents);
  return {
    ref: {
      ref: linkDigest(context, id, node),
      kind: 'image',
      id: node.bytes === null ? null : id,
      digest: null,
      index: null,
      platform: node.config.platform,
      artifactType: null,
      subject: null,
      layerCount: chain.length,
    },
    key: id,
    names: new Set(names),
    layerDigests: chain.map(() => null),
    open: (ref, signal) => openLegacyImage({ ...context, signal, budget: undefined }, id, ref),
  };
}

/** The ID is a claim; what names the image in links is made of bytes. */
function linkDigest(context: ImageContext, id: string, { bytes }: LegacyNode): Digest {
  return context.platform.hash('sha256', bytes ?? new TextEncoder().encode(id));
}

async function openLegacyImage(context: ImageContext, id: string, ref: ImageSource['ref']): Promise<ImageSource> {
  const problems = createProblemList();
  const report = (problem: Problem) => problems.add(problem);
  const { bytes, config } = await readNode(context, id, report);
  const chain = await readChain(context, id, report);
  const layers: ImageSource['layers'][number][] = [];
  for (const [position, layerId] of chain.entries()) {
    const claim = { member: `${layerId}/layer.tar`, diffId: null, digest: null, mediaType: null };
    layers.push(await memberLayer(context, { layer: position + 1, ...claim }, report));
  }
  return {
    ref,
    manifestBytes: null,
    configBytes: bytes,
    readIndex: async () => null,
    config,
    layers,
    problems: problems.list(),
  };
}
