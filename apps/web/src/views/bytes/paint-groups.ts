import type { BytesColour } from '@stratascope/protocol/client';
import type { Box, PictureLayout, Rectangle } from './box';
import { type PictureItem, sharesOf } from './picture-model';

/** How a mark is filled. */
export type Fill =
  | { readonly kind: 'layer'; readonly layer: number; readonly isDying: boolean }
  | { readonly kind: 'group'; readonly group: string }
  | { readonly kind: 'dead' }
  /** Several of the above, each too small to be told apart. */
  | { readonly kind: 'mixed' };

/** All marks of one fill and one layer, as one path: thirty paths draw faster than three thousand rectangles. */
export interface PaintGroup {
  readonly id: string;
  readonly fill: Fill;
  /** The layer that brought the bytes; null where several did. */
  readonly layer: number | null;
  readonly outline: string;
  readonly marks: number;
}

export interface Painting {
  /** Frames of open folders. */
  readonly frames: string;
  readonly groups: readonly PaintGroup[];
  readonly marks: number;
}

interface Part {
  readonly fill: Fill;
  readonly layer: number | null;
  readonly bytes: number;
}

const known = new WeakMap<PictureLayout, Map<BytesColour, Painting>>();

/** The marks of a layout, worked out once for whoever asks: picture and legend. */
export function paintingOf(layout: PictureLayout, by: BytesColour): Painting {
  const paintings = known.get(layout) ?? new Map<BytesColour, Painting>();
  known.set(layout, paintings);
  const painting = paintings.get(by) ?? paintGroups(layout, by);
  paintings.set(by, painting);
  return painting;
}

/** Marks of a layout, by fill. A box that is of several layers is cut across in the proportion of their bytes. */
function paintGroups({ boxes }: PictureLayout, by: BytesColour): Painting {
  const groups = new Map<
    string,
    { readonly fill: Fill; readonly layer: number | null; outline: string; marks: number }
  >();
  let frames = '';
  let marks = 0;
  for (const box of boxes) {
    if (box.isOpen) {
      frames += outlineOf(snapped(box));
      continue;
    }
    for (const { part, rectangle } of cut(box, partsOf(box.item, by))) {
      const id = `${fillId(part.fill)} ${part.layer ?? ''}`;
      const group = groups.get(id) ?? { fill: part.fill, layer: part.layer, outline: '', marks: 0 };
      group.outline += outlineOf(rectangle);
      group.marks++;
      marks++;
      groups.set(id, group);
    }
  }
  return { frames, marks, groups: [...groups].map(([id, group]) => ({ id, ...group })) };
}

function fillId(fill: Fill): string {
  switch (fill.kind) {
    case 'layer':
      return `layer ${fill.layer}${fill.isDying ? ' dying' : ''}`;
    case 'group':
      return `group ${fill.group}`;
    case 'dead':
    case 'mixed':
      return fill.kind;
  }
}

function partsOf(item: PictureItem, by: BytesColour): readonly Part[] {
  if (item.kind === 'file') {
    const { bytes, layer, group, dead, diesIn } = item;
    if (dead !== null) return [{ fill: { kind: 'dead' }, layer, bytes }];
    if (by !== 'layer' && group !== null) return [{ fill: { kind: 'group', group }, layer, bytes }];
    return [{ fill: { kind: 'layer', layer, isDying: diesIn !== null }, layer, bytes }];
  }
  const shares = sharesOf(item);
  const only = (layers: readonly (readonly [number, number])[]) =>
    layers.length === 1 ? (layers[0]?.[0] ?? null) : null;
  const live: readonly Part[] =
    by !== 'layer' && shares.groups.length > 0
      ? shares.groups.map(([group, bytes]) => ({ fill: { kind: 'group', group }, layer: only(shares.live), bytes }))
      : shares.live.map(([layer, bytes]) => ({ fill: { kind: 'layer', layer, isDying: false }, layer, bytes }));
  const dead = shares.dead.reduce((sum, [, bytes]) => sum + bytes, 0);
  return dead === 0 ? live : [...live, { fill: { kind: 'dead' }, layer: only(shares.dead), bytes: dead }];
}

/** A strip that is narrower shows nothing but its edges. */
const LEAST_STRIP = 5;

/** Gives each part its piece of a box, along its longer side. */
function* cut(box: Box, parts: readonly Part[]): Generator<{ readonly part: Part; readonly rectangle: Rectangle }> {
  const { x, y, width, height } = snapped(box);
  const isAcross = width >= height;
  const length = isAcross ? width : height;
  let seen = 0;
  let from = 0;
  for (const part of mixed(parts, (box.item.bytes * LEAST_STRIP) / length)) {
    seen += part.bytes;
    const to = Math.round((length * seen) / Math.max(1, box.item.bytes));
    if (to > from) {
      const rectangle = isAcross
        ? { x: x + from, y, width: to - from, height }
        : { x, y: y + from, width, height: to - from };
      yield { part, rectangle };
    }
    from = to;
  }
}

/** Parts of at least so many bytes, and the others as one; of what is dead nothing is mixed with what lives. */
function mixed(parts: readonly Part[], least: number): readonly Part[] {
  if (parts.length < 2) return parts;
  const isKept = ({ fill, bytes }: Part) => fill.kind === 'dead' || bytes >= least;
  const small = parts.filter((part) => !isKept(part));
  if (small.length < 2) return parts;
  const bytes = small.reduce((sum, part) => sum + part.bytes, 0);
  const live = parts.filter((part) => isKept(part) && part.fill.kind !== 'dead');
  const dead = parts.filter(({ fill }) => fill.kind === 'dead');
  return [...live, { fill: { kind: 'mixed' }, layer: null, bytes }, ...dead];
}

/** On whole pixels, with a gap of one to the next; no box is lost by it. */
function snapped({ x, y, width, height }: Rectangle): Rectangle {
  const left = Math.round(x);
  const top = Math.round(y);
  return {
    x: left,
    y: top,
    width: Math.max(1, Math.round(x + width) - left - 1),
    height: Math.max(1, Math.round(y + height) - top - 1),
  };
}

const RADIUS = 1.5;

/** A path whose outline of 1 px lies within the rectangle. */
function outlineOf({ x, y, width, height }: Rectangle): string {
  const w = Math.max(0.5, width - 1);
  const h = Math.max(0.5, height - 1);
  if (w < 8 || h < 8) return `M${x + 0.5} ${y + 0.5}h${w}v${h}h${-w}z`;
  const r = RADIUS;
  const arc = (dx: number, dy: number) => `a${r} ${r} 0 0 1 ${dx} ${dy}`;
  return `M${x + 0.5 + r} ${y + 0.5}h${w - 2 * r}${arc(r, r)}v${h - 2 * r}${arc(-r, r)}h${2 * r - w}${arc(-r, -r)}v${2 * r - h}${arc(r, -r)}z`;
}
