import { EntryKind } from '../layer-index/layer-index';
import { Death, type DyingInode, REWRITTEN } from './inode-table';
import { ChangeCode, isChange, isPresent, presentBits, removedBits, typeOf, type VersionBits } from './version-bits';
import { NO_VERSION } from './version-log';
import type { WorkingTree } from './working-tree';

/**
 * Makes what a layer did to each path one version, judged against the level below (rules 16, 24). What it brought and
 * took away itself is none.
 */
export function commitLayer(tree: WorkingTree): void {
  for (const dying of tree.inodes.dying) tree.inodes.bury(dying.source, causeOfDeath(tree, dying));
  for (const node of tree.touched) {
    const before = tree.lastVersion(node);
    const beforeBits = before === NO_VERSION ? 0 : tree.versions.bits(before);
    if (tree.isThere(node)) {
      const bits = presentBits(tree.type(node), tree.isLink(node), changeOfNode(tree, node, before, beforeBits));
      tree.commit(node, tree.source(node), bits);
      if (isChange(bits)) tree.changed.mark(node, tree.layer);
    } else if (isPresent(beforeBits)) {
      const { cause, at } = tree.removal(node);
      tree.commit(node, at, removedBits(cause));
      tree.changed.mark(node, tree.layer);
    }
  }
}

/** A name that was rewritten is judged by what stands there in the end (rules 16, 23). */
function causeOfDeath(tree: WorkingTree, { source, node, loss }: DyingInode): Death {
  if (loss !== REWRITTEN) return loss;
  if (!tree.isThere(node) || tree.type(node) !== EntryKind.file) return Death.replaced;
  switch (tree.changeSince(node, source)) {
    case ChangeCode.content:
      return Death.overwritten;
    case ChangeCode.metadata:
      return Death.metadata;
    default:
      return Death.identical;
  }
}

function changeOfNode(tree: WorkingTree, node: number, before: number, beforeBits: VersionBits): ChangeCode {
  if (before === NO_VERSION) return ChangeCode.added;
  if (!isPresent(beforeBits)) return ChangeCode.readded;
  if (typeOf(beforeBits) !== tree.type(node)) return ChangeCode.replaced;
  return tree.changeSince(node, tree.versions.source(before));
}
