import { EntryKind } from '../layer-index/layer-index';
import { compareSources, Difference } from './compare-entries';
import { ABSENT } from './entry-table';
import { ChangeCode, isChange, isPresent, presentBits, removedBits, typeOf, type VersionBits } from './version-bits';
import { NO_VERSION } from './version-log';
import type { WorkingTree } from './working-tree';

/**
 * Makes what a layer did to each path one version, judged against the level below (rules 16, 24). What it brought and
 * took away itself is none.
 */
export function commitLayer(tree: WorkingTree): void {
  for (const node of tree.touched) {
    const before = tree.versions.last(node);
    const isThere = tree.isThere(node);
    if (isThere) {
      commit(tree, node, tree.source[node] ?? ABSENT, presentVersion(tree, node, before));
    } else if (before !== NO_VERSION && isPresent(tree.versions.bits[before] ?? 0)) {
      const { cause, at } = tree.removal(node);
      commit(tree, node, at, removedBits(cause));
    }
  }
}

function commit(tree: WorkingTree, node: number, source: number, bits: VersionBits): void {
  tree.versions.append(node, tree.layer, source, bits);
  if (isChange(bits)) tree.changed.mark(node, tree.layer);
}

function presentVersion(tree: WorkingTree, node: number, before: number): VersionBits {
  const type = tree.type[node] ?? EntryKind.file;
  const isLink = tree.isLink[node] === 1;
  if (before === NO_VERSION) return presentBits(type, isLink, ChangeCode.added, Difference.none);
  const beforeBits = tree.versions.bits[before] ?? 0;
  if (!isPresent(beforeBits))
    return presentBits(type, isLink, ChangeCode.readded, differenceOverGap(tree, node, before));
  if (typeOf(beforeBits) !== type) return presentBits(type, isLink, ChangeCode.replaced, Difference.none);

  const difference = tree.difference(node, tree.versions.source[before] ?? ABSENT);
  return presentBits(type, isLink, changeOfDifference(type, difference), difference);
}

/** What {@link Difference} bits between two states of one type amount to. */
export function changeOfDifference(type: number, difference: number): ChangeCode {
  if ((difference & Difference.content) !== 0) return ChangeCode.content;
  if (difference !== Difference.none) return ChangeCode.metadata;
  return type === EntryKind.dir ? ChangeCode.repeated : ChangeCode.identical;
}

/** Of a path that is there again: against what it was before it was removed, where that was of the same type. */
function differenceOverGap(tree: WorkingTree, node: number, removed: number): number {
  const before = tree.versions.before(removed);
  const type = tree.type[node] ?? EntryKind.file;
  if (before === NO_VERSION || typeOf(tree.versions.bits[before] ?? 0) !== type) return Difference.none;
  return compareSources(tree.entries, type, tree.versions.source[before] ?? ABSENT, tree.source[node] ?? ABSENT);
}
