import { type ByteString, byteStringToBytes, bytesToByteString } from '../model/byte-string';
import type { EntryPath } from '../model/entry-path';
import type { NodeId } from './merged-tree';
import { ROOT_NODE, type TreeColumns } from './tree-columns';

export function nodeName(columns: TreeColumns, node: number): ByteString {
  return bytesToByteString(columns.names, columns.nameStart[node] ?? 0, columns.nameStart[node + 1] ?? 0);
}

export function nodePath(columns: TreeColumns, node: number): EntryPath {
  const parts: ByteString[] = [];
  for (let at = node; at !== ROOT_NODE; at = columns.parent[at] ?? ROOT_NODE) parts.push(nodeName(columns, at));
  return `/${parts.reverse().join('/')}` as EntryPath;
}

/** The node of a path, or null where no level ever had it. */
export function findNode(columns: TreeColumns, path: EntryPath): NodeId | null {
  let node = ROOT_NODE;
  for (const part of path.split('/')) {
    if (part === '') continue;
    const child = findChild(columns, node, byteStringToBytes(part as ByteString));
    if (child === null) return null;
    node = child;
  }
  return node as NodeId;
}

/** The child of a directory that has a name, or null where no level ever had it. */
export function findChild(columns: TreeColumns, directory: number, name: Uint8Array): number | null {
  const children = columns.folders.children(directory);
  let low = 0;
  let high = children.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const child = children[middle] ?? ROOT_NODE;
    const order = compareName(columns, child, name);
    if (order === 0) return child;
    if (order < 0) low = middle + 1;
    else high = middle;
  }
  return null;
}

function compareName({ names, nameStart }: TreeColumns, node: number, name: Uint8Array): number {
  const start = nameStart[node] ?? 0;
  const length = (nameStart[node + 1] ?? 0) - start;
  for (let at = 0; at < length && at < name.length; at++) {
    const difference = (names[start + at] ?? 0) - (name[at] ?? 0);
    if (difference !== 0) return difference;
  }
  return length - name.length;
}
