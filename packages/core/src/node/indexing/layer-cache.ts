import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import {
  type ByteSource,
  type DiffId,
  type Digest,
  LAYER_INDEX_VERSION,
  type LayerIndex,
  type Limits,
  sealOf,
  splitDigest,
} from '@stratascope/core';
import { BoundedFolder } from '../own-files/bounded-folder';
import { readRecord, sealRecord } from '../own-files/kept-file';
import { hexOf, type IndexFile, readIndexFile } from './read-index-file';
import type { LayerFacts } from './read-layer-facts';

/** What a layer is asked for as: the same bytes can be asked for under other limits, or for other digests. */
export interface LayerRequest {
  readonly blob: ByteSource;
  readonly digestAlgorithm: string;
  readonly diffIdAlgorithm: string;
  readonly limits: Limits;
}

/** What is kept of a blob: its facts, and by what name its index is found. */
interface Stored {
  readonly facts: Omit<LayerFacts, 'index'>;
  readonly index: (IndexFile & { readonly name: string }) | null;
}

/**
 * Facts of layers on disk, found by what was verified only (design: "The cache believes only what was verified").
 *
 * The identity of a file leads to the digest that its bytes were seen to have; that digest, under the same limits, to
 * the facts; a diff ID to the index, which all blobs that unpack to the same tar share. An index that was cut by a
 * fault or a limit is the blob's own. Whatever is damaged counts as not there.
 */
export class LayerCache {
  readonly #files: BoundedFolder;

  constructor(folder: string, mostBytes: number) {
    this.#files = new BoundedFolder(folder, mostBytes);
  }

  /** The facts of a blob that was read before, or null. */
  async find(request: LayerRequest): Promise<LayerFacts | null> {
    const digest = await this.#readRecord<Digest>(blobName(request));
    return digest === null ? null : this.findVerified(request, digest);
  }

  /** The same by a digest. It must be one that the bytes were seen to have; else a claim could show another's layer. */
  async findVerified(request: LayerRequest, digest: Digest): Promise<LayerFacts | null> {
    const stored = await this.#readRecord<Stored>(factsName(request, digest));
    if (stored === null) return null;
    if (stored.index === null) return { ...stored.facts, index: null };
    const index = await this.#readIndex(stored.index);
    return index === null ? null : { ...stored.facts, index };
  }

  /** Whether a blob of that digest was read before: then to verify it is all that is to be done. */
  async knows(request: LayerRequest, claimed: Digest): Promise<boolean> {
    return (await this.#readRecord<Stored>(factsName(request, claimed))) !== null;
  }

  /** Keeps facts that were found by reading. What cannot be written is simply not kept. */
  async keep(request: LayerRequest, { index, ...facts }: LayerFacts): Promise<void> {
    try {
      const stored =
        index === null
          ? null
          : {
              name: indexName(request, facts),
              bytes: index.buffer.byteLength,
              seal: hexOf(sealOf(index.buffer)),
            };
      if (index !== null && stored !== null) {
        await this.#files.write(stored.name, (path) => writeFile(path, new Uint8Array(index.buffer), { mode: 0o600 }));
      }
      await this.#writeRecord(factsName(request, facts.digest), { facts, index: stored });
      await this.keepIdentity(request, facts.digest);
    } catch {
      // A full disk or a folder that cannot be written to costs time at the next start, and nothing else.
    }
  }

  /** Keeps that a file was seen to have that digest. */
  async keepIdentity(request: LayerRequest, digest: Digest): Promise<void> {
    await this.#writeRecord(blobName(request), digest).catch(() => {});
  }

  async #readIndex({ name, ...expected }: NonNullable<Stored['index']>): Promise<LayerIndex | null> {
    try {
      const index = await readIndexFile(this.#files.path(name), expected);
      await this.#files.touch(name);
      return index;
    } catch {
      await this.#files.remove(name);
      return null;
    }
  }

  async #readRecord<T>(name: string): Promise<T | null> {
    const record = await readRecord<T>(this.#files.path(name), name);
    // What is there and is no record of this name is in the way of one.
    if (record === null) await this.#files.remove(name);
    else await this.#files.touch(name);
    return record;
  }

  async #writeRecord(name: string, record: Stored | Digest): Promise<void> {
    await this.#files.write(name, (path) => writeFile(path, sealRecord(name, record), { mode: 0o600 }));
  }
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** Names carry the version of the index, so that a newer program passes over what an older one left. */
const VERSION = `v${LAYER_INDEX_VERSION}`;

function blobName({ blob, digestAlgorithm }: LayerRequest): string {
  return `${VERSION}/blobs/${hashOf(`${digestAlgorithm} ${blob.identity}`)}`;
}

function factsName({ diffIdAlgorithm, limits }: LayerRequest, digest: Digest): string {
  const { entries, pathLength, paxSize, unpackedRatio, zstdWindow } = limits;
  const conditions = [diffIdAlgorithm, entries, pathLength, paxSize, unpackedRatio, zstdWindow].join(' ');
  const { algorithm, hex } = splitDigest(digest);
  return `${VERSION}/layers/${algorithm}-${hex}-${hashOf(conditions).slice(0, 16)}`;
}

function indexName(request: LayerRequest, { state, diffId, digest }: Omit<LayerFacts, 'index'>): string {
  const isShared = state === 'ok' && diffId !== null;
  return isShared ? `${VERSION}/indexes/${fileName(diffId)}` : `${factsName(request, digest)}.index`;
}

function fileName(digest: DiffId): string {
  const { algorithm, hex } = splitDigest(digest);
  return `${algorithm}-${hex}`;
}
