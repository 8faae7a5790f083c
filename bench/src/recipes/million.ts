import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { runProgram } from '../harness/run-program';
import type { Artifacts } from './artifacts';
import { millionLayer } from './tree-layers';

/** The layer of 1,000,000 files and a cache that knows it. */
export interface CachedMillion {
  readonly layer: string;
  readonly cacheFolder: string;
}

export async function cachedMillion(artifacts: Artifacts): Promise<CachedMillion> {
  const layer = await millionLayer(artifacts);
  const cacheFolder = join(dirname(layer), 'million-cache');
  mkdirSync(cacheFolder, { recursive: true });
  // Fills the cache where it does not know the layer, or is of another version.
  await runProgram('open-index', ['ours', layer, cacheFolder]);
  return { layer, cacheFolder };
}

/** Its index as JSON, 300 MB. */
export async function millionJson(artifacts: Artifacts, { layer, cacheFolder }: CachedMillion): Promise<string> {
  return artifacts.file('million.json', async (path) => {
    await runProgram('open-index', ['json', layer, cacheFolder, path], { nodeFlags: ['--max-old-space-size=4096'] });
  });
}
