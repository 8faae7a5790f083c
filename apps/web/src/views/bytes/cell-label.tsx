import { Chip, classNames, shortName, VisibleName } from '../../components';
import { useText } from '../../i18n';
import type { BytesLook } from '../../state';
import styles from './cell-items.module.css';
import { layersOf, sizeWords } from './item-words';
import { HEAD } from './layout-treemap';
import type { PictureItem } from './picture-model';

const NAME_FITS = { width: 34, height: 16 };
const SIZE_FITS = { width: 54, height: 32 };
const CHIP_FITS_HEIGHT = 48;
const LONG_FATE_FITS_WIDTH = 132;
/** Chip, dagger and the room around them; and a digit. A number that is cut is another number. */
const SHORT_FATE_WIDTH = 44;
const DIGIT_WIDTH = 7;
/** Below this a name has no room above it. */
const TIGHT_HEIGHT = 20;

/** Whether a box has room for a name. */
export function hasLabel({ width, height }: { readonly width: number; readonly height: number }): boolean {
  return width >= NAME_FITS.width && height >= NAME_FITS.height;
}

/** What fits of a name, a size, the layer and the fate. On anything but a plain layer it stands on plates. */
export function CellLabel({
  item,
  width,
  height,
  isPlain,
  measure,
}: {
  readonly item: PictureItem;
  readonly width: number;
  readonly height: number;
  /** No hatch, pattern or second colour lies under it. */
  readonly isPlain: boolean;
  readonly measure: BytesLook['measure'];
}) {
  const { layer, killer } = layersOf(item);
  const text = useText().bytes;
  const hasSize = width >= SIZE_FITS.width && height >= SIZE_FITS.height;
  const hasChip = hasSize && height >= CHIP_FITS_HEIGHT && (layer !== null || killer !== null);
  const isWide = width >= LONG_FATE_FITS_WIDTH;
  const digits = `${layer ?? ''}${killer ?? ''}`.length;
  const hasFate = killer !== null && width >= SHORT_FATE_WIDTH + digits * DIGIT_WIDTH;
  const diesIn = item.kind === 'file' ? item.diesIn : null;
  return (
    <span className={classNames(styles.label, !isPlain && styles.plates, height < TIGHT_HEIGHT && styles.tight)}>
      <span className={styles.line}>
        <span className={styles.name}>
          <ItemName item={item} />
        </span>
      </span>
      {hasSize && (
        <span className={styles.line}>
          <span className={styles.size}>{sizeWords(item.bytes, measure)}</span>
        </span>
      )}
      {hasChip && (
        <span className={styles.line}>
          <span className={styles.fate}>
            {layer !== null && <Chip layer={layer} />}
            {hasFate && <span className={styles.dead}>{isWide ? text.deadSince(killer) : text.deadShort(killer)}</span>}
            {diesIn !== null && isWide && <span>{text.diesIn(diesIn)}</span>}
          </span>
        </span>
      )}
    </span>
  );
}

function ItemName({ item }: { readonly item: PictureItem }) {
  const text = useText().bytes;
  if (item.kind === 'rest') return text.more(item.count);
  return item.label === '' ? text.ownLoss : <VisibleName name={shortName(item.label)} />;
}

/** The head of a folder whose contents are drawn below it. */
export function FolderHead({
  item,
  width,
  measure,
}: {
  readonly item: Extract<PictureItem, { kind: 'folder' }>;
  readonly width: number;
  readonly measure: BytesLook['measure'];
}) {
  return (
    <span className={styles.head} style={{ height: HEAD }}>
      <b className={styles.name}>
        <VisibleName name={shortName(item.label)} />
      </b>
      {width >= 110 && <span className={styles.headSize}>{sizeWords(item.bytes, measure)}</span>}
    </span>
  );
}
