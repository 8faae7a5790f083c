import type { Source } from './entry-table';
import { numberNodes, UNNUMBERED } from './number-nodes';
import { ROOT_NODE, type TreeColumns } from './tree-columns';
import { isLinkName, isPresent } from './version-bits';
import type { WorkingTree } from './working-tree';

/** The columns of a tree whose layers are all applied: nodes in the order of `ls`, versions by node. */
export function finishTree(tree: WorkingTree): TreeColumns {
  const numbers = numberNodes(tree.nodes, (node) => tree.hasVersion(node));
  const nodes = finishNodes(tree, numbers);
  const versions = finishVersions(tree, numbers, nodes.nodeCount);
  return {
    entries: tree.entries,
    layerCount: tree.entries.layers.length,
    ...nodes,
    ...versions,
    ...finishInside(tree, numbers, nodes.nodeCount),
    deaths: tree.inodes.deaths,
    bytes: tree.inodes.bytes.facts(),
    linkedNames: linkedNames(tree.entries.end, nodes.nodeCount, versions),
  };
}

type NodeColumns = Pick<
  TreeColumns,
  'nodeCount' | 'parent' | 'nameStart' | 'names' | 'childStart' | 'children' | 'belowCount'
>;

function finishNodes(tree: WorkingTree, numbers: Uint32Array): NodeColumns {
  const { nodes } = tree;
  const order = inOrder(numbers);
  const nodeCount = order.length;
  const parent = new Uint32Array(nodeCount);
  const nameStart = new Uint32Array(nodeCount + 1);
  const names = new Uint8Array(nodes.nameStart(nodes.count));
  let nameEnd = 0;
  for (let node = 0; node < nodeCount; node++) {
    const old = order[node] ?? 0;
    parent[node] = numbers[nodes.parent(old)] ?? 0;
    nameStart[node] = nameEnd;
    const oldEnd = nodes.nameStart(old + 1);
    for (let at = nodes.nameStart(old); at < oldEnd; at++) names[nameEnd++] = nodes.names[at] ?? 0;
  }
  nameStart[nodeCount] = nameEnd;
  // The root is its own parent, but not its own child.
  const isChild = (node: number) => node !== ROOT_NODE;
  const grouped = groupBy(nodeCount, nodeCount, (node) => (isChild(node) ? (parent[node] ?? 0) : -1));
  const belowCount = new Uint32Array(nodeCount);
  for (let node = nodeCount - 1; node > 0; node--) {
    const above = parent[node] ?? 0;
    belowCount[above] = (belowCount[above] ?? 0) + (belowCount[node] ?? 0) + 1;
  }
  return {
    nodeCount,
    parent,
    nameStart,
    names: names.slice(0, nameEnd),
    childStart: grouped.start,
    children: grouped.list,
    belowCount,
  };
}

type VersionColumns = Pick<TreeColumns, 'versionStart' | 'versionLayer' | 'versionSource' | 'versionBits'>;

function finishVersions(tree: WorkingTree, numbers: Uint32Array, nodeCount: number): VersionColumns {
  const { versions } = tree;
  const versionStart = new Uint32Array(nodeCount + 1);
  for (let version = 0; version < versions.count; version++) {
    const node = numbers[versions.node(version)] ?? 0;
    versionStart[node + 1] = (versionStart[node + 1] ?? 0) + 1;
  }
  for (let node = 0; node < nodeCount; node++) {
    versionStart[node + 1] = (versionStart[node + 1] ?? 0) + (versionStart[node] ?? 0);
  }
  const next = versionStart.slice(0, nodeCount);
  const versionLayer =
    tree.entries.layers.length <= 0xffff ? new Uint16Array(versions.count) : new Uint32Array(versions.count);
  const versionSource = new Uint32Array(versions.count);
  const versionBits = new Uint16Array(versions.count);
  let layer = 0;
  for (let version = 0; version < versions.count; version++) {
    while (version >= (tree.firstVersion[layer + 1] ?? Number.POSITIVE_INFINITY)) layer++;
    const node = numbers[versions.node(version)] ?? 0;
    const at = next[node] ?? 0;
    next[node] = at + 1;
    const bits = versions.bits(version);
    const source = versions.source(version);
    versionLayer[at] = layer;
    versionSource[at] = isPresent(bits) ? source : (numbers[source] ?? 0);
    versionBits[at] = bits;
  }
  return { versionStart, versionLayer, versionSource, versionBits };
}

function finishInside(
  tree: WorkingTree,
  numbers: Uint32Array,
  nodeCount: number,
): Pick<TreeColumns, 'insideStart' | 'insideLayer'> {
  const { changed } = tree;
  const grouped = groupBy(changed.count, nodeCount, (pair) => numbers[changed.directory[pair] ?? 0] ?? 0);
  const insideLayer = grouped.list;
  for (let at = 0; at < insideLayer.length; at++) insideLayer[at] = changed.layer[insideLayer[at] ?? 0] ?? 0;
  return { insideStart: grouped.start, insideLayer };
}

/** Old node of each new number. */
function inOrder(numbers: Uint32Array): Uint32Array {
  let count = 0;
  for (const number of numbers) if (number !== UNNUMBERED) count++;
  const order = new Uint32Array(count);
  for (let node = 0; node < numbers.length; node++) {
    const number = numbers[node] ?? UNNUMBERED;
    if (number !== UNNUMBERED) order[number] = node;
  }
  return order;
}

/** Items by group (those of group -1 left out), in their own order within each: a counting sort. */
function groupBy(
  itemCount: number,
  groupCount: number,
  groupOf: (item: number) => number,
): { readonly start: Uint32Array; readonly list: Uint32Array } {
  const start = new Uint32Array(groupCount + 1);
  for (let item = 0; item < itemCount; item++) {
    const group = groupOf(item);
    if (group >= 0) start[group + 1] = (start[group + 1] ?? 0) + 1;
  }
  for (let group = 0; group < groupCount; group++) start[group + 1] = (start[group + 1] ?? 0) + (start[group] ?? 0);
  const next = start.slice(0, groupCount);
  const list = new Uint32Array(start[groupCount] ?? 0);
  for (let item = 0; item < itemCount; item++) {
    const group = groupOf(item);
    if (group < 0) continue;
    const at = next[group] ?? 0;
    list[at] = item;
    next[group] = at + 1;
  }
  return { start, list };
}

/** Who ever was a name of an inode that has had hard links. */
function linkedNames(
  sourceEnd: number,
  nodeCount: number,
  { versionStart, versionSource, versionBits }: VersionColumns,
): ReadonlyMap<Source, Uint32Array> {
  const isLinked = new Uint8Array(sourceEnd);
  let hasLinks = false;
  versionBits.forEach((bits, version) => {
    if (!isPresent(bits) || !isLinkName(bits)) return;
    isLinked[versionSource[version] ?? 0] = 1;
    hasLinks = true;
  });
  const names = new Map<Source, number[]>();
  if (!hasLinks) return new Map();
  for (let node = 0; node < nodeCount; node++) {
    for (let version = versionStart[node] ?? 0; version < (versionStart[node + 1] ?? 0); version++) {
      const source = versionSource[version] ?? 0;
      if (!isPresent(versionBits[version] ?? 0) || isLinked[source] === 0) continue;
      const nodes = names.get(source);
      if (nodes === undefined) names.set(source, [node]);
      else if (nodes.at(-1) !== node) nodes.push(node);
    }
  }
  return new Map([...names].map(([source, nodes]) => [source, Uint32Array.from(nodes)]));
}
