import { readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { listDirectory, type MergedTree, mergeLayers, type NodeId, PathSearch, parseQuery } from '@stratascope/core';
import { tellAnswer } from '../harness/tell-answer';
import { readCachedLayer } from '../recipes/cached-layer';

/** What an open image takes, beyond a process without one: the layer FILE from CACHE, merged, listed and searched. */

const [file = '', cacheFolder = ''] = process.argv.slice(2);
const before = await resident();
const startedAt = performance.now();
const tree = await openTree();
const milliseconds = performance.now() - startedAt;
const opened = await resident();
listDirectory(tree, { directory: tree.children(0 as NodeId)[0] ?? (0 as NodeId), level: 1, limit: 200 });
search('core');
const used = await resident();
tellAnswer(milliseconds, { nodes: tree.nodeCount, opened: opened - before, used: used - before });

async function openTree(): Promise<MergedTree> {
  const { index } = await readCachedLayer(file, cacheFolder);
  return mergeLayers([index]);
}

function search(text: string): void {
  const parsed = parseQuery(text);
  if (parsed.kind === 'failure') throw new Error(parsed.failure.problem);
  const paths = new PathSearch(tree, parsed.query, { level: tree.layerCount, limit: 200 });
  while (paths.next === null && paths.step());
}

/** Resident bytes when all that is not needed has been given back. */
async function resident(): Promise<number> {
  for (let round = 0; round < 4; round++) {
    globalThis.gc?.();
    await delay(50);
  }
  try {
    const line = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'latin1'));
    if (line?.[1] !== undefined) return Number(line[1]) * 1024;
  } catch {
    // No such file but on Linux.
  }
  return process.memoryUsage.rss();
}
