import { useOpenImage } from '../../client';
import { Button } from '../../components';
import { useText } from '../../i18n';
import { useExplorer } from '../../state';
import styles from './inspector.module.css';

const BASE_NAME = 'org.opencontainers.image.base.name';

/** Which image this one is built on and how many layers are its; where that is not known, why. */
export function BaseImage() {
  const { image } = useOpenImage();
  const text = useText().inspector;
  const set = useExplorer((state) => state.address.base);
  const setBase = useExplorer((state) => state.setBase);
  const { base } = image;
  if (set !== null) {
    return (
      <>
        {base === null ? text.baseSetNone : text.baseSet(base.layers)}{' '}
        <Button size="small" onClick={() => setBase(null)}>
          {text.baseAsTold}
        </Button>
      </>
    );
  }
  if (base !== null) return text.baseKnown(base.name, base.layers);
  const named = image.config.labels[BASE_NAME];
  return <span className={styles.quiet}>{named === undefined ? text.baseUnknown : text.baseNotOpen(named)}</span>;
}
