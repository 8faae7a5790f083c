import { memo, useId } from 'react';
import styles from './paint.module.css';
import type { Fill, Painting } from './paint-groups';
import { Texture } from './texture';
import { textureOf } from './textures';

/** The picture as SVG. `litLayer`: others step back. Decoration: the items over it say what it shows. */
export const SvgPaint = memo(function SvgPaint({
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
  const id = useId();
  const groups = new Set(painting.groups.flatMap(({ fill }) => (fill.kind === 'group' ? [fill.group] : [])));
  return (
    <svg width={width} height={height} className={styles.paint} aria-hidden="true" focusable="false" data-paint="svg">
      <defs>
        <HatchPattern id={`${id}hatch`} />
        {[...groups].map((group) => (
          <Texture key={group} id={`${id}${group}`} texture={textureOf(group)} />
        ))}
      </defs>
      <path d={painting.frames} className={styles.frame} />
      {painting.groups.map((group) => (
        <path
          key={group.id}
          d={group.outline}
          style={{ ...paintOf(group.fill, id), fillOpacity: litLayer === null || group.layer === litLayer ? 1 : 0.35 }}
        />
      ))}
    </svg>
  );
});

function paintOf(fill: Fill, id: string) {
  switch (fill.kind) {
    case 'layer':
      return {
        fill: `var(--layer-${fill.layer}-mid)`,
        stroke: `var(--layer-${fill.layer}-edge)`,
        ...(fill.isDying ? { strokeDasharray: '3 2' } : {}),
      };
    case 'group':
      return { fill: `url(#${id}${fill.group})`, stroke: 'var(--control-edge)' };
    case 'mixed':
      return { fill: 'var(--sunken)', stroke: 'var(--control-edge)' };
    case 'dead':
      return { fill: `url(#${id}hatch)`, stroke: 'var(--dead-line)' };
  }
}

/** 1.1 px every 5 px, as hatch is everywhere. */
function HatchPattern({ id }: { readonly id: string }) {
  return (
    <pattern id={id} width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
      <rect width="5" height="5" className={styles.hatchGround} />
      <path d="M.55 0V5" className={styles.hatchLine} />
    </pattern>
  );
}
