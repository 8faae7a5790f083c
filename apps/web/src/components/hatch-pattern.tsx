/**
 * The hatch of dead bytes, for SVG: `fill={`url(#${id})`}`. Lines of 1.1 px every 5 px on the panel's colour.
 * Hatch means dead and nothing else. HTML uses the class of {@link hatchClass}.
 */
export function HatchPattern({ id }: { readonly id: string }) {
  return (
    <pattern id={id} patternUnits="userSpaceOnUse" width="5" height="5" patternTransform="rotate(45)">
      <rect width="5" height="5" style={{ fill: 'var(--panel)' }} />
      <rect width="1.1" height="5" style={{ fill: 'var(--dead-line)' }} />
    </pattern>
  );
}
