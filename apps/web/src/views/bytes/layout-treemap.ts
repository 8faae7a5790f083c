import { type HierarchyRectangularNode, hierarchy, treemap, treemapResquarify, treemapSquarify } from 'd3-hierarchy';
import type { Box, PictureLayout, Rectangle } from './box';
import type { FolderItem, PictureItem } from './picture-model';

const RATIO = 1.3;
export const HEAD = 16;
/** From this height a folder has a head with its name; from this size its contents are drawn. */
const HEAD_FROM_HEIGHT = 26;
const HEAD_FROM_WIDTH = 24;
const OPEN_FROM = 20;
const FRAME = 2;
/** Rounds in which shapes are looked for; then those in which the shapes stay and only their sizes settle. */
const FREE_ROUNDS = 3;
const SETTLING_ROUNDS = 7;
/** From here on no folder gets a head any more, so that all comes to rest. */
const LAST_HEADS = 6;
/** What may still move, as a share of the whole. */
const AT_REST = 0.0003;

type Node = HierarchyRectangularNode<PictureItem>;

/** What is drawn of folders: their contents, and a head. */
interface Folders {
  readonly open: Set<Node>;
  readonly headed: Set<Node>;
  /** Area that frame and head of an open folder take. */
  readonly overhead: Map<Node, number>;
}

/**
 * A squarified treemap. The areas of all that is not an open folder are in the proportion of their bytes: what heads and
 * frames take of a folder it gets besides, which is found by laying out again and again. About 10 ms for 3,000 items.
 */
export function layoutTreemap(
  root: FolderItem,
  { width, height }: { readonly width: number; readonly height: number },
): PictureLayout {
  if (root.bytes === 0 || width <= 0 || height <= 0) return { width, height, boxes: [], bytesPerPixel: 0 };
  const top = hierarchy<PictureItem>(root, (item) => childrenOf(item, root)) as Node;
  const folders: Folders = { open: new Set(), headed: new Set(), overhead: new Map() };
  const nodes: Node[] = [];
  top.eachBefore((node) => {
    nodes.push(node);
    if (node.children !== undefined) folders.open.add(node);
  });
  const frame = (node: Node) => (node === top ? 0 : frameOf(node));
  const place = treemap<PictureItem>()
    .size([width, height])
    .paddingTop((node) => (folders.headed.has(node) ? HEAD : frame(node)))
    .paddingRight(frame)
    .paddingBottom(frame)
    .paddingLeft(frame);

  for (let round = 0; round < FREE_ROUNDS + SETTLING_ROUNDS; round++) {
    const isFree = round < FREE_ROUNDS;
    weighAll(nodes, folders, (width * height - sumOf(folders.overhead)) / root.bytes);
    place.tile(isFree ? squarify : resquarify)(top);
    if (isFree) chooseFolders(top, folders);
    else if (round < LAST_HEADS) addHeads(top, folders);
    const moved = measureOverhead(top, folders);
    if (!isFree && moved < width * height * AT_REST) break;
  }
  const bytesPerPixel = root.bytes / (width * height - sumOf(folders.overhead));
  return { width, height, boxes: boxesOf(top, folders), bytesPerPixel };
}

/** A folder of which nothing can be told apart stays shut, but for the one that the picture is of. */
function childrenOf(item: PictureItem, root: FolderItem): readonly PictureItem[] | null {
  if (item.kind !== 'folder') return null;
  return item === root || item.children.some(({ kind }) => kind !== 'rest') ? item.children : null;
}

const squarify = insideTile(treemapSquarify.ratio(RATIO));
const resquarify = insideTile(treemapResquarify.ratio(RATIO));

type Tile = (node: Node, x0: number, y0: number, x1: number, y1: number) => void;

