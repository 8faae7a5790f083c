import { ImageError } from '@stratascope/core';

/**
 * A level from 0, the empty root, to the number of layers; the top where none was given.
 *
 * @throws ImageError `level-unknown`.
 */
export function parseLevel(text: string | undefined, layerCount: number): number {
  if (text === undefined) return layerCount;
  const level = /^\d{1,6}$/.test(text) ? Number(text) : Number.NaN;
  if (level >= 0 && level <= layerCount) return level;
  throw new ImageError('level-unknown', { details: { level: text, layers: layerCount } });
}

/** Two levels to compare, the lower first. */
export interface LevelRange {
  readonly from: number;
  readonly to: number;
}

/**
 * `I..J` compares level I with level J; `K` alone is layer K, so levels K-1 and K; without either the top layer.
 *
 * @throws ImageError `level-unknown`, `layer-unknown`, or `usage` where the range runs down.
 */
export function parseRange(text: string | undefined, layerCount: number): LevelRange {
  if (text === undefined) return { from: Math.max(0, layerCount - 1), to: layerCount };
  const ends = text.split('..');
  if (ends.length === 1) {
    const layer = /^\d{1,6}$/.test(text) ? Number(text) : Number.NaN;
    if (layer >= 1 && layer <= layerCount) return { from: layer - 1, to: layer };
    throw new ImageError('layer-unknown', { details: { layer: text, layers: layerCount } });
  }
  const from = parseLevel(ends[0], layerCount);
  const to = parseLevel(ends[1], layerCount);
  if (ends.length === 2 && from <= to) return { from, to };
  throw new ImageError('usage', {
    details: { reason: `“${text}” is no range of levels; write the lower first, as 3..5.` },
  });
}
