import { type DocumentLabel, readDocument } from '../image/json/read-document';
import { member, readText } from '../image/json/read-shape';
import { fullName, tagOf } from '../image/reference';
import { textToByteString } from '../model/byte-string';
import { ImageError } from '../model/image-error';
import type { Problem } from '../model/problem';
import { createProblemList } from '../model/problem-list';
import { type DocumentFailure, failuresToProblems, tryDocument } from './document-failure';
import type { FoundImage } from './found-image';
import type { ImageContext } from './image-files';
import { listDockerImages } from './list-docker-images';
import { hasLegacyNode, listLegacyImages } from './list-legacy-images';
import { type ListReport, listOciImages } from './list-oci-images';
import { ListingBudget } from './listing-budget';
import { readDocumentBytes } from './read-file';
import type { ImageRef, ImageStore } from './store';

/** Which lists of images a location has, told by names alone. */
export interface ImageLists {
  readonly hasDockerManifest: boolean;
  /** `repositories`, or an `ID/json` without it: `docker save ID` named none (rule 17). */
  readonly hasLegacyImages: boolean;
  /** `oci-layout` is there. */
  readonly hasLayoutMark: boolean;
  /** That, or a folder of blobs: without either, an `index.json` is any program's. */
  readonly isLayout: boolean;
  /** Of a layout. */
  readonly hasIndex: boolean;
}

export async function findImageLists({ files }: Pick<ImageContext, 'files'>): Promise<ImageLists> {
  const has = async (name: string) => (await files.find(textToByteString(name))).kind !== 'absent';
  const hasLayoutMark = await has('oci-layout');
  const isLayout =
    hasLayoutMark || (await files.hasDirectory('blobs/sha256')) || (await files.hasDirectory('blobs/sha512'));
  return {
    hasDockerManifest: await has('manifest.json'),
    hasLegacyImages: (await has('repositories')) || hasLegacyNode(files),
    hasLayoutMark,
    isLayout,
    hasIndex: isLayout && (await has('index.json')),
  };
}

/**
 * Opens all images that an archive or folder lists. `manifest.json` and `index.json` are read as one list, since an
 * archive of Docker 25 or later has both; `repositories` counts where there is neither (rules 17, 18).
 *
 * @throws ImageError where no image can be shown: the first failure, `artifact-only`, `no-images`, `index-missing`.
 */
export async function openImageFiles(context: ImageContext, storeId: string): Promise<ImageStore> {
  const problems = createProblemList(context.files.problems);
  const failures: DocumentFailure[] = [];
  const report: ListReport = {
    problem: (problem) => problems.add(problem),
    failure: (failure) => failures.push(failure),
  };
  const found = await listAll({ ...context, budget: new ListingBudget(context.limits) }, report);
  const images = nameImages(context, found);
  if (!images.some(({ ref }) => ref.kind === 'image')) throw noImageError(context, images, failures);
  for (const problem of [...failuresToProblems(failures), ...describeArtifacts(images)]) problems.add(problem);
  const byRef = new Map(images.map((image) => [image.ref.ref, image]));
  return {
    storeId,
    images: images.map(({ ref }) => ref),
    problems: problems.list(),
    async openImage(ref, signal) {
      const image = byRef.get(ref.ref);
      if (image === undefined) throw new ImageError('image-unknown', { details: { image: ref.ref } });
      return image.found.open(image.ref, signal);
    },
    async close() {},
  };
}

async function listAll(context: ImageContext, report: ListReport): Promise<readonly FoundImage[]> {
  const lists = await findImageLists(context);
  if (lists.hasLayoutMark) await checkLayoutVersion(context, report);
  const read = async (name: string, list: typeof listOciImages) =>
    (await tryDocument(
      async () => list(context, await readListBytes(context, name), report),
      (failure) => report.failure(failure),
    )) ?? [];
  const docker = lists.hasDockerManifest ? await read('manifest.json', listDockerImages) : [];
  const oci = lists.hasIndex ? await read('index.json', listOciImages) : [];
  if (lists.hasDockerManifest || lists.hasIndex) return joinLists(mergeEntries(docker), oci);
  if (lists.hasLegacyImages) return listLegacy(context, report);
  throw new ImageError('index-missing');
}

async function listLegacy(context: ImageContext, report: ListReport): Promise<readonly FoundImage[]> {
  const lookup = await context.files.find(textToByteString('repositories'));
  const list = async () =>
    listLegacyImages(context, lookup.kind === 'absent' ? null : await readListBytes(context, 'repositories'), report);
  return (await tryDocument(list, (failure) => report.failure(failure))) ?? [];
}

