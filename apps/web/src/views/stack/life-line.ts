import type { EntryPath } from '@stratascope/core';
import { type PathAnswer, type PathVersion, pathBytes } from '@stratascope/protocol/client';

/** A mark of the life line: what one layer did to the selected path, or to what belongs to it. */
export type LifeEvent =
  | {
      readonly kind: 'version';
      readonly layer: number;
      readonly version: PathVersion;
      /** Of the folder itself only its time changed, which moves with whatever comes or goes inside. */
      readonly isInside: boolean;
    }
  /** To things in the folder. */
  | { readonly kind: 'inside'; readonly layer: number }
  /** It brought other names of the same file. */
  | { readonly kind: 'names'; readonly layer: number; readonly names: readonly EntryPath[] }
  /** It could not be read whole. */
  | { readonly kind: 'unknown'; readonly layer: number };

/** How the line runs between two places of the lane. */
export interface LifeSegment {
  readonly from: number;
  readonly to: number;
  readonly isSolid: boolean;
}

/** All marks, the lowest layer first. */
export function lifeEvents(life: PathAnswer): readonly LifeEvent[] {
  const versions = life.versions
    .filter(({ change }) => change !== 'repeated')
    .map(
      (version): LifeEvent => ({ kind: 'version', layer: version.layer, version, isInside: isInside(version, life) }),
    );
  // One mark a layer: what it did to the path itself comes first.
  const byLayer = new Map<number, LifeEvent>(versions.map((event) => [event.layer, event]));
  const add = (event: LifeEvent) => byLayer.has(event.layer) || byLayer.set(event.layer, event);
  for (const layer of life.insideLayers) add({ kind: 'inside', layer });
  for (const [layer, names] of otherNames(life)) add({ kind: 'names', layer, names });
  for (const layer of life.unknownLayers) add({ kind: 'unknown', layer });
  return [...byLayer.values()].sort((one, other) => one.layer - other.layer);
}

function isInside({ layer, change, changed }: PathVersion, { insideLayers }: PathAnswer): boolean {
  const isTimeOnly = change === 'metadata' && changed.every(({ attribute }) => attribute === 'mtime');
  return isTimeOnly && insideLayers.includes(layer);
}

/** The other names of the same file, by the layer whose entry gives them; a root that no layer declares has none. */
export function otherNames(life: PathAnswer): ReadonlyMap<number, readonly EntryPath[]> {
  const byLayer = new Map<number, EntryPath[]>();
  const own = pathBytes(life);
  for (const link of life.links) {
    const name = pathBytes(link) as EntryPath;
    if (name !== own) byLayer.set(link.layer, [...(byLayer.get(link.layer) ?? []), name]);
  }
  return byLayer;
}

/**
 * The line through the lane, bottom to top: dotted below the first event, solid while the path is there, dotted after a
 * removal and above the level. `y` gives the height of a layer's mark; `bottom`, `top` and `level` those of the ends and
 * of the level's handle.
 */
export function lifeSegments(
  events: readonly LifeEvent[],
  ends: { readonly bottom: number; readonly top: number; readonly level: number },
  y: (layer: number) => number,
): readonly LifeSegment[] {
  const segments: LifeSegment[] = [];
  const add = (from: number, to: number, isSolid: boolean) => {
    // Above the level nothing is there yet: the part beyond the handle is dotted.
    const cut = Math.min(from, Math.max(to, ends.level));
    if (isSolid && cut < from) segments.push({ from, to: cut, isSolid: true });
    if (isSolid && cut > to) segments.push({ from: cut, to, isSolid: false });
    if (!isSolid && from > to) segments.push({ from, to, isSolid: false });
  };

  let at = ends.bottom;
  let isThere = false;
  for (const event of events) {
    const next = y(event.layer);
    add(at, next, isThere);
    at = next;
    if (event.kind === 'version') isThere = event.version.change !== 'removed';
  }
  add(at, ends.top, isThere);
  return joined(segments);
}

function joined(segments: readonly LifeSegment[]): readonly LifeSegment[] {
  const result: LifeSegment[] = [];
  for (const segment of segments) {
    const last = result.at(-1);
    if (last !== undefined && last.isSolid === segment.isSolid && last.to === segment.from) {
      result[result.length - 1] = { ...last, to: segment.to };
    } else result.push(segment);
  }
  return result;
}
