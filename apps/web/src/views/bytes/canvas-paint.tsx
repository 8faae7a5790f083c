import { memo, useEffect, useRef } from 'react';
import styles from './paint.module.css';
import type { Fill, Painting } from './paint-groups';
import { type Texture, TILE, textureOf } from './textures';
import { useColorScheme } from './use-color-scheme';

/** The picture on a canvas, where SVG would be slow: the same paths in the same colours. */
export const CanvasPaint = memo(function CanvasPaint({
  painting,
  width,
  height,
  litLayer,
}: {
  readonly painting: Painting;
  readonly width: number;
  readonly height: number;
  readonly litLayer: number | null;
}) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const scheme = useColorScheme();

  // biome-ignore lint/correctness/useExhaustiveDependencies: another scheme is other colours
  useEffect(() => {
    if (canvas.current !== null) draw(canvas.current, painting, { width, height, litLayer });
  }, [painting, width, height, litLayer, scheme]);

  return <canvas ref={canvas} style={{ width, height }} className={styles.paint} data-paint="canvas" />;
});

const DIMMED = 0.35;

function draw(
  canvas: HTMLCanvasElement,
  { frames, groups }: Painting,
  { width, height, litLayer }: { readonly width: number; readonly height: number; readonly litLayer: number | null },
): void {
  const scale = window.devicePixelRatio;
  canvas.width = Math.round(width * scale);
  canvas.height = Math.round(height * scale);
  const context = canvas.getContext('2d');
  if (context === null) return;
  const color = colorsOf(canvas);
  context.scale(scale, scale);
  const folders = new Path2D(frames);
  context.fillStyle = color('--bg');
  context.fill(folders);
  context.strokeStyle = color('--line-strong');
  context.stroke(folders);
  for (const { fill, layer, outline } of groups) {
    const path = new Path2D(outline);
    context.globalAlpha = litLayer === null || layer === litLayer ? 1 : DIMMED;
    context.fillStyle = styleOf(fill, context, color, scale);
    context.fill(path);
    context.globalAlpha = 1;
    context.strokeStyle = color(edgeOf(fill));
    context.setLineDash(fill.kind === 'layer' && fill.isDying ? [3, 2] : []);
    context.stroke(path);
  }
}

type Colors = (token: `--${string}`) => string;

/** Colours of tokens as the theme has them: only an element can tell. */
function colorsOf(canvas: HTMLCanvasElement): Colors {
  const known = new Map<string, string>();
  return (token) => {
    let color = known.get(token);
    if (color === undefined) {
      canvas.style.color = `var(${token})`;
      color = getComputedStyle(canvas).color;
      known.set(token, color);
    }
    return color;
  };
}

function edgeOf(fill: Fill): `--${string}` {
  if (fill.kind === 'layer') return `--layer-${fill.layer}-edge`;
  return fill.kind === 'dead' ? '--dead-line' : '--control-edge';
}

function styleOf(fill: Fill, context: CanvasRenderingContext2D, color: Colors, scale: number): string | CanvasPattern {
  switch (fill.kind) {
    case 'layer':
      return color(`--layer-${fill.layer}-mid`);
    case 'group':
      return texturePattern(context, textureOf(fill.group), color, scale);
    case 'mixed':
      return color('--sunken');
    case 'dead':
      return hatchPattern(context, color, scale);
  }
}

function texturePattern(context: CanvasRenderingContext2D, texture: Texture, color: Colors, scale: number) {
  return pattern(context, TILE, scale, (tile) => {
    tile.fillStyle = color(texture.ground);
    tile.fillRect(0, 0, TILE, TILE);
    tile.strokeStyle = color('--control-edge');
    tile.stroke(new Path2D(texture.lines));
  });
}

const HATCH_TILE = 5;

function hatchPattern(context: CanvasRenderingContext2D, color: Colors, scale: number) {
  const tiles = pattern(context, HATCH_TILE, scale, (tile) => {
    tile.fillStyle = color('--panel');
    tile.fillRect(0, 0, HATCH_TILE, HATCH_TILE);
    tile.fillStyle = color('--dead-line');
    tile.fillRect(0, 0, 1.1, HATCH_TILE);
  });
  if (tiles instanceof CanvasPattern) tiles.setTransform(new DOMMatrix().rotate(45).scale(1 / scale));
  return tiles;
}

function pattern(
  context: CanvasRenderingContext2D,
  size: number,
  scale: number,
  paint: (tile: CanvasRenderingContext2D) => void,
): CanvasPattern | string {
  const tile = document.createElement('canvas');
  tile.width = Math.ceil(size * scale);
  tile.height = Math.ceil(size * scale);
  const tileContext = tile.getContext('2d');
  if (tileContext === null) return 'transparent';
  tileContext.scale(tile.width / size, tile.height / size);
  paint(tileContext);
  const made = context.createPattern(tile, 'repeat');
  if (made === null) return 'transparent';
  made.setTransform(new DOMMatrix().scale(1 / scale));
  return made;
}
