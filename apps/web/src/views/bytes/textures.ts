/** How a group of live bytes looks that is no layer: neutral, told apart by a pattern. Hatch is for dead bytes alone. */
export interface Texture {
  /** Token of the ground. */
  readonly ground: `--${string}`;
  /** Lines on a tile of {@link TILE} px; empty for none. */
  readonly lines: string;
}

export const TILE = 8;

const LIGHT: Texture = { ground: '--panel', lines: '' };
const MIDDLE: Texture = { ground: '--selected', lines: '' };
const STRONG: Texture = { ground: '--line-strong', lines: '' };
const ROWS: Texture = { ground: '--panel', lines: 'M0 4.5H8' };
const COLUMNS: Texture = { ground: '--panel', lines: 'M4.5 0V8' };
const GRID: Texture = { ground: '--hover', lines: 'M0 4.5H8M4.5 0V8' };
const DOTS: Texture = { ground: '--selected', lines: 'M1 2.5H3M5 6.5H7' };
const SPARSE: Texture = { ground: '--panel', lines: 'M3.5 4.5H5.5' };

const TEXTURES: Readonly<Record<string, Texture>> = {
  library: STRONG,
  program: DOTS,
  code: ROWS,
  document: COLUMNS,
  data: GRID,
  archive: MIDDLE,
  media: SPARSE,
  other: LIGHT,
  added: MIDDLE,
  're-added': DOTS,
  content: STRONG,
  metadata: ROWS,
  replaced: GRID,
  identical: COLUMNS,
};

export function textureOf(group: string): Texture {
  return TEXTURES[group] ?? LIGHT;
}
