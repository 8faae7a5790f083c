import type { NodeTable } from './node-table';

const SLASH = 0x2f;
const ROOT_NODE = 0;
/** A path that never stood at any level: it gets no number. */
export const UNNUMBERED = 0xffffffff;

/**
 * The place of each node in the order of `ls`, by the bytes of the full path, the root first; {@link UNNUMBERED} for
 * those that `isKept` leaves out (no kept node may be below one). A parent comes before its children, siblings stand
 * by name, and what is below a directory stands together, though not always right behind it (`/a`, `/a-b`, `/a/x`).
 */
export function numberNodes(nodes: NodeTable, isKept: (node: number) => boolean): Uint32Array {
  const children = sortedChildren(nodes, isKept);
  const numbers = new Uint32Array(nodes.count).fill(UNNUMBERED);
  let next = 0;
  numbers[ROOT_NODE] = next++;
  const open: OpenDirectory[] = [openDirectory(children, ROOT_NODE)];
  for (let directory = open.at(-1); directory !== undefined; directory = open.at(-1)) {
    const sibling = directory.at < directory.end ? (children.list[directory.at] ?? ROOT_NODE) : UNNUMBERED;
    const waiting = directory.waiting.at(-1);
    if (waiting !== undefined && (sibling === UNNUMBERED || !comesBeforeContents(nodes, sibling, waiting))) {
      directory.waiting.pop();
      open.push(openDirectory(children, waiting));
    } else if (sibling === UNNUMBERED) {
      open.pop();
    } else {
      numbers[sibling] = next++;
      directory.at++;
      if (children.start[sibling] !== children.start[sibling + 1]) directory.waiting.push(sibling);
    }
  }
  return numbers;
}

/** Children of all nodes by parent: those of `node` are `list[start[node]..start[node + 1])`, by name. */
interface Children {
  readonly start: Uint32Array;
  readonly list: Uint32Array;
}

/** A directory whose contents are being numbered. */
interface OpenDirectory {
  at: number;
  readonly end: number;
  /** Directories that have their numbers while their contents have not; each one's name begins with the one's before. */
  readonly waiting: number[];
}

function openDirectory(children: Children, node: number): OpenDirectory {
  return { at: children.start[node] ?? 0, end: children.start[node + 1] ?? 0, waiting: [] };
}

/** Whether a sibling further on still sorts before `directory/…`: `a-b` does before `a/x`. */
function comesBeforeContents(nodes: NodeTable, sibling: number, directory: number): boolean {
  const { names } = nodes;
  const start = nodes.nameStart(directory);
  const length = nodes.nameStart(directory + 1) - start;
  const siblingStart = nodes.nameStart(sibling);
  if (nodes.nameStart(sibling + 1) - siblingStart <= length) return false;
  if ((names[siblingStart + length] ?? 0) > SLASH) return false;
  for (let at = 0; at < length; at++) if (names[start + at] !== names[siblingStart + at]) return false;
  return true;
}

function sortedChildren(nodes: NodeTable, isKept: (node: number) => boolean): Children {
  const { count } = nodes;
  const start = new Uint32Array(count + 1);
  let kept = 0;
  for (let node = 1; node < count; node++) {
    if (!isKept(node)) continue;
    const above = nodes.parent(node) + 1;
    start[above] = (start[above] ?? 0) + 1;
    kept++;
  }
  for (let node = 0; node < count; node++) start[node + 1] = (start[node + 1] ?? 0) + (start[node] ?? 0);
  const next = start.slice(0, count);
  const list = new Uint32Array(kept);
  for (let node = 1; node < count; node++) {
    if (!isKept(node)) continue;
    const above = nodes.parent(node);
    const at = next[above] ?? 0;
    list[at] = node;
    next[above] = at + 1;
  }
  for (let node = 0; node < count; node++) sortByName(nodes, list, start[node] ?? 0, start[node + 1] ?? 0);
  return { start, list };
}

function sortByName(nodes: NodeTable, list: Uint32Array, start: number, end: number): void {
  for (let at = start + 1; at < end; at++) {
    if (compareNames(nodes, list[at - 1] ?? 0, list[at] ?? 0) < 0) continue;
    // As an array, because its sort makes use of the sorted runs that layers bring.
    const sorted = Array.from(list.subarray(start, end)).sort((one, other) => compareNames(nodes, one, other));
    list.set(sorted, start);
    return;
  }
}

function compareNames(nodes: NodeTable, one: number, other: number): number {
  const { names } = nodes;
  let at = nodes.nameStart(one);
  let otherAt = nodes.nameStart(other);
  const end = nodes.nameStart(one + 1);
  const otherEnd = nodes.nameStart(other + 1);
  for (; at < end && otherAt < otherEnd; at++, otherAt++) {
    const difference = (names[at] ?? 0) - (names[otherAt] ?? 0);
    if (difference !== 0) return difference;
  }
  return end - at - (otherEnd - otherAt);
}
