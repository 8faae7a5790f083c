import type { LayerSummary } from '@stratascope/protocol/client';

/** The bytes of a layer as of a level. */
export interface LevelBytes {
  readonly live: number;
  readonly dead: number;
  /** Of the live ones, those that layers above the level will kill. */
  readonly dying: number;
  /** Who kills them, ascending. */
  readonly dyingIn: readonly number[];
}

/**
 * What of a layer is dead as of a level: each dead byte has one killer (rule 23), so what layers at or below the level
 * killed is dead, the rest still alive. Null where the layer's bytes are not known.
 */
export function bytesAtLevel(layer: LayerSummary, level: number): LevelBytes | null {
  if (layer.content === null) return null;
  let dead = 0;
  let dying = 0;
  const dyingIn = new Set<number>();
  for (const { by, bytes } of layer.deadBy) {
    if (by <= level) dead += bytes;
    else if (bytes > 0) {
      dying += bytes;
      dyingIn.add(by);
    }
  }
  return { live: layer.content - dead, dead, dying, dyingIn: [...dyingIn].sort((one, other) => one - other) };
}

/**
 * The bytes that the layers above `from` up to `level` killed of all layers up to `level`: with `from` 0 all that is dead
 * at the level. Null where a layer's bytes are not known.
 */
export function deadBetween(layers: readonly LayerSummary[], from: number, level: number): number | null {
  let dead = 0;
  for (const { content, deadBy } of layers.slice(0, level)) {
    if (content === null) return null;
    for (const { by, bytes } of deadBy) if (by > from && by <= level) dead += bytes;
  }
  return dead;
}
