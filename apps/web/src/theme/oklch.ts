/** A colour as lightness 0 to 1, chroma from 0, hue in degrees. */
export interface Oklch {
  readonly lightness: number;
  readonly chroma: number;
  readonly hue: number;
}

/**
 * The nearest colour a screen can show, as `#rrggbb`: lightness and hue are kept, chroma is lowered until it fits sRGB.
 *
 * Source: B. Ottosson, "A perceptual color space for image processing" (OKLab).
 */
export function oklchToHex(color: Oklch): string {
  let chroma = color.chroma;
  if (!isInGamut(toLinear(color))) {
    let low = 0;
    for (let step = 0; step < 24; step++) {
      const middle = (low + chroma) / 2;
      if (isInGamut(toLinear({ ...color, chroma: middle }))) low = middle;
      else chroma = middle;
    }
    chroma = low;
  }
  return `#${toLinear({ ...color, chroma })
    .map(toHexByte)
    .join('')}`;
}

type Rgb = readonly [number, number, number];

function toLinear({ lightness, chroma, hue }: Oklch): Rgb {
  const angle = (hue * Math.PI) / 180;
  const a = chroma * Math.cos(angle);
  const b = chroma * Math.sin(angle);
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ];
}

function isInGamut(linear: Rgb): boolean {
  return linear.every((value) => value >= -0.0001 && value <= 1.0001);
}

function toHexByte(linear: number): string {
  const value = Math.min(1, Math.max(0, linear));
  const encoded = value <= 0.0031308 ? 12.92 * value : 1.055 * value ** (1 / 2.4) - 0.055;
  return Math.round(encoded * 255)
    .toString(16)
    .padStart(2, '0');
}
