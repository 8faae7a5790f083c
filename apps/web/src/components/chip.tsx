import styles from './chip.module.css';

/** A layer: its swatch and its number. Never text on the colour. Needs the layer properties of an ancestor. */
export function Chip({ layer }: { readonly layer: number }) {
  return (
    <span className={styles.chip}>
      {layer > 0 && <Swatch layer={layer} />}
      {layer}
    </span>
  );
}

/** The colour of a layer alone; its number must stand beside it. */
function Swatch({ layer }: { readonly layer: number }) {
  return (
    <span
      className={styles.swatch}
      aria-hidden
      style={{ background: `var(--layer-${layer}-fill)`, borderColor: `var(--layer-${layer}-edge)` }}
    />
  );
}
