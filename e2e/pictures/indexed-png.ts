import { crc32, deflateSync, inflateSync } from 'node:zlib';

const SIGNATURE = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');
const PALETTE_COLORS = 256;
/** Colours that stay as they are, the most frequent ones: grounds, lines and layers. */
const EXACT_COLORS = 128;

/** A colour as `0xRRGGBB`, and how many pixels have it. */
type CountedColor = readonly [color: number, pixels: number];

/**
 * A screenshot with a palette of 256 colours instead of three bytes a pixel: a third of its size, and what differs are
 * shades at the edges of letters.
 *
 * Reads what a browser writes (8 bits a channel, no interlace).
 *
 * Source: PNG specification (third edition), "Filter type 4: Paeth", "PLTE Palette".
 */
export function toIndexedPng(png: Uint8Array): Buffer {
  const { width, height, colors } = readPixels(Buffer.from(png));
  const palette = paletteOf(colors);
  const nearest = nearestIn(palette);
  const rows = Buffer.alloc(height * (width + 1));
  colors.forEach((color, at) => {
    rows[at + 1 + Math.floor(at / width)] = nearest(color);
  });
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 3, 0, 0, 0], 8);
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', head),
    chunk('PLTE', Buffer.from(palette.flatMap(channels))),
    chunk('IDAT', deflateSync(rows, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

interface Pixels {
  readonly width: number;
  readonly height: number;
  /** Row by row, as `0xRRGGBB`. */
  readonly colors: Uint32Array;
}

function readPixels(png: Buffer): Pixels {
  const head = partsOf(png, 'IHDR')[0] ?? Buffer.alloc(13);
  const [width, height] = [head.readUInt32BE(0), head.readUInt32BE(4)];
  const channelCount = { 2: 3, 6: 4 }[head[9] ?? 0];
  if (head[8] !== 8 || channelCount === undefined || head[12] !== 0) throw new Error('not a screenshot of a browser');
  const lines = inflateSync(Buffer.concat(partsOf(png, 'IDAT')));
  const stride = width * channelCount;
  const bytes = Buffer.alloc(height * stride);
  for (let y = 0; y < height; y++) {
    const filter = lines[y * (stride + 1)] ?? 0;
    for (let x = 0; x < stride; x++) {
      const at = y * stride + x;
      const left = x >= channelCount ? (bytes[at - channelCount] ?? 0) : 0;
      const up = y > 0 ? (bytes[at - stride] ?? 0) : 0;
      const corner = x >= channelCount && y > 0 ? (bytes[at - stride - channelCount] ?? 0) : 0;
      const guess = [0, left, up, (left + up) >> 1, paeth(left, up, corner)][filter] ?? 0;
      bytes[at] = (lines[y * (stride + 1) + 1 + x] ?? 0) + guess;
    }
  }
  return {
    width,
    height,
    colors: Uint32Array.from({ length: width * height }, (_, pixel) => bytes.readUIntBE(pixel * channelCount, 3)),
  };
}

function paeth(left: number, up: number, corner: number): number {
  const guess = left + up - corner;
  const [byLeft, byUp, byCorner] = [left, up, corner].map((value) => Math.abs(guess - value)) as [
    number,
    number,
    number,
  ];
  if (byLeft <= byUp && byLeft <= byCorner) return left;
  return byUp <= byCorner ? up : corner;
}

function paletteOf(colors: Uint32Array): readonly number[] {
  const counts = new Map<number, number>();
  for (const color of colors) counts.set(color, (counts.get(color) ?? 0) + 1);
  const byCount = [...counts].sort(([, one], [, other]) => other - one);
  const exact = byCount.slice(0, EXACT_COLORS).map(([color]) => color);
  return [...exact, ...medianCut(byCount.slice(EXACT_COLORS), PALETTE_COLORS - EXACT_COLORS)];
}

/** Splits the widest box of colours at its middle until there are enough; a box becomes its mean. */
function medianCut(colors: readonly CountedColor[], most: number): readonly number[] {
  const boxes = colors.length === 0 ? [] : [boxOf(colors)];
  while (boxes.length < most) {
    boxes.sort((one, other) => other.range - one.range);
    const widest = boxes[0];
    if (widest === undefined || widest.range === 0) break;
    const sorted = widest.colors.toSorted(([one], [other]) => channel(one, widest.axis) - channel(other, widest.axis));
    const middle = sorted.length >> 1;
    boxes.splice(0, 1, boxOf(sorted.slice(0, middle)), boxOf(sorted.slice(middle)));
  }
  return boxes.map((box) => meanOf(box.colors));
}

function boxOf(colors: readonly CountedColor[]) {
  const ranges = [0, 1, 2].map((axis) => {
    const values = colors.map(([color]) => channel(color, axis));
    return Math.max(...values) - Math.min(...values);
  });
  const range = Math.max(...ranges);
  return { colors, range, axis: ranges.indexOf(range) };
}

function meanOf(colors: readonly CountedColor[]): number {
  const pixels = colors.reduce((sum, [, count]) => sum + count, 0);
  const mean = (axis: number) =>
    Math.round(colors.reduce((sum, [color, count]) => sum + channel(color, axis) * count, 0) / pixels);
  return (mean(0) << 16) | (mean(1) << 8) | mean(2);
}

function nearestIn(palette: readonly number[]): (color: number) => number {
  const known = new Map(palette.map((color, index) => [color, index]));
  return (color) => {
    const index = known.get(color) ?? minIndex(palette.map((other) => distance(color, other)));
    known.set(color, index);
    return index;
  };
}

const minIndex = (values: readonly number[]) => values.indexOf(Math.min(...values));
const channel = (color: number, axis: number) => (color >> (16 - 8 * axis)) & 0xff;
const channels = (color: number) => [0, 1, 2].map((axis) => channel(color, axis));
const distance = (one: number, other: number) =>
  [0, 1, 2].reduce((sum, axis) => sum + (channel(one, axis) - channel(other, axis)) ** 2, 0);

function partsOf(png: Buffer, type: string): readonly Buffer[] {
  const parts: Buffer[] = [];
  for (let at = SIGNATURE.length; at < png.length; at += 12 + png.readUInt32BE(at)) {
    const data = png.subarray(at + 8, at + 8 + png.readUInt32BE(at));
    if (png.toString('latin1', at + 4, at + 8) === type) parts.push(data);
  }
  return parts;
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const whole = Buffer.alloc(8 + body.length);
  whole.writeUInt32BE(data.length, 0);
  whole.set(body, 4);
  whole.writeUInt32BE(crc32(body), 4 + body.length);
  return whole;
}
