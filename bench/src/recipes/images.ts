import { mkdtempSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type Artifacts, writePieces } from './artifacts';
import { contentPools } from './content-pools';
import { type ArchiveConfig, writeDockerArchive } from './docker-archive';
import { gzipFile, gzipLayer } from './layers';
import { TAR_END, tarHeader, tarPadding } from './tar-blocks';
import { millionLayer, tarOfNames } from './tree-layers';
import {
  fiftyLayers,
  fortyLayers,
  longNames,
  pageLayers,
  smallerPageLayers,
  type TreeEntry,
  wideDirectory,
} from './tree-recipes';

const TIME = 1_700_000_000;

/** The images that the product is measured with, as archives of docker. */
export type ImageName = 'l1' | 'l2' | 'million' | 'forty' | 'fifty' | PageImageName;

/** Those that the page is measured with. */
type PageImageName = 'page-million' | 'page-150k' | 'wide' | 'long-names' | 'many-steps' | 'many-labels';

/**
 * `l1`, `l2`, `million`: one gzip layer. `forty`: 200,000 files in 40 uncompressed layers, 0.5 GB. `fifty`: 925,000 entries
 * in 50 gzip layers. `page-million`: 1,000,000 entries in 40 gzip layers, ten directories of 20,000 files among them.
 * `page-150k`: 150,000 files in 40 gzip layers. `wide`: a directory of 1,000,000 files. `long-names`: names of 64 kB.
 * `many-steps`, `many-labels`: 60,000 empty steps, 190,000 labels: about as many as the limit of JSON values lets through.
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
      case 'page-million':
        return inFolder(path, (folder) => writeSized(path, folder, name, pageLayers()));
      case 'page-150k':
        return inFolder(path, (folder) => writeSized(path, folder, name, smallerPageLayers()));
      case 'wide':
        return inFolder(path, (folder) => writeSized(path, folder, name, [wideDirectory(1_000_000)]));
      case 'long-names':
        return inFolder(path, (folder) => writeSized(path, folder, name, [longNames(2000, 65_000)]));
      case 'many-steps':
      case 'many-labels':
        return inFolder(path, (folder) => writeSized(path, folder, name, [wideDirectory(4)], CONFIGS[name]));
    }
  });
}

/** Layers by gzip, the files with contents of their sizes. */
async function writeSized(
  path: string,
  folder: string,
  name: string,
  recipes: Iterable<Iterable<TreeEntry>>,
  config: ArchiveConfig = {},
): Promise<void> {
  const pools = contentPools(41);
  const layers: string[] = [];
  for (const entries of recipes) {
    const plain = join(folder, 'plain.tar');
    const layer = join(folder, `${layers.length + 1}.tar.gz`);
    writePieces(plain, tarOf(entries, pools));
    await gzipFile(plain, layer, 1);
    layers.push(layer);
  }
  await writeDockerArchive(path, name, layers, config);
}

const CONFIGS = {
  'many-steps': { emptySteps: Array.from({ length: 60_000 }, (_, step) => `ENV STEP_${step}=${step}`) },
  'many-labels': {
    labels: Object.fromEntries(
      Array.from({ length: 190_000 }, (_, label) => [`org.example.label-${label}`, `${label}`]),
    ),
  },
} as const satisfies Readonly<Record<string, ArchiveConfig>>;

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

function* tarOf(entries: Iterable<TreeEntry>, pools: ReturnType<typeof contentPools>): Iterable<Uint8Array> {
  for (const { name, size } of entries) {
    yield tarHeader({ name, type: name.endsWith('/') ? 'dir' : 'file', size, modifiedAtSeconds: TIME });
    yield* pools.cut('text', size);
    yield tarPadding(size);
  }
  yield TAR_END;
}
