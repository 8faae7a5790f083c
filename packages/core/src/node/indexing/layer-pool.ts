import { Worker } from 'node:worker_threads';
import {
  type ByteSource,
  type DiffId,
  type Digest,
  ImageError,
  type LayerIndex,
  openLayerIndex,
} from '@stratascope/core';
import type { Compression } from '../blobs/detect-compression';
import { ByteRing } from './byte-ring';
import type { BlobMessage, Failure, LayerAnswerMessage, LayerRequestMessage } from './layer-messages';
import type { LayerFacts } from './read-layer-facts';
import type { UnpackedTar } from './unpack-tar';

/** A worker that does not answer an abort by then is in the midst of something long, and is ended. */
const ABORT_MILLISECONDS = 250;

/** A job for a worker, but for its number. */
export type LayerJob = WithoutJob<Exclude<LayerRequestMessage, { readonly kind: 'abort' }>>;
type WithoutJob<Message> = Message extends unknown ? Omit<Message, 'job'> : never;

type ReadJob = Omit<Extract<LayerJob, { readonly kind: 'read' }>, 'kind' | 'isDigestElsewhere'>;

type Answer = Exclude<LayerAnswerMessage, { readonly kind: 'progress' } | { readonly kind: 'failed' }>;

/**
 * Worker threads that read layers, one each. They are started when they are needed, kept warm, and do not keep the
 * process alive while they have nothing to do.
 */
export class LayerPool {
  readonly #entry: URL;
  readonly #most: number;
  readonly #workers = new Set<PoolWorker>();
  readonly #waiting: Task[] = [];
  #isClosed = false;

  constructor(entry: URL, most: number) {
    this.#entry = entry;
    this.#most = most;
  }

  /** There are workers for two at once that nobody else waits for. */
  get hasTwoIdle(): boolean {
    const busy = Array.from(this.#workers).filter(({ isBusy }) => isBusy).length;
    return !this.#isClosed && this.#waiting.length === 0 && this.#most - busy >= 2;
  }

  async read(job: ReadJob, signal: AbortSignal, onProgress: (readBytes: number) => void): Promise<LayerFacts> {
    return this.#read({ kind: 'read', ...job, isDigestElsewhere: false }, signal, onProgress);
  }

  /** The same of a blob that is a tar, by two workers: one makes the digest. */
  async readTarByTwo(job: ReadJob, signal: AbortSignal, onProgress: (readBytes: number) => void): Promise<LayerFacts> {
    const { blob, digestAlgorithm, diffIdAlgorithm } = job;
    const [facts, digest] = await Promise.all([
      this.#read({ kind: 'read', ...job, isDigestElsewhere: true }, signal, onProgress),
      this.digest({ blob, digestAlgorithm: diffIdAlgorithm }, signal, () => {}),
    ]);
    return {
      ...facts,
      diffId: facts.diffId === null ? null : (digest as string as DiffId),
      digest: digestAlgorithm === diffIdAlgorithm ? digest : facts.digest,
    };
  }

  /** The same of a compressed blob, by two workers: one unpacks it, one reads what comes out. */
  async readByTwo(
    { compression, blob, digestAlgorithm, diffIdAlgorithm, limits }: ReadJob & { readonly compression: Compression },
    signal: AbortSignal,
    onProgress: (readBytes: number) => void,
  ): Promise<LayerFacts> {
    const ring = new ByteRing();
    const close = () => ring.close();
    // Workers that wait for each other hear of nothing else.
    signal.addEventListener('abort', close, { once: true });
    const part = async (job: LayerJob) => {
      try {
        return await this.#run(job, signal, onProgress);
      } catch (error) {
        close();
        throw error;
      }
    };
    const shared = { ring: ring.memory, limits };
    try {
      const [unpacked, read] = await Promise.allSettled([
        part({ kind: 'unpack-into-ring', ...shared, blob, compression, digestAlgorithm }),
        part({ kind: 'read-ring', ...shared, storedBytes: blob.size, diffIdAlgorithm }),
      ]);
      // If the first has failed, the second knows only that it was left.
      if (unpacked.status === 'rejected') throw unpacked.reason;
      if (read.status === 'rejected') throw read.reason;
      if (unpacked.value.kind !== 'digest' || read.value.kind !== 'unpacked') throw new Error(OTHER_ANSWER);
      const { facts, index } = read.value;
      return {
        ...facts,
        index: openIndex(index),
        compression,
        storedBytes: blob.size,
        digest: unpacked.value.digest,
      };
    } finally {
      signal.removeEventListener('abort', close);
    }
  }

  async digest(
    job: Omit<Extract<LayerJob, { readonly kind: 'digest' }>, 'kind'>,
    signal: AbortSignal,
    onProgress: (readBytes: number) => void,
  ): Promise<Digest> {
    const answer = await this.#run({ kind: 'digest', ...job }, signal, onProgress);
    if (answer.kind !== 'digest') throw new Error(OTHER_ANSWER);
    return answer.digest;
  }

  /** The digest of what was written. */
  async unpack(
    job: Omit<Extract<LayerJob, { readonly kind: 'unpack' }>, 'kind'>,
    signal: AbortSignal,
  ): Promise<Digest> {
    const answer = await this.#run({ kind: 'unpack', ...job }, signal, () => {});
    if (answer.kind !== 'digest') throw new Error(OTHER_ANSWER);
    return answer.digest;
  }

  /** An archive that is compressed as a whole. */
  async unpackTar(
    job: Omit<Extract<LayerJob, { readonly kind: 'unpack-tar' }>, 'kind'>,
    signal: AbortSignal,
    onProgress: (readBytes: number) => void,
  ): Promise<UnpackedTar> {
    const answer = await this.#run({ kind: 'unpack-tar', ...job }, signal, onProgress);
    if (answer.kind !== 'unpacked-tar') throw new Error(OTHER_ANSWER);
    return answer.unpacked;
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    for (const task of this.#waiting.splice(0)) task.reject(new ImageError('cancelled'));
    await Promise.all(Array.from(this.#workers, (worker) => worker.end(new ImageError('cancelled'))));
  }

  async #read(
    job: Extract<LayerJob, { readonly kind: 'read' }>,
    signal: AbortSignal,
    onProgress: (readBytes: number) => void,
  ): Promise<LayerFacts> {
    const answer = await this.#run(job, signal, onProgress);
    if (answer.kind !== 'facts') throw new Error(OTHER_ANSWER);
    return { ...answer.facts, index: openIndex(answer.index) };
  }

  #run(job: LayerJob, signal: AbortSignal, onProgress: (readBytes: number) => void): Promise<Answer> {
    return new Promise((resolve, reject) => {
      signal.throwIfAborted();
      if (this.#isClosed) throw new ImageError('cancelled');
      const task: Task = { job, signal, onProgress, resolve, reject };
      signal.addEventListener('abort', () => this.#dropWaiting(task), { once: true });
      this.#waiting.push(task);
      this.#dispatch();
    });
  }

  #dropWaiting(task: Task): void {
    const position = this.#waiting.indexOf(task);
    if (position < 0) return;
    this.#waiting.splice(position, 1);
    task.reject(task.signal.reason);
  }

  #dispatch(): void {
    while (this.#waiting.length > 0) {
      const worker = this.#idleWorker();
      if (worker === null) return;
      const task = this.#waiting.shift();
      if (task !== undefined) worker.run(task);
    }
  }

  #idleWorker(): PoolWorker | null {
    for (const worker of this.#workers) if (!worker.isBusy) return worker;
    if (this.#workers.size >= this.#most) return null;
    const worker = new PoolWorker(
      this.#entry,
      () => this.#dispatch(),
      () => {
        this.#workers.delete(worker);
        this.#dispatch();
      },
    );
    this.#workers.add(worker);
    return worker;
  }
}

const OTHER_ANSWER = 'a worker answered what it was not asked';

function openIndex(buffer: ArrayBuffer | null): LayerIndex | null {
  return buffer === null ? null : openLayerIndex(buffer);
}

interface Task {
  readonly job: LayerJob;
  readonly signal: AbortSignal;
  readonly onProgress: (readBytes: number) => void;
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: unknown) => void;
}

class PoolWorker {
  readonly #worker: Worker;
  readonly #onIdle: () => void;
  #task: Task | null = null;
  #jobs = 0;
  /** Why it is being ended. */
  #endReason: unknown = null;
  #onAbort: (() => void) | null = null;

  constructor(entry: URL, onIdle: () => void, onEnd: () => void) {
    this.#onIdle = onIdle;
    this.#worker = new Worker(entry, { name: 'layers' });
    this.#worker.unref();
    this.#worker.on('message', (message: LayerAnswerMessage) => this.#receive(message));
    this.#worker.on('error', (error) => this.#finish((task) => task.reject(error)));
    this.#worker.on('exit', () => {
      const reason = this.#endReason ?? new Error('a worker thread ended in the midst of a layer');
      this.#finish((task) => task.reject(reason));
      onEnd();
    });
  }

