import { parentPort } from 'node:worker_threads';
import { ImageError } from '@stratascope/core';
import { fileByteSource } from '../blobs/file-byte-source';
import { isFileSystemError } from '../own-files/disk-error';
import { ByteRing } from './byte-ring';
import { digestBeside, digestOfRing } from './digest-beside';
import { digestOf } from './digest-of';
import type { BlobMessage, Failure, LayerAnswerMessage, LayerRequestMessage } from './layer-messages';
import { readLayerFacts } from './read-layer-facts';
import { unpackBlob } from './unpack-blob';

/** The entry of a worker thread that reads layers, one at a time, for a {@link LayerPool}. */

/** Progress is told no more often. */
const PROGRESS_MILLISECONDS = 50;

const port = parentPort;
if (port === null) throw new Error('this file is the entry of a worker thread');

let current: { readonly job: number; readonly abort: AbortController } | null = null;

port.on('message', (message: LayerRequestMessage) => {
  if (message.kind === 'abort') {
    if (current?.job === message.job) current.abort.abort();
    return;
  }
  const abort = new AbortController();
  current = { job: message.job, abort };
  run(message, abort.signal)
    .catch((error: unknown): LayerAnswerMessage => ({ kind: 'failed', job: message.job, failure: failureOf(error) }))
    .then((answer) => {
      current = null;
      const index = answer.kind === 'facts' ? answer.index : null;
      port.postMessage(answer, index === null ? [] : [index]);
    });
});

async function run(
  message: Exclude<LayerRequestMessage, { readonly kind: 'abort' }>,
  signal: AbortSignal,
): Promise<LayerAnswerMessage> {
  const { job } = message;
  if (message.kind === 'digest-beside') {
    const ring = new ByteRing(message.ring);
    const digest =
      message.blob === null
        ? digestOfRing(ring, message.digestAlgorithm)
        : await digestOf(await openBlob(message.blob), message.digestAlgorithm, signal);
    ring.answer(digest);
    return { kind: 'digest', job, digest };
  }
  const blob = await openBlob(message.blob);
  let toldAt = 0;
  const onProgress = (readBytes: number) => {
    const now = performance.now();
    if (now - toldAt < PROGRESS_MILLISECONDS && readBytes < blob.size) return;
    toldAt = now;
    port?.postMessage({ kind: 'progress', job, readBytes } satisfies LayerAnswerMessage);
  };
  if (message.kind === 'digest') {
    return { kind: 'digest', job, digest: await digestOf(blob, message.digestAlgorithm, signal, onProgress) };
  }
  if (message.kind === 'unpack') {
    return { kind: 'digest', job, digest: await unpackBlob(blob, message, signal) };
  }
  const { beside } = message;
  const { index, ...facts } = await readLayerFacts(blob, {
    ...message,
    ...(beside === null ? {} : { tarDigest: digestBeside(new ByteRing(beside.ring), beside.isTaken) }),
    signal,
    onProgress,
  });
  return { kind: 'facts', job, facts, index: index?.buffer ?? null };
}

function openBlob({ path, ...range }: BlobMessage) {
  return fileByteSource(path, range).catch((error: unknown) => {
    // The file was there when it was opened.
    const isGone = error instanceof ImageError && error.code === 'location-missing';
    throw isGone ? new ImageError('location-changed', { details: error.details, cause: error }) : error;
  });
}

function failureOf(error: unknown): Failure {
  if (error instanceof ImageError) return { code: error.code, details: error.details };
  const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
  if (!isFileSystemError(error)) return { code: null, message };
  return { code: null, message, system: { code: error.code ?? '', syscall: error.syscall ?? '' } };
}
