import {
  type ByteSource,
  type DiffId,
  type Digest,
  type DigestAlgorithm,
  type LayerIndex,
  LayerIndexBuilder,
  type Limits,
  layerIndexSink,
  type Problem,
  sealLayerIndex,
  TarReader,
  unpackedLimit,
} from '@stratascope/core';
import { compressionOf, decompress } from '../blobs/decompress';
import type { Compression } from '../blobs/detect-compression';
import { type DigestStream, nodeSha256, startDigest } from '../blobs/hashing';
import type { StreamFault } from '../blobs/stream-fault';

/** What a blob is found to be by reading it: nothing in it was claimed by anyone, so it is true of all its copies. */
export interface LayerFacts {
  readonly state: 'ok' | 'broken' | 'unreadable';
  readonly compression: Compression;
  readonly storedBytes: number;
  readonly digest: Digest;
  /** Digest and number of the unpacked bytes, as far as they could be had; null where the layer is unreadable. */
  readonly diffId: DiffId | null;
  readonly tarBytes: number | null;
  /** Sealed. */
  readonly index: LayerIndex | null;
  /** Of the stream and the tar; those of the index are its own. Without `layer`. */
  readonly problems: readonly Problem[];
}

export interface LayerFactsOptions {
  readonly digestAlgorithm: DigestAlgorithm;
  readonly diffIdAlgorithm: DigestAlgorithm;
  /** Makes the digest of the unpacked bytes; this thread, if left out. */
  readonly tarDigest?: DigestStream;
  readonly limits: Limits;
  readonly signal: AbortSignal;
  /** After each piece: stored bytes read so far. */
  readonly onProgress?: (readBytes: number) => void;
}

/**
 * Reads a layer once, from its first stored byte to the last: digest, unpacking, diff ID, tar, a SHA-256 per file, index
 * (rules 13 to 15, 20). Memory is flat but for the index.
 *
 * A fault leaves what came before it (`broken`); a bomb, or what cannot be unpacked at all, leaves nothing
 * (`unreadable`); in any case the blob is read to its end, for its digest.
 *
 * @throws ImageError `location-changed`; the signal's reason
 */
export async function readLayerFacts(blob: ByteSource, options: LayerFactsOptions): Promise<LayerFacts> {
  const { limits, signal } = options;
  const compression = await compressionOf(blob, signal);
  // Without compression the unpacked bytes are the stored ones.
  const isDigestShared = compression === 'none' && options.digestAlgorithm === options.diffIdAlgorithm;
  const unpacking = new Unpacking(blob.size, isDigestShared, options);
  const digest = isDigestShared ? null : startDigest(options.digestAlgorithm);
  let readBytes = 0;
  const fault = await decompress(blob, compression, {
    onStored(piece) {
      digest?.update(piece);
      readBytes += piece.length;
      options.onProgress?.(readBytes);
    },
    take: (bytes) => unpacking.take(bytes),
    limits,
    signal,
  });
  const found = unpacking.finish(fault);
  return {
    ...found.facts,
    compression,
    storedBytes: blob.size,
    digest: digest?.digest() ?? found.tarDigest,
  };
}

/** The way of the unpacked bytes: diff ID, tar, index, and the bound on all of it. */
class Unpacking {
  readonly #storedBytes: number;
  readonly #isDigestWanted: boolean;
  readonly #limits: Limits;
  readonly #mostBytes: number;
  readonly #builder: LayerIndexBuilder;
  readonly #tar: TarReader;
  readonly #digest: DigestStream;
  #tarBytes = 0;
  #holeBytes = 0;
  #isBomb = false;

  /** `isDigestWanted`: of all bytes, whatever they turn out to be. */
  constructor(storedBytes: number, isDigestWanted: boolean, { limits, diffIdAlgorithm, tarDigest }: LayerFactsOptions) {
    this.#isDigestWanted = isDigestWanted;
    this.#storedBytes = storedBytes;
    this.#limits = limits;
    this.#mostBytes = unpackedLimit(storedBytes, limits);
    this.#builder = new LayerIndexBuilder(limits);
    const beforeHoles = (bytes: number) => {
      this.#holeBytes += bytes;
      if (this.#isOverLimit()) throw BOMB;
    };
    const sink = layerIndexSink(this.#builder, nodeSha256, { beforeHoles });
    this.#tar = new TarReader(sink, { pathBytes: limits.pathLength, paxBytes: limits.paxSize });
    this.#digest = tarDigest ?? startDigest(diffIdAlgorithm);
  }

  /** False once it is a bomb, unless the digest is still wanted. */
  take(bytes: Uint8Array): boolean {
    this.#tarBytes += bytes.length;
    this.#isBomb ||= this.#isOverLimit();
    if (!this.#isBomb || this.#isDigestWanted) this.#digest.update(bytes);
    if (!this.#isBomb && !this.#builder.isFull) this.#readTar(bytes);
    return !this.#isBomb || this.#isDigestWanted;
  }

  finish(fault: StreamFault | null): {
    readonly facts: Omit<LayerFacts, 'compression' | 'storedBytes' | 'digest'>;
    readonly tarDigest: Digest;
  } {
    const tarDigest = this.#digest.digest();
    if (this.#isBomb) return { facts: unreadable(this.#bombProblem()), tarDigest };
    if (fault !== null && fault.code !== 'stream-corrupt') {
      return { facts: unreadable({ code: fault.code, details: fault.details }), tarDigest };
    }
    const problems: Problem[] = fault === null ? [] : [{ code: fault.code, details: fault.details }];
    const tarProblem = this.#endTar();
    if (tarProblem !== null) problems.push(tarProblem);
    const index = this.#builder.finish();
    // Here, in the worker, since for a million entries it takes a while.
    sealLayerIndex(index.buffer);
    const isWhole = problems.length === 0 && !index.problems.some(({ code }) => LEAVES_OUT.has(code));
    return {
      facts: {
        state: isWhole ? 'ok' : 'broken',
        diffId: tarDigest as DiffId,
        tarBytes: this.#tarBytes,
        index,
        problems,
      },
      tarDigest,
    };
  }

  #readTar(bytes: Uint8Array): void {
    try {
      this.#tar.write(bytes);
    } catch (error) {
      if (error !== BOMB) throw error;
      this.#isBomb = true;
    }
  }

  /** What ended the tar before its time: a fault of its own, or a stream that ended within an entry. */
  #endTar(): Problem | null {
    if (!this.#builder.isFull) this.#tar.end();
    const { fault } = this.#tar;
    if (fault === null) return null;
    const { code, offset, reason, size } = fault;
    return code === 'limit-pax-size'
      ? { code, details: { offset, size: size ?? 0, limit: this.#limits.paxSize } }
      : { code, details: { offset, reason } };
  }

  #isOverLimit(): boolean {
    return this.#tarBytes + this.#holeBytes > this.#mostBytes;
  }

  #bombProblem(): Problem {
    const details = { stored: this.#storedBytes, unpacked: this.#mostBytes, limit: this.#limits.unpackedRatio };
    return { code: 'limit-unpacked-ratio', details };
  }
}

const BOMB = Symbol('bomb');

/** Problems of an index whose entries are not all there (rule 26). */
const LEAVES_OUT: ReadonlySet<Problem['code']> = new Set(['limit-entries', 'limit-path-length']);

function unreadable(problem: Problem) {
  return {
    state: 'unreadable',
    diffId: null,
    tarBytes: null,
    index: null,
    problems: [problem],
  } as const;
}