async function readListBytes(context: ImageContext, name: string): Promise<Uint8Array> {
  const lookup = await context.files.find(textToByteString(name));
  if (lookup.kind !== 'file') throw new ImageError('manifest-missing', { details: { digest: name, name } });
  return readDocumentBytes(lookup.source, { document: 'file', name }, context);
}

async function checkLayoutVersion(context: ImageContext, report: ListReport): Promise<void> {
  const name = 'oci-layout';
  const lookup = await context.files.find(textToByteString(name));
  if (lookup.kind !== 'file') return;
  const label: DocumentLabel = { document: 'file', name };
  // The mark of a layout; whatever is wrong with it, the images are what matters.
  const version = await tryDocument(
    async () => {
      const bytes = await readDocumentBytes(lookup.source, label, context);
      const place = readDocument(bytes, { label, limits: context.limits, report: report.problem });
      return readText(member(place, 'imageLayoutVersion'));
    },
    (failure) => report.problem({ code: failure.code, details: failure.details }),
  );
  if (version !== null && version !== '1.0.0') report.problem({ code: 'layout-version', details: { version } });
}

/** An image that both lists name is one: it keeps its manifest, and all its names. */
function joinLists(docker: readonly FoundImage[], oci: readonly FoundImage[]): readonly FoundImage[] {
  const left = new Set(oci);
  const joined = docker.map((image) => {
    const same = [...left].find((other) => isSameImage(image, other));
    if (same === undefined) return image;
    left.delete(same);
    return { ...same, names: image.names, indexNames: same.names };
  });
  return [...joined, ...left];
}

function isSameImage(docker: FoundImage, oci: FoundImage): boolean {
  const { ref, layerDigests } = docker;
  if (oci.ref.kind !== 'image' || ref.id === null || ref.id !== oci.ref.id) return false;
  return (
    layerDigests.length === oci.layerDigests.length && layerDigests.every((each, at) => each === oci.layerDigests[at])
  );
}

interface NamedImage {
  readonly ref: ImageRef;
  readonly found: FoundImage;
}

/** Entries for the same image become one, with the names of all. */
function mergeEntries(found: readonly FoundImage[]): readonly FoundImage[] {
  const byKey = new Map<string, FoundImage>();
  for (const image of found) {
    const first = byKey.get(image.key);
    if (first === undefined) byKey.set(image.key, image);
    else for (const name of image.names) first.names.add(name);
  }
  return [...byKey.values()];
}

/** Images that would be the same in links are told apart. */
function nameImages({ platform }: ImageContext, found: readonly FoundImage[]): readonly NamedImage[] {
  const refs = new Set<string>();
  return found.map((image) => {
    const isTaken = refs.has(image.ref.ref);
    const ref = isTaken ? platform.hash('sha256', new TextEncoder().encode(image.key)) : image.ref.ref;
    refs.add(ref);
    return { ref: { ...image.ref, ref, ...joinNames(image) }, found: image };
  });
}

/** Names of the index that only say again what `manifest.json` says, in full or as its tag, are no names of their own. */
function joinNames({ names, indexNames }: FoundImage): Pick<ImageRef, 'names' | 'aliases'> {
  const own = [...names];
  const full = new Set(own.map(fullName));
  const tags = new Set(own.map(tagOf));
  const others = [...(indexNames ?? [])].filter((name) => !full.has(fullName(name)));
  return {
    names: [...own, ...others.filter((name) => !tags.has(name))],
    aliases: others.filter((name) => tags.has(name)),
  };
}

function noImageError(
  context: ImageContext,
  images: readonly NamedImage[],
  failures: readonly DocumentFailure[],
): ImageError {
  const { location } = context.files;
  const failure = failures[0];
  if (failure !== undefined) {
    return new ImageError(failure.code, { details: { location, ...failure.details }, cause: failure });
  }
  if (images.length === 0) return new ImageError('no-images', { details: { location } });
  const types = new Set(images.flatMap(({ ref }) => (ref.artifactType === null ? [] : [ref.artifactType])));
  const details = { location, artifacts: images.length, artifactType: [...types].join(', ') };
  return new ImageError('artifact-only', { details });
}

function describeArtifacts(images: readonly NamedImage[]): readonly Problem[] {
  return images
    .filter(({ ref }) => ref.kind === 'artifact')
    .map(({ ref }) => ({
      code: 'artifact',
      details: { name: ref.names[0] ?? ref.ref, artifactType: ref.artifactType ?? '' },
    }));
}
