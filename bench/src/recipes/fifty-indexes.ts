import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { LAYER_INDEX_VERSION, type LayerIndex, openLayerIndex } from '@stratascope/core';
import type { Artifacts } from './artifacts';
import { indexOfTree } from './tree-index';
import { fiftyLayers } from './tree-recipes';

/** A folder with the indexes of 50 layers, one a file, by number. Another version of their form makes them anew. */
export function fiftyIndexes(artifacts: Artifacts): Promise<string> {
  return artifacts.file(`fifty-indexes-v${LAYER_INDEX_VERSION}`, (folder) => {
    mkdirSync(folder, { recursive: true });
    let layer = 0;
    for (const entries of fiftyLayers()) {
      layer++;
      const name = `${String(layer).padStart(2, '0')}.index`;
      writeFileSync(join(folder, name), new Uint8Array(indexOfTree(entries, layer).buffer));
    }
  });
}

export function openIndexes(folder: string): readonly LayerIndex[] {
  return readdirSync(folder)
    .sort()
    .map((name) => openLayerIndex(new Uint8Array(readFileSync(join(folder, name))).buffer));
}
