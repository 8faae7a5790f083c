import { useOpenImage } from '../../client';
import { useText } from '../../i18n';
import styles from './inspector.module.css';

const BASE_NAME = 'org.opencontainers.image.base.name';

/** Which image this one is built on and how many layers are its; where that is not known, why. */
export function BaseImage() {
  const { image } = useOpenImage();
  const text = useText().inspector;
  const { base } = image;
  if (base !== null) return text.baseKnown(base.name, base.layers);
  const named = image.config.labels[BASE_NAME];
  return <span className={styles.quiet}>{named === undefined ? text.baseUnknown : text.baseNotOpen(named)}</span>;
}
