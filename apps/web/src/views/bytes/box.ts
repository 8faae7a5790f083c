import type { PictureItem } from './picture-model';

export interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Where an item of a picture is drawn, in CSS px from the picture's corner. A folder stands before what is in it. */
export interface Box extends Rectangle {
  readonly item: PictureItem;
  /** 0: in the folder that the picture is of. */
  readonly depth: number;
  /** Position of the box around it, -1 for none. */
  readonly parent: number;
  /** A folder whose contents are drawn in (or beside) it. */
  readonly isOpen: boolean;
  /** What of the box is the item's own to be seen, pointed at and moved to: of an open folder its head. */
  readonly face: Rectangle;
}

/** Boxes, and what a pixel stands for. */
export interface PictureLayout {
  readonly width: number;
  readonly height: number;
  readonly boxes: readonly Box[];
  /** Of a treemap bytes for each px², of an icicle bytes for each px of height; 0 where there are none. */
  readonly bytesPerPixel: number;
}

/** The innermost box at a point, or -1. */
export function boxAt(boxes: readonly Box[], x: number, y: number): number {
  for (let at = boxes.length - 1; at >= 0; at--) {
    const box = boxes[at];
    if (box !== undefined && x >= box.x && x < box.x + box.width && y >= box.y && y < box.y + box.height) return at;
  }
  return -1;
}

export type Direction = 'left' | 'right' | 'up' | 'down';

/** The box whose face is nearest to that of another in a direction; -1 where there is none. Sideways counts double. */
export function nearestBox(boxes: readonly Box[], from: number, direction: Direction): number {
  const start = boxes[from];
  if (start === undefined) return -1;
  let nearest = -1;
  let least = Number.POSITIVE_INFINITY;
  for (const [at, { face }] of boxes.entries()) {
    if (at === from) continue;
    const { ahead, aside } = distances(start.face, face, direction);
    if (ahead < -0.5) continue;
    const distance = ahead + 2 * aside + offset(start.face, face, direction) / 1000;
    if (distance < least) {
      least = distance;
      nearest = at;
    }
  }
  return nearest;
}

/** How far a face lies ahead of another, edge to edge, and how far beside it. */
function distances(
  start: Rectangle,
  face: Rectangle,
  direction: Direction,
): { readonly ahead: number; readonly aside: number } {
  const isAlongX = direction === 'left' || direction === 'right';
  const ahead = {
    left: start.x - (face.x + face.width),
    right: face.x - (start.x + start.width),
    up: start.y - (face.y + face.height),
    down: face.y - (start.y + start.height),
  }[direction];
  const aside = isAlongX
    ? gap(start.y, start.height, face.y, face.height)
    : gap(start.x, start.width, face.x, face.width);
  return { ahead, aside };
}

function gap(start: number, length: number, other: number, otherLength: number): number {
  return Math.max(0, other - (start + length), start - (other + otherLength));
}

/** Among faces as near the one whose beginning is nearest in line. */
function offset(start: Rectangle, face: Rectangle, direction: Direction): number {
  return direction === 'left' || direction === 'right' ? Math.abs(face.y - start.y) : Math.abs(face.x - start.x);
}
