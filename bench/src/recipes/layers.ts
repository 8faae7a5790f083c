import { createReadStream, createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { Unmeasured } from '../harness/benchmark';
import { runToEnd } from '../harness/run-program';
import { type Artifacts, sizeOf, writePieces } from './artifacts';
import { type LayerRecipe, largeFiles, smallFiles } from './layer-recipes';

const READ_BYTES = 1024 * 1024;
const RECIPES = { L1: largeFiles, L2: smallFiles } as const satisfies Readonly<Record<string, LayerRecipe>>;

/** L1: 20,000 files, 1.0 GB. L2: 100,000 small files in 12,501 directories, 285 MB. */
export type LayerName = keyof typeof RECIPES;

export function plainLayer(artifacts: Artifacts, name: LayerName): Promise<string> {
  return artifacts.file(`${name}.tar`, (path) => writePieces(path, RECIPES[name]()));
}

/** @throws Error where L1 does not shrink to 0.30 ± 0.03: what inflating costs depends on it. */
export async function gzipLayer(artifacts: Artifacts, name: LayerName): Promise<string> {
  const plain = await plainLayer(artifacts, name);
  return artifacts.file(`${name}.tar.gz`, async (path) => {
    await gzipFile(plain, path);
    const ratio = sizeOf(path) / sizeOf(plain);
    if (name === 'L1' && Math.abs(ratio - 0.3) > 0.03) throw new Error(`${name} shrinks to ${ratio.toFixed(3)}`);
  });
}

/** @throws Unmeasured where there is no `zstd` to make it with. */
export async function zstdLayer(artifacts: Artifacts, name: LayerName): Promise<string> {
  const plain = await plainLayer(artifacts, name);
  return artifacts.file(`${name}.tar.zst`, async (path) => {
    try {
      await runToEnd('zstd', ['-3', '-q', plain, '-o', path]);
    } catch (error) {
      throw new Unmeasured(`the zstd layer is made with \`zstd\`, which is not to be had (${error})`);
    }
  });
}

export async function gzipFile(from: string, to: string, level = 6): Promise<void> {
  const gzip = createGzip({ level, chunkSize: READ_BYTES });
  await pipeline(createReadStream(from, { highWaterMark: READ_BYTES }), gzip, createWriteStream(to));
}
