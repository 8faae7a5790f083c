import type { Fill, PaintGroup } from './paint-groups';
import { type Texture, textureOf } from './textures';

/** A colour by its token, as the theme has it. */
export type Token = `--${string}`;

/** How a mark looks, whatever it is painted with. */
export interface FillLook {
  readonly ground:
    | { readonly kind: 'colour'; readonly token: Token }
    | { readonly kind: 'texture'; readonly id: string; readonly texture: Texture }
    | { readonly kind: 'hatch' };
  readonly edge: Token;
  /** Lengths of dashes and gaps of the edge; empty where it is drawn through. */
  readonly dash: readonly number[];
}

/** Frames of folders whose contents are drawn. */
export const FRAME = { ground: '--bg', edge: '--line-strong' } as const satisfies Readonly<Record<string, Token>>;

/** Lines as hatch has them everywhere: 1.1 px wide every 5 px, from the lower left to the upper right. */
export const HATCH = { ground: '--panel', line: '--dead-line', tile: 5, width: 1.1, degrees: 45 } as const;

/** Lines of textures. */
export const TEXTURE_LINE: Token = '--control-edge';

const DYING_DASH = [3, 2] as const;
const DIMMED = 0.35;

export function lookOf(fill: Fill): FillLook {
  switch (fill.kind) {
    case 'layer':
      return {
        ground: { kind: 'colour', token: `--layer-${fill.layer}-mid` },
        edge: `--layer-${fill.layer}-edge`,
        dash: fill.isDying ? DYING_DASH : [],
      };
    case 'group':
      return {
        ground: { kind: 'texture', id: fill.group, texture: textureOf(fill.group) },
        edge: '--control-edge',
        dash: [],
      };
    case 'mixed':
      return { ground: { kind: 'colour', token: '--sunken' }, edge: '--control-edge', dash: [] };
    case 'dead':
      return { ground: { kind: 'hatch' }, edge: '--dead-line', dash: [] };
  }
}

/** How solid the ground of a group is while one layer is lit: the others step back, their edges do not. */
export function groundOpacity({ layer }: Pick<PaintGroup, 'layer'>, litLayer: number | null): number {
  return litLayer === null || layer === litLayer ? 1 : DIMMED;
}
