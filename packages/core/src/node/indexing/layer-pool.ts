import { Worker } from 'node:worker_threads';
import { type ByteSource, type Digest, ImageError, openLayerIndex } from '@stratascope/core';
import { ByteRing } from './byte-ring';
import type { BlobMessage, Failure, LayerAnswerMessage, LayerRequestMessage } from './layer-messages';
import type { LayerFacts } from './read-layer-facts';

/** A worker that does not answer an abort by then is in the midst of something long, and is ended. */
const ABORT_MILLISECONDS = 250;

/** A job for a worker, but for its number. */
export type LayerJob = WithoutJob<Exclude<LayerRequestMessage, { readonly kind: 'abort' }>>;
type WithoutJob<Message> = Message extends unknown ? Omit<Message, 'job'> : never;

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

  async read(
    job: Omit<Extract<LayerJob, { readonly kind: 'read' }>, 'kind' | 'beside'>,
    signal: AbortSignal,
    onProgress: (readBytes: number) => void,
  ): Promise<LayerFacts> {
    return this.#read({ kind: 'read', ...job, beside: null }, signal, onProgress);
  }

  /** The same by two workers: one makes the digest of the tar, which is the blob itself where it `isTar`. */
  async readByTwo(
    job: Parameters<LayerPool['read']>[0] & { readonly isTar: boolean },
    signal: AbortSignal,
    onProgress: (readBytes: number) => void,
  ): Promise<LayerFacts> {
    const { isTar, ...read } = job;
    const ring = new ByteRing();
    const close = () => ring.close();
    // Workers that wait for each other hear of nothing else.
    signal.addEventListener('abort', close, { once: true });
    const beside: LayerJob = {
      kind: 'digest-beside',
      ring: ring.memory,
      blob: isTar ? job.blob : null,
      digestAlgorithm: job.diffIdAlgorithm,
    };
    try {
      const [facts] = await Promise.all([
        this.#read({ kind: 'read', ...read, beside: { ring: ring.memory, isTaken: !isTar } }, signal, onProgress),
        this.#run(beside, signal, () => {}).catch((error: unknown) => {
          close();
          throw error;
        }),
      ]);
      return facts;
    } finally {
      close();
      signal.removeEventListener('abort', close);
    }
  }

  async digest(
    job: Omit<Extract<LayerJob, { readonly kind: 'digest' }>, 'kind'>,
    signal: AbortSignal,
    onProgress: (readBytes: number) => void,
  ): Promise<Digest> {
    const answer = await this.#run({ kind: 'digest', ...job }, signal, onProgress);
    if (answer.kind !== 'digest') throw new Error('a worker answered what it was not asked');
    return answer.digest;
  }

  /** The digest of what was written. */
  async unpack(
    job: Omit<Extract<LayerJob, { readonly kind: 'unpack' }>, 'kind'>,
    signal: AbortSignal,
  ): Promise<Digest> {
    const answer = await this.#run({ kind: 'unpack', ...job }, signal, () => {});
    if (answer.kind !== 'digest') throw new Error('a worker answered what it was not asked');
    return answer.digest;
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
    if (answer.kind !== 'facts') throw new Error('a worker answered what it was not asked');
    return { ...answer.facts, index: answer.index === null ? null : openLayerIndex(answer.index) };
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
