import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { archive } from '../image/archive';
import { type ImageOptions, image, type LayerOptions } from '../image/image-recipe';
import { ociLayout } from '../image/oci-layout';
import { type LayerRecipe, layer } from '../layer-recipe';

/** An input that claims, implies or unpacks to far more than it is, and what has to come of it. */
export interface HostileInput {
  readonly name: string;
  readonly what: string;
  /** `image`: it opens, and `/good` of layer 1 is there; `error`: it ends with the code. */
  readonly outcome: 'image' | 'error';
  /** Has to be told; null: nothing has. */
  readonly code: string | null;
  /** Of an error; 3 if it is not said. */
  readonly exit?: number;
  readonly bytes: () => Uint8Array;
}

/** A sound layer that has to stay explorable whatever stands beside it. */
export const GOOD = layer().dir('dir').file('good', 'as it was\n');

/** An image in an OCI archive: a good layer below what is hostile. */
export function imageOf(hostile: readonly (LayerRecipe | LayerOptions)[], options: Partial<ImageOptions> = {}) {
  return archive(ociLayout([image({ names: ['hostile/app:1'], layers: [GOOD, ...hostile], ...options })]));
}

const BLOCK = 512;

/** Parts of a tar of so many empty files, all of other names; headers are made from one, since millions are wanted. */
export function* manyFiles(count: number): Generator<Uint8Array> {
  const [header] = [layer().file('files/0000000').tar({ endBlocks: 0 })];
  const zeros = new TextDecoder().decode(header.subarray(148, 154));
  const sumOfZeros = Number.parseInt(zeros, 8);
  for (let from = 0; from < count; from += FILES_OF_A_PART) {
    const files = Math.min(FILES_OF_A_PART, count - from);
    const part = new Uint8Array(files * BLOCK);
    for (let at = 0; at < files; at++) {
      part.set(header, at * BLOCK);
      let sum = sumOfZeros;
      for (let digit = 0, left = from + at; left > 0; digit++, left = Math.floor(left / 10)) {
        part[at * BLOCK + 12 - digit] = 0x30 + (left % 10);
        sum += left % 10;
      }
      const octal = sum.toString(8).padStart(6, '0');
      for (let digit = 0; digit < 6; digit++) part[at * BLOCK + 148 + digit] = octal.charCodeAt(digit);
    }
    yield part;
  }
}

const FILES_OF_A_PART = 10_000;

/** A gzip layer of parts, each of which stands `times` times; equal parts are compressed once. */
export function repeatedLayer(parts: readonly (readonly [part: Uint8Array, times: number])[]): LayerOptions {
  const hash = createHash('sha256');
  const members: Uint8Array[] = [];
  for (const [part, times] of parts) {
    const member = gzipSync(part, { level: 6 });
    for (let time = 0; time < times; time++) {
      hash.update(part);
      members.push(member);
    }
  }
  return { content: new Uint8Array(), blob: Buffer.concat(members), diffId: `sha256:${hash.digest('hex')}` };
}