  /** Nothing more may be asked of it, for now or for good. */
  get isBusy(): boolean {
    return this.#endReason !== null || this.#task !== null;
  }

  run(task: Task): void {
    this.#task = task;
    this.#jobs++;
    this.#onAbort = () => this.#abort();
    task.signal.addEventListener('abort', this.#onAbort, { once: true });
    this.#worker.ref();
    this.#send({ ...task.job, job: this.#jobs });
  }

  /** Its task is rejected when it has ended, since until then it may write to a file of the task. */
  async end(reason: unknown): Promise<void> {
    this.#endReason = reason;
    await this.#worker.terminate();
  }

  #send(message: LayerRequestMessage): void {
    this.#worker.postMessage(message);
  }

  #abort(): void {
    const job = this.#jobs;
    this.#send({ kind: 'abort', job });
    setTimeout(() => {
      if (this.#task !== null && this.#jobs === job) void this.end(this.#task.signal.reason);
    }, ABORT_MILLISECONDS);
  }

  #receive(message: LayerAnswerMessage): void {
    if (message.job !== this.#jobs) return;
    switch (message.kind) {
      case 'progress':
        this.#task?.onProgress(message.readBytes);
        return;
      case 'failed':
        this.#finish((task) => task.reject(task.signal.aborted ? task.signal.reason : errorOf(message.failure)));
        break;
      default:
        this.#finish((task) => task.resolve(message));
    }
    this.#onIdle();
  }

  #finish(settle: (task: Task) => void): void {
    const task = this.#task;
    if (task === null) return;
    this.#task = null;
    if (this.#onAbort !== null) task.signal.removeEventListener('abort', this.#onAbort);
    this.#worker.unref();
    settle(task);
  }
}

function errorOf(failure: Failure): Error {
  if (failure.code !== null) return new ImageError(failure.code, { details: failure.details });
  return Object.assign(new Error(failure.message), failure.system);
}

/** What a worker needs to open the same bytes; null for bytes that lie in no file. */
export function blobMessage({ file, size, identity }: ByteSource): BlobMessage | null {
  return file === null ? null : { ...file, size, identity };
}
