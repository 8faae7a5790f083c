import type { StackEntry } from './arrange-stack';

/** A stack entry with its place, in CSS px from the top of the stack. */
export interface StackBox {
  readonly entry: StackEntry;
  readonly y: number;
  readonly height: number;
  /** False for a slab that is drawn larger than its share: it carries "≈". */
  readonly isToScale: boolean;
}

export interface StackLayout {
  readonly boxes: readonly StackBox[];
  /** Of all; more than was offered where even the least heights do not fit, then it scrolls. */
  readonly height: number;
  readonly pixelsPerByte: number;
  /** Where a handle stands for each level: `stops[0]` under the base, `stops[k]` on top of layer k. */
  readonly stops: readonly number[];
  readonly density: StackDensity;
}

/** `slabs`: at least 26 px, with rows; `lines`: at least 14, one small row; `threads`: at least 6, a lens opens some. */
export type StackDensity = 'slabs' | 'lines' | 'threads';

const STEP_HEIGHT = 14;
const BASE_HEIGHT = 20;
const PADDING_TOP = 16;
const PADDING_BOTTOM = 14;
const LENS_REACH = 2;
const LENS_HEIGHT = 26;
const LEAST: Record<StackDensity, { readonly height: number; readonly gap: number }> = {
  slabs: { height: 26, gap: 3 },
  lines: { height: 14, gap: 2 },
  threads: { height: 6, gap: 1 },
};

export function densityOf(layerCount: number): StackDensity {
  if (layerCount > 60) return 'threads';
  return layerCount > 24 ? 'lines' : 'slabs';
}

/**
 * Places the stack in a height: each slab is `max(least, bytes * k)` high, with one k, found by bisection, that lets the
 * stack fill the height. `lens`: the layer around which thin slabs are opened.
 */
export function layoutStack(
  entries: readonly StackEntry[],
  { height, lens = null }: { readonly height: number; readonly lens?: number | null },
): StackLayout {
  const slabs = entries.flatMap((entry) => (entry.kind === 'slab' ? [entry] : []));
  const density = densityOf(slabs.length);
  const { height: leastHeight, gap } = LEAST[density];
  const least = ({ layer }: { readonly layer: { readonly layer: number } }) =>
    lens !== null && Math.abs(layer.layer - lens) <= LENS_REACH ? Math.max(leastHeight, LENS_HEIGHT) : leastHeight;

  const rest = sum(entries, (entry) => (entry.kind === 'slab' ? gap : otherHeight(entry) + gap)) - gap;
  const offered = height - PADDING_TOP - PADDING_BOTTOM - rest;
  const smallest = sum(slabs, least);
  // What has to scroll anyway has room to tell the large from the small. A lens makes nothing scroll that did not.
  const hasToScroll = offered < slabs.length * leastHeight;
  const room = hasToScroll ? smallest * 1.2 : Math.max(offered, smallest);
  const pixelsPerByte = solveScale(
    slabs.map((slab) => ({ bytes: slab.bytes ?? 0, least: least(slab) })),
    room,
  );

  const boxes: StackBox[] = [];
  const stops: number[] = new Array(slabs.length + 1).fill(0);
  let y = PADDING_TOP;
  for (const entry of entries) {
    const scaled = entry.kind === 'slab' ? (entry.bytes ?? 0) * pixelsPerByte : 0;
    const boxHeight = entry.kind === 'slab' ? Math.max(least(entry), scaled) : otherHeight(entry);
    const isToScale = entry.kind !== 'slab' || (entry.bytes !== null && scaled >= boxHeight - 0.01);
    boxes.push({ entry, y, height: boxHeight, isToScale });
    if (entry.kind === 'slab') stops[entry.layer.layer] = y - gap / 2;
    y += boxHeight + gap;
  }
  const last = boxes.findLast(({ entry }) => entry.kind === 'slab');
  stops[0] = last === undefined ? y : last.y + last.height + gap / 2;
  return { boxes, height: y - gap + PADDING_BOTTOM, pixelsPerByte, stops, density };
}

/** The level whose stop is nearest to a height. */
export function nearestLevel(stops: readonly number[], y: number): number {
  let nearest = 0;
  for (const [level, stop] of stops.entries()) {
    if (Math.abs(stop - y) < Math.abs((stops[nearest] ?? 0) - y)) nearest = level;
  }
  return nearest;
}

/** A round number of bytes that is at most `pixels` high at this scale; null where there is no scale. */
export function scaleBar(
  pixelsPerByte: number,
  pixels: number,
): { readonly bytes: number; readonly height: number } | null {
  if (!(pixelsPerByte > 0)) return null;
  const most = pixels / pixelsPerByte;
  // The largest of 1, 2 or 5 times a power of ten that fits.
  const power = 10 ** Math.floor(Math.log10(most));
  const bytes = power * (most >= 5 * power ? 5 : most >= 2 * power ? 2 : 1);
  return bytes >= 1 ? { bytes, height: bytes * pixelsPerByte } : null;
}

function sum<Item>(items: readonly Item[], value: (item: Item) => number): number {
  return items.reduce((before, item) => before + value(item), 0);
}

function otherHeight(entry: StackEntry): number {
  return entry.kind === 'base' ? BASE_HEIGHT : STEP_HEIGHT;
}

/** The k for which the heights `max(least, bytes * k)` sum to `room`; 0 where no slab has bytes. */
function solveScale(slabs: readonly { readonly bytes: number; readonly least: number }[], room: number): number {
  const total = sum(slabs, ({ bytes }) => bytes);
  if (total === 0) return 0;
  const heightAt = (scale: number) => sum(slabs, ({ bytes, least }) => Math.max(least, bytes * scale));
  let low = 0;
  let high = room / total;
  while (heightAt(high) < room) high *= 2;
  for (let step = 0; step < 60; step++) {
    const middle = (low + high) / 2;
    if (heightAt(middle) > room) high = middle;
    else low = middle;
  }
  return low;
}
