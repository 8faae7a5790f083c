import type { LayerSummary } from '@stratascope/protocol/client';
import { expect, test } from 'vitest';
import { bytesAtLevel, deadBetween } from './dead-at-level';

const layer = {
  layer: 4,
  content: 100,
  deadBy: [
    { cause: 'superseded-in-layer', by: 4, bytes: 5 },
    { cause: 'overwritten', by: 6, bytes: 20 },
    { cause: 'whiteout', by: 9, bytes: 30 },
  ],
} as unknown as LayerSummary;

test('what a layer above the level kills is alive, and said to die there', () => {
  expect(bytesAtLevel(layer, 4)).toEqual({ live: 95, dead: 5, dying: 50, dyingIn: [6, 9] });
  expect(bytesAtLevel(layer, 6)).toEqual({ live: 75, dead: 25, dying: 30, dyingIn: [9] });
  expect(bytesAtLevel(layer, 9)).toEqual({ live: 45, dead: 55, dying: 0, dyingIn: [] });
});

test('live and dead are the content at every level', () => {
  for (let level = 4; level <= 10; level++) {
    const bytes = bytesAtLevel(layer, level);
    expect((bytes?.live ?? 0) + (bytes?.dead ?? 0)).toBe(100);
  }
});

test('of a layer that is not read nothing is known', () => {
  expect(bytesAtLevel({ ...layer, content: null }, 9)).toBeNull();
});

test('what a range killed is what died in its layers, of whatever layer at or below its end', () => {
  const below = { ...layer, layer: 3, deadBy: [{ cause: 'opaque', by: 5, bytes: 7 }] } as unknown as LayerSummary;
  const above = { ...layer, layer: 8 };
  const layers = [below, layer, below, below, below, below, above];
  expect(deadBetween([below, layer], 0, 2)).toBe(0);
  expect(deadBetween(layers, 0, 6)).toBe(5 * 7 + 5 + 20);
  expect(deadBetween(layers, 5, 6)).toBe(20);
  expect(deadBetween(layers, 4, 5)).toBe(4 * 7);
  expect(deadBetween([{ ...layer, content: null }], 0, 1)).toBeNull();
});
