/** Work that several callers can want at once, by key: it is done once, for all of them. */
export class SharedJobs<Result, Progress> {
  readonly #jobs = new Map<string, Job<Result, Progress>>();

  /**
   * Joins the work of that key, or starts it. When a caller's signal aborts, that caller gets the signal's reason at
   * once; the work itself is aborted when nobody waits for it any more.
   */
  async join(
    key: string,
    start: (signal: AbortSignal, onProgress: (progress: Progress) => void) => Promise<Result>,
    caller: { readonly signal: AbortSignal; readonly onProgress?: (progress: Progress) => void },
  ): Promise<Result> {
    caller.signal.throwIfAborted();
    const job = this.#jobs.get(key) ?? this.#start(key, start);
    job.callers.add(caller);
    try {
      return await untilAborted(job.result, caller.signal);
    } finally {
      job.callers.delete(caller);
      if (job.callers.size === 0) {
        // Nobody may join what is being given up.
        if (this.#jobs.get(key) === job) this.#jobs.delete(key);
        job.abort.abort(caller.signal.reason);
      }
    }
  }

  #start(
    key: string,
    start: (signal: AbortSignal, onProgress: (progress: Progress) => void) => Promise<Result>,
  ): Job<Result, Progress> {
    const abort = new AbortController();
    const callers = new Set<Caller<Progress>>();
    const result = start(abort.signal, (progress) => {
      for (const caller of callers) caller.onProgress?.(progress);
    });
    // Each caller awaits it; if all have gone, its failure concerns nobody.
    result.catch(() => {});
    const job = { result, abort, callers };
    this.#jobs.set(key, job);
    return job;
  }
}

interface Caller<Progress> {
  readonly onProgress?: (progress: Progress) => void;
}

interface Job<Result, Progress> {
  readonly result: Promise<Result>;
  readonly abort: AbortController;
  readonly callers: Set<Caller<Progress>>;
}

/** The promise's outcome, or the signal's reason if that comes first. */
function untilAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const onAbort = () => reject(signal.reason);
    if (signal.aborted) {
      onAbort();
      return;
    }
    signal.addEventListener('abort', onAbort, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', onAbort));
  });
}