/** A tile function divides by the value of the folder; its head has no part in what is to be divided. */
function insideTile(tile: Tile): Tile {
  return (node, x0, y0, x1, y1) => {
    const value = node.value ?? 0;
    let inside = 0;
    for (const child of node.children ?? []) inside += child.value ?? 0;
    weigh(node, inside);
    tile(node, x0, y0, x1, y1);
    weigh(node, value);
  };
}

/** Gives each node the area that it is to have. `nodes`: a folder before what is in it. */
function weighAll(nodes: readonly Node[], { open, overhead }: Folders, areaOfByte: number): void {
  for (let at = nodes.length - 1; at >= 0; at--) {
    const node = nodes[at];
    if (node === undefined) continue;
    if (!open.has(node)) weigh(node, node.data.bytes * areaOfByte);
    else {
      let area = overhead.get(node) ?? 0;
      for (const child of node.children ?? []) area += child.value ?? 0;
      weigh(node, area);
    }
  }
}

/** d3 sums values up by itself; here each has its own. */
function weigh(node: Node, value: number): void {
  (node as { value: number }).value = value;
}

/** Which folders have room for their contents, and for a head, where they stand now. */
function chooseFolders(top: Node, { open, headed }: Folders): void {
  open.clear();
  headed.clear();
  top.eachBefore((node) => {
    const isAround = node.parent === null || open.has(node.parent);
    const hasRoom = node === top || (widthOf(node) >= OPEN_FROM && heightOf(node) >= OPEN_FROM);
    if (!isAround || !hasRoom || node.children === undefined) return;
    open.add(node);
  });
  addHeads(top, { open, headed });
}

function addHeads(top: Node, { open, headed }: Pick<Folders, 'open' | 'headed'>): void {
  for (const node of open) {
    if (node !== top && heightOf(node) >= HEAD_FROM_HEIGHT && widthOf(node) >= HEAD_FROM_WIDTH) headed.add(node);
  }
}

/** Area that frames and heads take now; the answer is by how much that is another than before. */
function measureOverhead(top: Node, { open, headed, overhead }: Folders): number {
  let moved = 0;
  for (const node of overhead.keys()) if (!open.has(node)) overhead.delete(node);
  for (const node of open) {
    if (node === top) continue;
    const taken = areaOf(node) - innerArea(node, headed.has(node));
    moved += Math.abs(taken - (overhead.get(node) ?? 0));
    overhead.set(node, taken);
  }
  return moved;
}

function sumOf(overhead: ReadonlyMap<Node, number>): number {
  let sum = 0;
  for (const area of overhead.values()) sum += area;
  return sum;
}

const widthOf = (node: Node) => node.x1 - node.x0;
const heightOf = (node: Node) => node.y1 - node.y0;
const areaOf = (node: Node) => widthOf(node) * heightOf(node);

function innerArea(node: Node, hasHead: boolean): number {
  const frame = frameOf(node);
  return Math.max(0, widthOf(node) - 2 * frame) * Math.max(0, heightOf(node) - frame - (hasHead ? HEAD : frame));
}

function frameOf(node: Node): number {
  return Math.min(FRAME, widthOf(node) / 4, heightOf(node) / 4);
}

function boxesOf(top: Node, { open, headed }: Folders): readonly Box[] {
  const boxes: Box[] = [];
  const visit = (node: Node, parent: number) => {
    const isOpen = open.has(node);
    const box = rectangleOf(node);
    const at = node === top ? -1 : boxes.length;
    if (node !== top) {
      const face = isOpen ? { ...box, height: headed.has(node) ? HEAD : Math.min(box.height, FRAME) } : box;
      boxes.push({ ...box, item: node.data, depth: node.depth - 1, parent, isOpen, face });
    }
    if (isOpen) for (const child of node.children ?? []) visit(child, at);
  };
  visit(top, -1);
  return boxes;
}

function rectangleOf({ x0, y0, x1, y1 }: Node): Rectangle {
  return { x: x0, y: y0, width: x1 - x0, height: y1 - y0 };
}
