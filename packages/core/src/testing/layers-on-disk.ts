import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileByteSource } from '../node/blobs/file-byte-source';
import type { DiffId, Digest } from '../pure/model/digest';
import type { ByteSource, ImageSource, LayerSource } from '../pure/store/store';
import { type Compression, compress } from './compression/compress';

const digestOf = (bytes: Uint8Array) => `sha256:${createHash('sha256').update(bytes).digest('hex')}` as Digest;

/** A layer whose blob is the file `blob-AT` in a folder, and all that is promised of it true; `change` damages the blob before. */
export async function layerOnDisk(
  folder: string,
  at: number,
  tar: Uint8Array,
  compression: Compression,
  change: (stored: Uint8Array) => Uint8Array = (stored) => stored,
): Promise<LayerSource> {
  const stored = change(compress(tar, compression));
  const path = join(folder, `blob-${at}`);
  await writeFile(path, stored);
  return {
    layer: at,
    digest: digestOf(stored),
    diffId: digestOf(tar) as DiffId,
    mediaType: null,
    declaredSize: stored.length,
    blob: await fileByteSource(path),
    unavailable: null,
  };
}

/** What a store would say of an image of these layers, with a note of its own. */
export function imageSourceOf(layers: readonly LayerSource[]): ImageSource {
  return {
    ref: {
      ref: digestOf(new Uint8Array()),
      names: [],
      kind: 'image',
      id: null,
      digest: null,
      platform: null,
      artifactType: null,
      subject: null,
      aliases: [],
      index: null,
      layerCount: layers.length,
    },
    manifestBytes: null,
    readIndex: async () => null,
    configBytes: null,
    config: {
      platform: null,
      createdAt: null,
      author: null,
      user: null,
      workingDirectory: null,
      entrypoint: null,
      command: null,
      environment: [],
      labels: {},
      exposedPorts: [],
      volumes: [],
      stopSignal: null,
      steps: [],
    },
    layers,
    problems: [{ code: 'history-absent' }],
  };
}

/** Counts the bytes that are read of a layer's blob. */
export function countReads(source: LayerSource): { readonly source: LayerSource; readonly bytes: () => number } {
  let bytes = 0;
  const { blob } = source;
  if (blob === null) throw new Error('the layer has a blob');
  const counted: ByteSource = {
    size: blob.size,
    identity: blob.identity,
    file: blob.file,
    async *stream(range, signal) {
      for await (const piece of blob.stream(range, signal)) {
        bytes += piece.length;
        yield piece;
      }
    },
  };
  return { source: { ...source, blob: counted }, bytes: () => bytes };
}
