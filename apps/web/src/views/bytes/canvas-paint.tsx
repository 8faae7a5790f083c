import { memo, useEffect, useRef } from 'react';
import { type FillLook, FRAME, groundOpacity, HATCH, lookOf, TEXTURE_LINE, type Token } from './fill-look';
import styles from './paint.module.css';
import type { Painting } from './paint-groups';
import { type Texture, TILE } from './textures';
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
  context.fillStyle = color(FRAME.ground);
  context.fill(folders);
  context.strokeStyle = color(FRAME.edge);
  context.stroke(folders);
  for (const group of groups) {
    const { ground, edge, dash } = lookOf(group.fill);
    const path = new Path2D(group.outline);
    context.globalAlpha = groundOpacity(group, litLayer);
    context.fillStyle = groundOf(ground, context, color, scale);
    context.fill(path);
    context.globalAlpha = 1;
    context.strokeStyle = color(edge);
    context.setLineDash(dash);
    context.stroke(path);
  }
}

type Colors = (token: Token) => string;

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

function groundOf(
  ground: FillLook['ground'],
  context: CanvasRenderingContext2D,
  color: Colors,
  scale: number,
): string | CanvasPattern {
  switch (ground.kind) {
    case 'colour':
      return color(ground.token);
    case 'texture':
      return texturePattern(context, ground.texture, color, scale);
    case 'hatch':
      return hatchPattern(context, color, scale);
  }
}

function texturePattern(context: CanvasRenderingContext2D, texture: Texture, color: Colors, scale: number) {
  return pattern(context, TILE, scale, (tile) => {
    tile.fillStyle = color(texture.ground);
    tile.fillRect(0, 0, TILE, TILE);
    tile.strokeStyle = color(TEXTURE_LINE);
    tile.stroke(new Path2D(texture.lines));
  });
}

function hatchPattern(context: CanvasRenderingContext2D, color: Colors, scale: number) {
  const { tile: size, ground, line, width, degrees } = HATCH;
  const tiles = pattern(context, size, scale, (tile) => {
    tile.fillStyle = color(ground);
    tile.fillRect(0, 0, size, size);
    tile.fillStyle = color(line);
    tile.fillRect(0, 0, width, size);
  });
  if (tiles instanceof CanvasPattern) tiles.setTransform(new DOMMatrix().rotate(degrees).scale(1 / scale));
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
