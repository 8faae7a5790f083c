import { mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { DEFAULT_LIMITS } from '@stratascope/core';
import { createLayerReader, fileByteSource } from '@stratascope/core/node';
import { builtFolder } from '../harness/folders';
import { tellTimed } from '../harness/tell-answer';
import { layerSource } from '../recipes/layer-source';

/** Reads the layers FILE… at once, as the product does with a cache that knows none of them: all digests, and the indexes. */

const files = process.argv.slice(2);
const cacheFolder = mkdtempSync(join(tmpdir(), 'stratascope-bench-'));
try {
  await tellTimed(async () => {
    const reader = createLayerReader({
      cacheFolder,
      workers: availableParallelism(),
      workerEntry: pathToFileURL(join(builtFolder, 'layer-worker.js')),
      inThreadBelowBytes: 0,
    });
    const layers = await Promise.all(
      files.map(async (file, position) => {
        const source = layerSource(await fileByteSource(file), position + 1);
        return reader.read(source, { limits: DEFAULT_LIMITS, signal: new AbortController().signal });
      }),
    );
    await reader.close();
    const broken = layers.find(({ state, diffId }) => state !== 'ok' || diffId === null);
    if (broken !== undefined) throw new Error(`a layer is ${broken.state}: ${JSON.stringify(broken.problems)}`);
    return { entries: layers.reduce((sum, { index }) => sum + (index?.entryCount ?? 0), 0) };
  });
} finally {
  rmSync(cacheFolder, { recursive: true, force: true });
}
