import { describe, expect, test } from 'vitest';
import { groundOpacity, lookOf } from './fill-look';

describe('the look of a fill', () => {
  test('of a layer is its colour, with a dashed edge where a later layer kills the bytes', () => {
    expect(lookOf({ kind: 'layer', layer: 3, isDying: false })).toEqual({
      ground: { kind: 'colour', token: '--layer-3-mid' },
      edge: '--layer-3-edge',
      dash: [],
    });
    expect(lookOf({ kind: 'layer', layer: 3, isDying: true }).dash).not.toEqual([]);
  });

  test('of dead bytes is hatch, and of nothing else', () => {
    expect(lookOf({ kind: 'dead' }).ground.kind).toBe('hatch');
    expect(lookOf({ kind: 'mixed' }).ground.kind).toBe('colour');
    expect(lookOf({ kind: 'group', group: 'library' }).ground.kind).toBe('texture');
  });
});

test('groups of other layers, and of several, step back behind the one that is lit', () => {
  expect([groundOpacity({ layer: 2 }, 2), groundOpacity({ layer: 2 }, null)]).toEqual([1, 1]);
  expect(groundOpacity({ layer: 2 }, 3)).toBeLessThan(1);
  expect(groundOpacity({ layer: null }, 3)).toBeLessThan(1);
});
