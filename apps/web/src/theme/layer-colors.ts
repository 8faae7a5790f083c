import { type Oklch, oklchToHex } from './oklch';

/** The four shades of one layer, each a CSS colour that follows the theme. */
export interface LayerShades {
  /** Swatch, left edge of a slab, bars. */
  readonly fill: string;
  /** One-pixel outline of every filled mark, so that light fills stay visible. */
  readonly edge: string;
  /** Body of a slab. */
  readonly tint: string;
  /** Core strip and treemap cell. */
  readonly mid: string;
}

export type Theme = 'light' | 'dark';

/** How many layers an image has, and how many of them, from the base up, are its base image's. */
export interface LayerCounts {
  readonly layers: number;
  readonly baseLayers: number;
}

type Stop = readonly [lightness: number, chroma: number, hue: number];

// Violet, blue, cyan, teal-green, lime: oldest own layer to newest. Lightness rises, so order survives colour blindness.
const OWN_STOPS: Record<Theme, readonly Stop[]> = {
  light: [
    [0.47, 0.17, 292],
    [0.55, 0.15, 256],
    [0.63, 0.112, 220],
    [0.69, 0.125, 172],
    [0.77, 0.155, 128],
  ],
  dark: [
    [0.6, 0.165, 292],
    [0.66, 0.135, 256],
    [0.73, 0.11, 220],
    [0.79, 0.125, 172],
    [0.86, 0.155, 125],
  ],
};

/** Own layers beyond this many alternate in lightness, so that neighbours differ. */
const PLAIN_OWN_LAYERS = 10;

/** Shades of every layer, the base first: `shades[0]` is layer 1. Base layers are slate, own layers run the ramp. */
export function layerShades(counts: LayerCounts): readonly LayerShades[] {
  return Array.from({ length: counts.layers }, (_, position) => {
    const light = shadesIn('light', layerColor(position + 1, counts, 'light'));
    const dark = shadesIn('dark', layerColor(position + 1, counts, 'dark'));
    const both = (shade: keyof LayerShades) => `light-dark(${light[shade]}, ${dark[shade]})`;
    return { fill: both('fill'), edge: both('edge'), tint: both('tint'), mid: both('mid') };
  });
}

/** The one colour that a layer's shades derive from. Layers count from 1, the base. */
export function layerColor(layer: number, { layers, baseLayers }: LayerCounts, theme: Theme): Oklch {
  if (layer <= baseLayers) {
    const share = baseLayers > 1 ? (layer - 1) / (baseLayers - 1) : 0;
    const [from, to] = theme === 'light' ? [0.6, 0.74] : [0.54, 0.66];
    return { lightness: from + (to - from) * share, chroma: 0.018, hue: 255 };
  }
  const own = layers - baseLayers;
  const position = layer - baseLayers - 1;
  const color = rampColor(rampPosition(position, own), theme);
  const isShifted = own > PLAIN_OWN_LAYERS && position % 2 === 1;
  return isShifted ? { ...color, lightness: color.lightness - (theme === 'light' ? 0.04 : 0.05) } : color;
}

/** Where own layer `position` of `own` (from 0) stands on the ramp, 0 to 1: few layers keep away from its ends. */
function rampPosition(position: number, own: number): number {
  if (own === 1) return 0.25;
  return 0.5 + (position - (own - 1) / 2) * Math.min(0.25, 1 / (own - 1));
}

function rampColor(at: number, theme: Theme): Oklch {
  const stops = OWN_STOPS[theme];
  const scaled = Math.min(1, Math.max(0, at)) * (stops.length - 1);
  const index = Math.min(stops.length - 2, Math.floor(scaled));
  const from = stops[index];
  const to = stops[index + 1];
  if (from === undefined || to === undefined) throw new RangeError(`no colour at ${at}`);
  const share = scaled - index;
  const mix = (component: 0 | 1 | 2) => from[component] + (to[component] - from[component]) * share;
  return { lightness: mix(0), chroma: mix(1), hue: mix(2) };
}

/** The four shades of one colour as `#rrggbb`. */
export function shadesIn(theme: Theme, color: Oklch): LayerShades {
  const { lightness, chroma, hue } = color;
  const isLight = theme === 'light';
  return {
    fill: oklchToHex(color),
    edge: oklchToHex({ lightness: isLight ? Math.min(lightness, 0.6) - 0.02 : lightness + 0.02, chroma, hue }),
    tint: oklchToHex(
      isLight
        ? { lightness: 0.955, chroma: Math.min(0.032, 0.35 * chroma), hue }
        : { lightness: 0.262, chroma: Math.min(0.045, 0.4 * chroma), hue },
    ),
    mid: oklchToHex(
      isLight
        ? { lightness: 0.885, chroma: Math.min(0.06, 0.5 * chroma), hue }
        : { lightness: 0.36, chroma: Math.min(0.07, 0.5 * chroma), hue },
    ),
  };
}

/** Custom properties `--layer-N-fill|edge|tint|mid` for an element whose descendants draw layers. */
export function layerProperties(counts: LayerCounts): Readonly<Record<`--layer-${string}`, string>> {
  const properties: Record<`--layer-${string}`, string> = {};
  layerShades(counts).forEach((shades, position) => {
    const layer = position + 1;
    properties[`--layer-${layer}-fill`] = shades.fill;
    properties[`--layer-${layer}-edge`] = shades.edge;
    properties[`--layer-${layer}-tint`] = shades.tint;
    properties[`--layer-${layer}-mid`] = shades.mid;
  });
  return properties;
}
