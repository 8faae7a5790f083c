import type { ByteSource, Digest, LayerSource } from '@stratascope/core';
import { compressionOf } from '../blobs/decompress';
import { digestOf } from './digest-of';
import { judgeLayer, unavailableLayer } from './judge-layer';
import { LayerCache, type LayerRequest } from './layer-cache';
import { blobMessage, LayerPool } from './layer-pool';
import type { LayerReader } from './layer-reader';
import { algorithmsFor } from './read-layer';
import { type LayerFacts, readLayerFacts } from './read-layer-facts';
import { SharedJobs } from './shared-jobs';

const DEFAULT_CACHE_BYTES = 2 * 1024 * 1024 * 1024;
/** Below it, to start a second worker takes longer than its help is worth. */
const DEFAULT_BY_TWO_FROM_BYTES = 32 * 1024 * 1024;

export interface LayerReaderOptions {
  /** Where facts and indexes of layers are kept; null: nowhere. */
  readonly cacheFolder: string | null;
  /** Most bytes that are kept there; the least recently used go first. 2 GiB if left out. */
  readonly cacheBytes?: number;
  /** Most worker threads; 0: all is read in this one. */
  readonly workers: number;
  /** The built `layer-worker`; null: all is read in this thread. */
  readonly workerEntry: URL | null;
  /** Blobs smaller than this are read in this thread, which starts at once: for a command on a small image. */
  readonly inThreadBelowBytes: number;
  /** From this size on two workers read a blob where two have nothing to do. 32 MiB if left out. */
  readonly byTwoFromBytes?: number;
}

/**
 * Reads layers, each once for ever: from the cache where their bytes were seen before, else in a worker thread. A layer
 * that several callers want at once is read once.
 */
export function createLayerReader(options: LayerReaderOptions): LayerReader {
  const { cacheFolder, workers, workerEntry } = options;
  const cache = cacheFolder === null ? null : new LayerCache(cacheFolder, options.cacheBytes ?? DEFAULT_CACHE_BYTES);
  const pool = workerEntry === null || workers === 0 ? null : new LayerPool(workerEntry, workers);
  const jobs = new SharedJobs<LayerFacts, number>();

  /** Null: this thread does it. */
  const workerFor = (blob: ByteSource) => {
    const message = blobMessage(blob);
    if (pool === null || message === null || blob.size < options.inThreadBelowBytes) return null;
    return { pool, message };
  };

  async function readFacts(
    source: LayerSource,
    request: LayerRequest & ReturnType<typeof algorithmsFor>,
    signal: AbortSignal,
    onProgress: (readBytes: number) => void,
  ): Promise<LayerFacts> {
    const cached = (await cache?.find(request)) ?? (await verifyKnown(source, request, signal, onProgress));
    if (cached !== null) return cached;
    const { blob, limits, digestAlgorithm, diffIdAlgorithm } = request;
    const worker = workerFor(blob);
    const facts = await (worker === null
      ? readLayerFacts(blob, { digestAlgorithm, diffIdAlgorithm, limits, signal, onProgress })
      : readByWorkers(worker, request, signal, onProgress));
    await cache?.keep(request, facts);
    return facts;
  }

  /** By two where that pays and nobody else wants the second one. */
  async function readByWorkers(
    { pool, message }: NonNullable<ReturnType<typeof workerFor>>,
    { blob, digestAlgorithm, diffIdAlgorithm, limits }: LayerRequest & ReturnType<typeof algorithmsFor>,
    signal: AbortSignal,
    onProgress: (readBytes: number) => void,
  ): Promise<LayerFacts> {
    const job = { blob: message, digestAlgorithm, diffIdAlgorithm, limits };
    if (blob.size < (options.byTwoFromBytes ?? DEFAULT_BY_TWO_FROM_BYTES)) return pool.read(job, signal, onProgress);
    const compression = await compressionOf(blob, signal);
    if (!pool.hasTwoIdle) return pool.read(job, signal, onProgress);
    return compression === 'none'
      ? pool.readTarByTwo(job, signal, onProgress)
      : pool.readByTwo({ ...job, compression }, signal, onProgress);
  }

  /**
   * A blob whose like is known is only to be verified: that takes a tenth of the time. What was promised of it only says
   * where it is worth a try; a layer that is stored as its tar has its diff ID for a digest.
   */
  async function verifyKnown(
    { digest: claimed, diffId }: LayerSource,
    request: LayerRequest & ReturnType<typeof algorithmsFor>,
    signal: AbortSignal,
    onProgress: (readBytes: number) => void,
  ): Promise<LayerFacts | null> {
    const hint: Digest | null = claimed ?? diffId;
    if (cache === null || hint === null || !(await cache.knows(request, hint))) return null;
    const { blob, digestAlgorithm } = request;
    const worker = workerFor(blob);
    const digest = await (worker === null
      ? digestOf(blob, digestAlgorithm, signal, onProgress)
      : worker.pool.digest({ blob: worker.message, digestAlgorithm }, signal, onProgress));
    const facts = await cache.findVerified(request, digest);
    if (facts !== null) await cache.keepIdentity(request, digest);
    return facts;
  }

  return {
    async read(source, { limits, signal, onProgress }) {
      const { blob, layer } = source;
      if (blob === null) return unavailableLayer(source);
      const request = { blob, limits, ...algorithmsFor(source) };
      const key = JSON.stringify([blob.identity, request.digestAlgorithm, request.diffIdAlgorithm, limits]);
      const facts = await jobs.join(key, (jobSignal, tell) => readFacts(source, request, jobSignal, tell), {
        signal,
        onProgress: (readBytes) => onProgress?.({ layer, readBytes, totalBytes: blob.size }),
      });
      return judgeLayer(source, facts);
    },
    async close() {
      await pool?.close();
    },
  };
}
