import { listDirectory, mergeLayers, type NodeId, PathSearch, parseQuery } from '@stratascope/core';
import { percentile } from '../harness/statistics';
import { tellAnswer } from '../harness/tell-answer';
import { readCachedLayer } from '../recipes/cached-layer';
import { seededRandom } from '../recipes/random';

/** Asks the merged tree of the layer FILE from CACHE what the page asks it. Times in milliseconds. */

const PAGE = 200;
const QUESTIONS = 200;
const ROOT = 0 as NodeId;

const [file = '', cacheFolder = ''] = process.argv.slice(2);
const { index } = await readCachedLayer(file, cacheFolder);
if (index === null) throw new Error('no index');
const tree = mergeLayers([index]);
const random = seededRandom(1);

const sums = timed(() => tree.subtree(ROOT, 1));
const floorSums = timed(() => addUpwards(index.pathParent));
const firstSearch = timed(() => firstPage('core-z'));
const searches = Array.from({ length: QUESTIONS }, () => {
  const text = random.pick([
    'core',
    '.js',
    'parser-1',
    'lib/a',
    `${random.int(2000).toString(36)}.py`,
    'no-such-name',
    'e',
    'core in:/usr -parser',
    'core is:live size:>50kB',
    '*-1*.js',
  ]);
  return timed(() => firstPage(text));
});
const needle = Buffer.from('there is no such name');
const scans = Array.from({ length: 20 }, () =>
  timed(() => Buffer.from(index.names.buffer, index.names.byteOffset, index.names.length).indexOf(needle)),
);
const hits = countAll('core-1').count;
const counts = Array.from({ length: 20 }, () => timed(() => countAll('core-1')));
const great = greatDirectories();
const pages = Array.from({ length: QUESTIONS }, () => {
  const directory = great[random.int(great.length)] ?? ROOT;
  return timed(() => listDirectory(tree, { directory, level: 1, offset: random.int(9) * PAGE, limit: PAGE }));
});

// What looks at every path: nobody else may have to wait for it.
const steps = ['is:dead', 'is:dup', 'size:>99kB', '-e', '?*z', 'core', 'mode:4755 layer:1'].flatMap(stepsOf);

tellAnswer(sums, {
  nodes: tree.nodeCount,
  floorSums,
  firstSearch,
  search: percentile(searches, 0.95),
  scan: percentile(scans, 0.5),
  hits,
  count: percentile(counts, 0.5),
  longestStep: Math.max(...steps),
  page: percentile(pages, 0.95),
});

/** As the page asks: the names first. */
function firstPage(text: string): PathSearch {
  const search = newSearch(text, PAGE);
  while (search.next === null && search.step());
  return search;
}

function countAll(text: string): PathSearch {
  const search = newSearch(text, 0);
  while (search.step());
  return search;
}

/** How long each step of a search to its end takes. */
function stepsOf(text: string): readonly number[] {
  const search = newSearch(text, 0);
  const times: number[] = [];
  let isMore = true;
  while (isMore) {
    times.push(
      timed(() => {
        isMore = search.step();
      }),
    );
  }
  return times;
}

function newSearch(text: string, limit: number): PathSearch {
  const parsed = parseQuery(text);
  if (parsed.kind === 'failure') throw new Error(`${text}: ${parsed.failure.problem}`);
  return new PathSearch(tree, parsed.query, { level: tree.layerCount, order: 'name', limit, withTotals: limit === 0 });
}

function timed(work: () => unknown): number {
  const startedAt = performance.now();
  work();
  return performance.now() - startedAt;
}

/** What adding up the bytes of all directories costs at least: each path to its parent, from the last to the first. */
function addUpwards(parents: Uint32Array): Float64Array {
  const bytes = new Float64Array(parents.length).fill(1);
  for (let path = parents.length - 1; path > 0; path--) {
    const parent = parents[path] ?? 0;
    bytes[parent] = (bytes[parent] ?? 0) + (bytes[path] ?? 0);
  }
  return bytes;
}

function greatDirectories(): readonly NodeId[] {
  const found: NodeId[] = [];
  for (let node = 0; node < tree.nodeCount; node++) {
    if (tree.children(node as NodeId).length >= 10 * PAGE) found.push(node as NodeId);
  }
  return found;
}
