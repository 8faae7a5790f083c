import { EntryKind } from '../layer-index/layer-index';
import { Death, type DyingInode, REWRITTEN } from './inode-table';
import { ChangeCode, isChange, presentBits, removedBits } from './version-bits';
import type { WorkingTree } from './working-tree';

/**
 * Makes what a layer did to each path one version, judged against the level below (rules 16, 24). What it brought and
 * took away itself is none.
 */
export function commitLayer(tree: WorkingTree): void {
  for (const dying of tree.inodes.dying) tree.inodes.bury(dying.source, causeOfDeath(tree, dying));
  for (const node of tree.touched) {
    if (tree.isThere(node)) {
      const bits = presentBits(tree.type(node), tree.isLink(node), changeOfNode(tree, node));
      tree.commit(node, tree.source(node), bits);
      if (isChange(bits)) tree.changed.mark(node, tree.layer);
    } else if (tree.wasBelow(node)) {
      const { cause, at } = tree.removal(node);
      tree.commit(node, at, removedBits(cause));
      tree.changed.mark(node, tree.layer);
    }
  }
}

/** A name that was rewritten is judged by what stands there in the end (rules 16, 23). */
function causeOfDeath(tree: WorkingTree, { node, loss }: DyingInode): Death {
  if (loss !== REWRITTEN) return loss;
  if (!tree.isThere(node) || tree.type(node) !== EntryKind.file) return Death.replaced;
  switch (tree.changeSinceBelow(node)) {
    case ChangeCode.content:
      return Death.overwritten;
    case ChangeCode.metadata:
      return Death.metadata;
    default:
      return Death.identical;
  }
}

function changeOfNode(tree: WorkingTree, node: number): ChangeCode {
  if (!tree.wasBelow(node)) return tree.hasVersion(node) ? ChangeCode.readded : ChangeCode.added;
  return tree.typeBelow(node) === tree.type(node) ? tree.changeSinceBelow(node) : ChangeCode.replaced;
}
