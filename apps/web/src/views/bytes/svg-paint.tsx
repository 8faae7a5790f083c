import { memo, useId } from 'react';
import { type FillLook, FRAME, groundOpacity, HATCH, lookOf } from './fill-look';
import styles from './paint.module.css';
import type { Painting } from './paint-groups';
import { Texture } from './texture';

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
  const looks = painting.groups.map(({ fill }) => lookOf(fill));
  const textures = new Map(
    looks.flatMap(({ ground }) => (ground.kind === 'texture' ? [[ground.id, ground.texture] as const] : [])),
  );
  return (
    <svg width={width} height={height} className={styles.paint} aria-hidden="true" focusable="false" data-paint="svg">
      <defs>
        <HatchPattern id={`${id}hatch`} />
        {[...textures].map(([name, texture]) => (
          <Texture key={name} id={`${id}${name}`} texture={texture} />
        ))}
      </defs>
      <path d={painting.frames} style={{ fill: `var(${FRAME.ground})`, stroke: `var(${FRAME.edge})` }} />
      {painting.groups.map((group) => {
        const { ground, edge, dash } = lookOf(group.fill);
        const style = {
          fill: groundOf(ground, id),
          fillOpacity: groundOpacity(group, litLayer),
          stroke: `var(${edge})`,
          strokeDasharray: dash.join(' ') || undefined,
        };
        return <path key={group.id} d={group.outline} style={style} />;
      })}
    </svg>
  );
});

function groundOf(ground: FillLook['ground'], id: string): string {
  switch (ground.kind) {
    case 'colour':
      return `var(${ground.token})`;
    case 'texture':
      return `url(#${id}${ground.id})`;
    case 'hatch':
      return `url(#${id}hatch)`;
  }
}

function HatchPattern({ id }: { readonly id: string }) {
  const { tile, ground, line, width, degrees } = HATCH;
  return (
    <pattern id={id} width={tile} height={tile} patternUnits="userSpaceOnUse" patternTransform={`rotate(${degrees})`}>
      <rect width={tile} height={tile} style={{ fill: `var(${ground})` }} />
      <path d={`M${width / 2} 0V${tile}`} style={{ fill: 'none', stroke: `var(${line})`, strokeWidth: width }} />
    </pattern>
  );
}
