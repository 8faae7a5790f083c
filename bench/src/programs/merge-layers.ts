import { EntryKind, type LayerIndex, mergeLayers } from '@stratascope/core';
import { tellAnswer } from '../harness/tell-answer';
import { openIndexes } from '../recipes/fifty-indexes';

/**
 * Merges the layers whose indexes lie in FOLDER: `ours`, or `map`, the obvious way: a Map from each path, as a string, to
 * its versions. The map is given its strings, and asked for nothing but them.
 */

const [how, folder = ''] = process.argv.slice(2);
const layers = openIndexes(folder);
const entries = layers.reduce((sum, layer) => sum + layer.entryCount, 0);

if (how === 'ours') {
  const startedAt = performance.now();
  const tree = mergeLayers(layers);
  tellAnswer(performance.now() - startedAt, { entries, nodes: tree.nodeCount });
} else {
  const paths = layers.map(pathsOf);
  const startedAt = performance.now();
  const nodes = mergeByMap(layers, paths);
  tellAnswer(performance.now() - startedAt, { entries, nodes: nodes.size });
}

interface Version {
  readonly layer: number;
  readonly entry: number;
  readonly isDirectory: boolean;
  readonly bytes: number;
}

function mergeByMap(
  indexes: readonly LayerIndex[],
  paths: readonly (readonly string[])[],
): ReadonlyMap<string, readonly Version[]> {
  const nodes = new Map<string, Version[]>();
  indexes.forEach((index, position) => {
    for (let entry = 0; entry < index.entryCount; entry++) {
      const path = paths[position]?.[entry] ?? '/';
      const isDirectory = index.kind[entry] === EntryKind.dir;
      const version: Version = { layer: position + 1, entry, isDirectory, bytes: index.size(entry) };
      const versions = nodes.get(path);
      if (versions === undefined) nodes.set(path, [version]);
      else versions.push(version);
    }
  });
  return nodes;
}

function pathsOf(index: LayerIndex): readonly string[] {
  return Array.from(index.path, (path) => index.fullPath(path));
}
