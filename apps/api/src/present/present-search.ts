import { countNames, type ListingItem, type MergedTree, type NodeId, searchNames } from '@stratascope/core';
import type { SearchAnswer } from '@stratascope/protocol';
import { presentRow } from './present-row';
import type { OwnerNames } from './present-state';

/** Beyond this the number of hits says nothing but "many", and counting them costs. */
const MOST_COUNTED = 10_000;

/** What is searched, and which page of what is found. */
interface SearchQuestion {
  readonly q: string;
  readonly level: number;
  readonly ghosts: boolean;
  readonly cursor: number;
  readonly limit: number;
}

/** One page of the paths that a search finds. */
export function presentSearch(
  tree: MergedTree,
  { q, level, ghosts, cursor, limit }: SearchQuestion,
  names: OwnerNames,
): Omit<SearchAnswer, 'ref'> {
  const found: NodeId[] = [];
  let next: number | null = cursor;
  // Where ghosts are left out, a page of matches may be less than a page of rows.
  while (next !== null && found.length < limit) {
    const page = searchNames(tree, { text: q, level, limit: limit - found.length, cursor: next });
    for (const { node } of page.matches) if (ghosts || tree.stateAt(node, level) !== null) found.push(node);
    next = page.next;
  }
  return {
    q,
    level,
    total: ghosts ? countNames(tree, { text: q, level }, MOST_COUNTED) : null,
    rows: found.map((node) => presentRow(tree, itemOf(tree, node, level), names)),
    next,
  };
}

function itemOf(tree: MergedTree, node: NodeId, level: number): ListingItem {
  const state = tree.stateAt(node, level);
  const sums = tree.subtree(node, level);
  const { layer, version } = tree.changedIn(node, level);
  return {
    node,
    state,
    ghost: state === null ? tree.ghostAt(node, level) : null,
    changedIn: {
      layer,
      change: version?.change ?? (layer === 0 ? null : 'inside'),
      changed: version?.changed ?? [],
      how: version?.how ?? null,
    },
    sums,
    bytesByLayer: tree.bytesByLayer(node, level),
    hasChildren: sums.entries > 0,
    isMatch: true,
  };
}
