import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { decompress } from 'fzstd';
import { digestOf } from '../image/image-recipe';
import { entriesOfTar } from './entries-of-tar';

/** The folder of the conformance corpus, or null where this machine has none. */
export function corpusFolder(): string | null {
  const folder = process.env.STRATASCOPE_CORPUS;
  return folder !== undefined && existsSync(folder) ? folder : null;
}

/** The layer tars of an image in one of its forms, by their diff IDs. */
export function layerTars(path: string): ReadonlyMap<string, Uint8Array> {
  const blobs = blobsOf(path);
  const tars = [...blobs, ...blobs.flatMap(embeddedBlobs)].map(unpack);
  return new Map(tars.map((tar) => [digestOf(tar), tar]));
}

function blobsOf(path: string): readonly Uint8Array[] {
  if (!/\.tar(\.gz|\.zst)?$/.test(path)) {
    const folder = join(path, 'blobs', 'sha256');
    return readdirSync(folder).map((name) => new Uint8Array(readFileSync(join(folder, name))));
  }
  return entriesOfTar(unpack(new Uint8Array(readFileSync(path)))).map(({ content }) => content);
}

/** Layers that a manifest carries in its descriptors' `data` (rule 18). */
function embeddedBlobs(manifest: Uint8Array): readonly Uint8Array[] {
  if (manifest[0] !== '{'.charCodeAt(0)) return [];
  const { layers = [] } = JSON.parse(new TextDecoder().decode(manifest));
  return layers.flatMap(({ data }: { readonly data?: string }) =>
    data === undefined ? [] : [new Uint8Array(Buffer.from(data, 'base64'))],
  );
}

/** What a blob holds, whatever its compression; itself where it has none or is damaged. */
function unpack(bytes: Uint8Array): Uint8Array {
  try {
    if (bytes[0] === 0x1f && bytes[1] === 0x8b) return new Uint8Array(gunzipSync(bytes));
    const isZstd = bytes[0] === 0x28 && bytes[1] === 0xb5 && bytes[2] === 0x2f && bytes[3] === 0xfd;
    const isSkippable =
      ((bytes[0] ?? 0) & 0xf0) === 0x50 && bytes[1] === 0x2a && bytes[2] === 0x4d && bytes[3] === 0x18;
    return isZstd || isSkippable ? decompress(bytes) : bytes;
  } catch {
    return bytes;
  }
}
