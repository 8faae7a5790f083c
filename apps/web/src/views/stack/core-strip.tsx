import { classNames, hatchClass } from '../../components';
import { bytesText, useText } from '../../i18n';
import styles from './core-strip.module.css';
import type { LevelBytes } from './dead-at-level';
import { dyingWords } from './drawn-slab';

/**
 * What of a slab is alive: one piece of the drilled core. Its height is the slab's bytes, so its areas are bytes too:
 * live, dying above the level (empty, dashed), dead (hatched).
 */
export function CoreStrip({ layer, bytes }: { readonly layer: number; readonly bytes: LevelBytes }) {
  const total = bytes.live + bytes.dead;
  const share = (part: number) => (total === 0 ? 0 : (part / total) * 100);
  const text = useText();
  const tip = [
    `${bytesText(bytes.live)} ${text.common.live}`,
    bytes.dead > 0 ? text.stack.dead(bytesText(bytes.dead)) : null,
    dyingWords(bytes, text.stack, true),
  ]
    .filter((part) => part !== null)
    .join(' · ');
  return (
    <span className={styles.core} aria-hidden data-tip={tip}>
      <span className={styles.live} style={{ background: `var(--layer-${layer}-mid)` }} />
      {bytes.dying > 0 && <span className={styles.dying} style={{ width: `${share(bytes.dying)}%` }} />}
      {bytes.dead > 0 && (
        <span className={classNames(styles.dead, hatchClass)} style={{ width: `${share(bytes.dead)}%` }} />
      )}
    </span>
  );
}
