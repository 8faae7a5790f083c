import { EntryKind } from '../layer-index/layer-index';
import type { NodeType } from './merged-tree';

const NODE_TYPES: readonly (NodeType | null)[] = ['file', null, 'symlink', 'char', 'block', 'dir', 'fifo'];

/** The type of node that an entry of a kind makes; hard links and marks make none of their own. */
export function nodeType(kind: number): NodeType {
  const type = NODE_TYPES[kind];
  if (!type) throw new RangeError(`entries of kind ${kind} are no nodes`);
  return type;
}

/** Whether an entry acts on the level below and never becomes a node. */
export function isMark(kind: number): boolean {
  return kind === EntryKind.whiteout || kind === EntryKind.opaque;
}
