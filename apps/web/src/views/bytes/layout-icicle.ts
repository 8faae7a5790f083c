import { hierarchy, partition } from 'd3-hierarchy';
import type { Box, PictureLayout } from './box';
import type { FolderItem, PictureItem } from './picture-model';

const LEAST_COLUMN = 92;

/**
 * An icicle that grows to the right: heights are bytes, columns are depth. What lies deeper than columns fit is not drawn;
 * going into a folder shows more.
 */
export function layoutIcicle(
  root: FolderItem,
  { width, height }: { readonly width: number; readonly height: number },
): PictureLayout {
  if (root.bytes === 0 || width <= 0 || height <= 0) return { width, height, boxes: [], bytesPerPixel: 0 };
  const top = hierarchy<PictureItem>(root, (item) => (item.kind === 'folder' ? item.children : null)).sum((item) =>
    item.kind === 'folder' ? 0 : item.bytes,
  );
  const columns = Math.max(1, Math.min(top.height, Math.floor(width / LEAST_COLUMN)));
  const column = width / columns;
  const placed = partition<PictureItem>().size([height, top.height + 1])(top);
  const boxes: Box[] = [];
  const visit = (node: typeof placed, parent: number) => {
    const at = node === placed ? -1 : boxes.length;
    const isOpen = node.data.kind === 'folder' && node.depth < columns;
    if (node !== placed) {
      const box = { x: (node.depth - 1) * column, y: node.x0, width: column, height: node.x1 - node.x0 };
      boxes.push({ ...box, item: node.data, depth: node.depth - 1, parent, isOpen, face: box });
    }
    if (isOpen || node === placed) for (const child of node.children ?? []) visit(child, at);
  };
  visit(placed, -1);
  return { width, height, boxes, bytesPerPixel: root.bytes / height };
}
