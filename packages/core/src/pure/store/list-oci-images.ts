import type { Descriptor } from '../image/descriptor';
import { isIndexDocument, readImageIndex } from '../image/image-index';
import { type DocumentLabel, readDocument, strictly } from '../image/json/read-document';
import { isSchema1Type } from '../image/media-types';
import { CONTAINERD_NAME, REF_NAME } from '../image/reference';
import type { Digest } from '../model/digest';
import { ImageError } from '../model/image-error';
import type { Problem } from '../model/problem';
import { checkPromises } from './blobs';
import { type DocumentFailure, tryDocument } from './document-failure';
import type { FoundImage } from './found-image';
import type { ImageContext } from './image-files';
import { type ManifestBlob, readManifestBlob } from './manifest-blob';
import { findOciImage } from './oci-image';

/** What hears of a list that is being read. */
export interface ListReport {
  /** A problem or note of the location itself. */
  problem(problem: Problem): void;
  /** An image, or a whole list, that cannot be read. */
  failure(failure: DocumentFailure): void;
}

/**
 * Whether there is no room for one image more (`limit-images`, or as much read as that many have), which is told.
 * Indexes may name each other over and over.
 */
export function isLeftOut(
  images: number,
  { limits, budget, files }: Pick<ImageContext, 'limits' | 'budget' | 'files'>,
  report: ListReport,
): boolean {
  if (images < limits.images && !budget?.isSpent) return false;
  report.problem({ code: 'images-left-out', details: { limit: images, location: files.location } });
  return true;
}

/**
 * The images of `index.json`, of all indexes below it, in order; an image that several entries name is one.
 *
 * Source: OCI image spec, image-layout.md, image-index.md. Rule 18.
 */
export async function listOciImages(
  context: ImageContext,
  indexBytes: Uint8Array,
  report: ListReport,
): Promise<readonly FoundImage[]> {
  const walk = new IndexWalk(context, report);
  const label: DocumentLabel = { document: 'file', name: 'index.json' };
  await walk.index(indexBytes, label, { ancestors: [], digest: null, names: [] });
  return walk.found();
}

/** What leads to an index. */
interface IndexPath {
  /** Digests of the indexes that are being read, the outermost first. */
  readonly ancestors: readonly Digest[];
  /** Null for `index.json`. */
  readonly digest: Digest | null;
  /** Names that the indexes above give to all below. */
  readonly names: readonly string[];
}

class IndexWalk {
  readonly #context: ImageContext;
  readonly #report: ListReport;
  readonly #images = new Map<Digest, FoundImage>();
  #visits = 0;
  #isFull = false;
  #isTooDeep = false;

  constructor(context: ImageContext, report: ListReport) {
    this.#context = context;
    this.#report = report;
  }

  found(): readonly FoundImage[] {
    return [...this.#images.values()];
  }

  /** @throws ImageError of the index itself; what it names fails by itself. */
  async index(bytes: Uint8Array, label: DocumentLabel, path: IndexPath): Promise<void> {
    const place = readDocument(bytes, {
      label,
      limits: this.#context.limits,
      report: (problem) => this.#report.problem(problem),
      onFault: strictly(label),
    });
    for (const descriptor of readImageIndex(place).manifests) {
      this.#context.signal.throwIfAborted();
      if (descriptor === null) continue;
      this.#isFull ||= isLeftOut(this.#visits, this.#context, this.#report);
      if (this.#isFull) return;
      this.#visits++;
      await tryDocument(
        () => this.#visit(descriptor, label, path),
        (failure) => this.#report.failure(failure),
      );
    }
  }

  async #visit(descriptor: Descriptor, label: DocumentLabel, path: IndexPath): Promise<void> {
    if (descriptor.mediaType !== null && isSchema1Type(descriptor.mediaType)) {
      throw new ImageError('schema1', { details: { digest: descriptor.digestText } });
    }
    const names = [...path.names, ...namesOf(descriptor)];
    const blob = await readManifestBlob(this.#context, descriptor, { index: path.digest, name: label.name });
    const known = this.#images.get(blob.digest);
    if (known !== undefined) {
      for (const name of names) known.names.add(name);
      // Named by itself before: it is of the index all the same, and the index is asked for by its digest.
      if (known.ref.index === null)
        this.#images.set(blob.digest, { ...known, ref: { ...known.ref, index: path.digest } });
      return;
    }
    if (this.#isIndex(blob)) return this.#descend(blob, { ...path, names });
    this.#images.set(blob.digest, await findOciImage(this.#context, blob, names));
  }

  /** Told by the document; one that is no JSON fails as the manifest that it was said to be. */
  #isIndex({ bytes, descriptor }: ManifestBlob): boolean {
    const label: DocumentLabel = { document: 'manifest', name: descriptor.digestText };
    return isIndexDocument(readDocument(bytes, { label, limits: this.#context.limits, report: () => {} }));
  }

  async #descend(blob: ManifestBlob, path: IndexPath): Promise<void> {
    const { bytes, digest, descriptor } = blob;
    const name = descriptor.digestText;
    if (path.ancestors.includes(digest)) {
      this.#report.problem({ code: 'index-cycle', details: { digest: name } });
      return;
    }
    if (descriptor.digest.kind === 'digest') {
      const promised = { digest: descriptor.digest.digest, size: descriptor.size };
      checkPromises('index', name, { digest, size: bytes.length }, promised, (problem) =>
        this.#report.problem(problem),
      );
    }
    const limit = this.#context.limits.indexDepth;
    if (path.ancestors.length >= limit) {
      // Once: a thousand indexes at that depth say nothing more.
      if (this.#isTooDeep) return;
      this.#isTooDeep = true;
      throw new ImageError('limit-index-depth', { details: { limit } });
    }
    const label: DocumentLabel = { document: 'index', name };
    await this.index(bytes, label, { ancestors: [...path.ancestors, digest], digest, names: path.names });
  }
}

function namesOf({ annotations }: Descriptor): readonly string[] {
  return [annotations.get(CONTAINERD_NAME), annotations.get(REF_NAME)].filter(
    (name) => name !== undefined && name !== '',
  ) as string[];
}
