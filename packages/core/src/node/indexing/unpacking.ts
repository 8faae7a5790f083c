import {
  type DiffId,
  type Digest,
  LayerIndexBuilder,
  type Limits,
  layerIndexSink,
  type Problem,
  sealLayerIndex,
  TarReader,
  unpackedLimit,
} from '@stratascope/core';
import { type DigestStream, nodeSha256 } from '../blobs/hashing';
import type { StreamFault } from '../blobs/stream-fault';
import type { LayerFacts } from './read-layer-facts';

/** What ended a compressed stream before its time. */
export type StreamEnd = Pick<StreamFault, 'code' | 'details'>;

/** What is found of the unpacked bytes. */
export type UnpackedFacts = Pick<LayerFacts, 'state' | 'diffId' | 'tarBytes' | 'index' | 'problems'>;

export interface UnpackingOptions {
  readonly limits: Limits;
  /** Of the blob: what bounds the unpacked bytes. */
  readonly storedBytes: number;
  /** Makes the digest of the unpacked bytes. */
  readonly tarDigest: DigestStream;
  /** The digest is of all bytes, whatever they turn out to be. */
  readonly isDigestWanted: boolean;
}

/** The way of the unpacked bytes: diff ID, tar, index, and the bound on all of it. */
export class Unpacking {
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

  constructor({ limits, storedBytes, tarDigest, isDigestWanted }: UnpackingOptions) {
    this.#isDigestWanted = isDigestWanted;
    this.#storedBytes = storedBytes;
    this.#limits = limits;
    this.#digest = tarDigest;
    this.#mostBytes = unpackedLimit(storedBytes, limits);
    this.#builder = new LayerIndexBuilder(limits);
    const beforeHoles = (bytes: number) => {
      this.#holeBytes += bytes;
      if (this.#isOverLimit()) throw BOMB;
    };
    const sink = layerIndexSink(this.#builder, nodeSha256, { beforeHoles });
    this.#tar = new TarReader(sink, { pathBytes: limits.pathLength, paxBytes: limits.paxSize });
  }

  /** False once it is a bomb, unless the digest is still wanted. */
  take(bytes: Uint8Array): boolean {
    this.#tarBytes += bytes.length;
    this.#isBomb ||= this.#isOverLimit();
    if (!this.#isBomb || this.#isDigestWanted) this.#digest.update(bytes);
    if (!this.#isBomb && !this.#builder.isFull) this.#readTar(bytes);
    return !this.#isBomb || this.#isDigestWanted;
  }

  /** There are no more; `fault`: what ended them before their time. */
  finish(fault: StreamEnd | null): { readonly facts: UnpackedFacts; readonly tarDigest: Digest } {
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
