import { useId } from 'react';
import styles from './paint.module.css';
import { type Texture as TextureLook, TILE, textureOf } from './textures';

/** A texture as a pattern for SVG. */
export function Texture({ id, texture }: { readonly id: string; readonly texture: TextureLook }) {
  return (
    <pattern id={id} width={TILE} height={TILE} patternUnits="userSpaceOnUse">
      <rect width={TILE} height={TILE} style={{ fill: `var(${texture.ground})` }} />
      <path d={texture.lines} className={styles.textureLine} />
    </pattern>
  );
}

/** What a group looks like, beside its word. */
export function TextureSwatch({ group }: { readonly group: string }) {
  const id = useId();
  return (
    <svg width="14" height="12" className={styles.swatch} aria-hidden="true" focusable="false">
      <defs>
        <Texture id={id} texture={textureOf(group)} />
      </defs>
      <rect x=".5" y=".5" width="13" height="11" rx="1.5" fill={`url(#${id})`} className={styles.swatchEdge} />
    </svg>
  );
}
