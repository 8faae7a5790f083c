import { parentPort } from 'node:worker_threads';
import { type Digest, ImageError } from '@stratascope/core';
import { fileByteSource } from '../blobs/file-byte-source';
import type { DigestStream } from '../blobs/hashing';
import { isFileSystemError } from '../own-files/disk-error';
import { ByteRing } from './byte-ring';
import { digestOf } from './digest-of';
import type { BlobMessage, Failure, LayerAnswerMessage, LayerRequestMessage } from './layer-messages';
import { readRing, unpackIntoRing } from './read-by-ring';
import { readLayerFacts } from './read-layer-facts';
import { unpackBlob, writeAll } from './unpack-blob';
import { unpackTar } from './unpack-tar';

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
      const index = answer.kind === 'facts' || answer.kind === 'unpacked' ? answer.index : null;
      port.postMessage(answer, index === null ? [] : [index]);
    });
});

async function run(
  message: Exclude<LayerRequestMessage, { readonly kind: 'abort' }>,
  signal: AbortSignal,
): Promise<LayerAnswerMessage> {
  const { job } = message;
  if (message.kind === 'read-ring') {
    const { index, ...facts } = readRing(new ByteRing(message.ring), message);
    return { kind: 'unpacked', job, facts, index: index?.buffer ?? null };
  }
  const blob = await openBlob(message.blob);
  let toldAt = 0;
  const onProgress = (readBytes: number) => {
    const now = performance.now();
    if (now - toldAt < PROGRESS_MILLISECONDS && readBytes < blob.size) return;
    toldAt = now;
    port?.postMessage({ kind: 'progress', job, readBytes } satisfies LayerAnswerMessage);
  };
  switch (message.kind) {
    case 'digest':
      return { kind: 'digest', job, digest: await digestOf(blob, message.digestAlgorithm, signal, onProgress) };
    case 'unpack':
      return { kind: 'digest', job, digest: await unpackBlob(blob, message, signal) };
    case 'unpack-tar': {
      const write = (bytes: Uint8Array) => writeAll(message.file, bytes);
      const options = { limits: message.limits, signal, onProgress };
      return { kind: 'unpacked-tar', job, unpacked: await unpackTar(blob, message.compression, write, options) };
    }
    case 'unpack-into-ring': {
      const ring = new ByteRing(message.ring);
      return { kind: 'digest', job, digest: await unpackIntoRing(blob, ring, { ...message, signal, onProgress }) };
    }
    case 'read': {
      const tarDigest = message.isDigestElsewhere ? { tarDigest: NO_DIGEST } : {};
      const { index, ...facts } = await readLayerFacts(blob, { ...message, ...tarDigest, signal, onProgress });
      return { kind: 'facts', job, facts, index: index?.buffer ?? null };
    }
  }
}

/** Stands where another worker makes the digest. */
const NO_DIGEST: DigestStream = { update() {}, digest: () => '' as Digest };

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
