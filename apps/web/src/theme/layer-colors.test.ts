import { describe, expect, test } from 'vitest';
import { layerColor, layerProperties, layerShades, shadesIn, type Theme } from './layer-colors';
import { oklchToHex } from './oklch';

const fills = (counts: { layers: number; baseLayers: number }, theme: Theme) =>
  Array.from({ length: counts.layers }, (_, at) => oklchToHex(layerColor(at + 1, counts, theme)));

/** WCAG contrast of two `#rrggbb` colours. */
function contrast(one: string, other: string): number {
  const luminance = (hex: string) => {
    const [red = 0, green = 0, blue = 0] = [1, 3, 5]
      .map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255)
      .map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4));
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const [darker = 0, lighter = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (lighter + 0.05) / (darker + 0.05);
}

describe('layerColor', () => {
  test('three base layers are slate and six own layers run from violet to lime', () => {
    expect(fills({ layers: 9, baseLayers: 3 }, 'light')).toEqual([
      ...['#79818b', '#8e96a0', '#a3acb6'],
      ...['#6040b0', '#3b67c5', '#008abf', '#00a4ac', '#3db989', '#97c651'],
    ]);
    expect(fills({ layers: 9, baseLayers: 3 }, 'dark')).toEqual([
      ...['#686f79', '#79818b', '#8b939d'],
      ...['#8469d9', '#608ce4', '#44aade', '#37c5cd', '#63d9a6', '#bae26a'],
    ]);
  });

  test('a single own layer is blue, three stand on the inner stops', () => {
    expect(layerColor(1, { layers: 1, baseLayers: 0 }, 'light').hue).toBe(256);
    const hues = [1, 2, 3].map((layer) => layerColor(layer, { layers: 3, baseLayers: 0 }, 'light').hue);
    expect(hues).toEqual([256, 220, 172]);
  });

  test('more than ten own layers alternate in lightness so that neighbours differ', () => {
    const lightness = (layer: number) => layerColor(layer, { layers: 127, baseLayers: 0 }, 'light').lightness;
    for (let layer = 2; layer <= 127; layer++) {
      expect(Math.abs(lightness(layer) - lightness(layer - 1))).toBeGreaterThan(0.03);
    }
  });
});

describe('layerShades', () => {
  const panels = { light: '#ffffff', dark: '#14161a' };
  const inks = { light: '#191d24', dark: '#ebedef' };
  test.each(['light', 'dark'] as const)(
    'every layer of 1 to 127 keeps its outline and its text readable in %s',
    (theme) => {
      for (const layers of [1, 2, 3, 5, 9, 24, 60, 127]) {
        for (let layer = 1; layer <= layers; layer++) {
          const shades = shadesIn(theme, layerColor(layer, { layers, baseLayers: 0 }, theme));
          expect(contrast(shades.edge, panels[theme])).toBeGreaterThanOrEqual(3);
          expect(contrast(inks[theme], shades.tint)).toBeGreaterThanOrEqual(7);
          expect(contrast(inks[theme], shades.mid)).toBeGreaterThanOrEqual(7);
        }
      }
    },
  );

  test('a shade follows the theme', () => {
    expect(layerShades({ layers: 9, baseLayers: 3 })[8]?.fill).toBe('light-dark(#97c651, #bae26a)');
    expect(layerProperties({ layers: 9, baseLayers: 3 })['--layer-4-fill']).toBe('light-dark(#6040b0, #8469d9)');
  });
});
