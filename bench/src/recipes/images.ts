import { mkdtempSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type Artifacts, writePieces } from './artifacts';
import { contentPools } from './content-pools';
import { writeDockerArchive } from './docker-archive';
import { gzipFile, gzipLayer } from './layers';
import { TAR_END, tarHeader, tarPadding } from './tar-blocks';
import { millionLayer, tarOfNames } from './tree-layers';
import { fiftyLayers, fortyLayers, type TreeEntry } from './tree-recipes';

const TIME = 1_700_000_000;

/** The images that the product is measured with, as archives of docker. */
export type ImageName = 'l1' | 'l2' | 'million' | 'forty' | 'fifty';

/**
 * `l1`, `l2`, `million`: one gzip layer. `forty`: 200,000 files in 40 uncompressed layers, 0.5 GB. `fifty`: 925,000 entries
 * in 50 gzip layers.
 */
export function imageArchive(artifacts: Artifacts, name: ImageName): Promise<string> {
  return artifacts.file(`image-${name}.tar`, async (path) => {
    switch (name) {
      case 'l1':
        return writeDockerArchive(path, name, [await gzipLayer(artifacts, 'L1')]);
      case 'l2':
        return writeDockerArchive(path, name, [await gzipLayer(artifacts, 'L2')]);
      case 'million':
        return writeDockerArchive(path, name, [await millionLayer(artifacts)]);
      case 'forty':
        return inFolder(path, (folder) => writeForty(path, folder));
      case 'fifty':
        return inFolder(path, (folder) => writeFifty(path, folder));
    }
  });
}

async function writeForty(path: string, folder: string): Promise<void> {
  const pools = contentPools(40);
  const layers: string[] = [];
  for (const entries of fortyLayers()) {
    const layer = join(folder, `${layers.length + 1}.tar`);
    writePieces(layer, tarOf(entries, pools));
    layers.push(layer);
  }
  await writeDockerArchive(path, 'forty', layers);
}

async function writeFifty(path: string, folder: string): Promise<void> {
  const layers: string[] = [];
  for (const entries of fiftyLayers()) {
    const plain = join(folder, 'plain.tar');
    const layer = join(folder, `${layers.length + 1}.tar.gz`);
    writePieces(plain, tarOfNames(entries, `${layers.length + 1} `));
    await gzipFile(plain, layer, 1);
    layers.push(layer);
  }
  await writeDockerArchive(path, 'fifty', layers);
}

async function inFolder(beside: string, work: (folder: string) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(dirname(beside), 'layers-'));
  try {
    await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function* tarOf(entries: readonly TreeEntry[], pools: ReturnType<typeof contentPools>): Iterable<Uint8Array> {
  for (const { name, size } of entries) {
    yield tarHeader({ name, type: name.endsWith('/') ? 'dir' : 'file', size, modifiedAtSeconds: TIME });
    yield* pools.cut('text', size);
    yield tarPadding(size);
  }
  yield TAR_END;
}
