import type { BytesAnswer } from '@stratascope/protocol/client';
import { useOpenImage } from '../../client';
import { PaneFooter, Spring, useLayout } from '../../components';
import { bytesText, useText } from '../../i18n';
import type { BytesLook } from '../../state';
import type { PictureLayout } from './box';
import styles from './bytes-footer.module.css';
import { sizeWords } from './item-words';
import type { FolderItem } from './picture-model';

const SCALE_PIXELS = 12;

/** The scale, the keys, and how much is drawn. */
export function BytesFooter({
  root,
  layout,
  look,
  answer,
}: {
  readonly root: FolderItem | null;
  readonly layout: PictureLayout | null;
  readonly look: BytesLook;
  readonly answer: BytesAnswer | null;
}) {
  const text = useText().bytes;
  const { from, level } = useOpenImage();
  const isPhone = useLayout() === 'phone';
  const isTreemap = look.shape === 'treemap';
  const pixels = isTreemap ? SCALE_PIXELS ** 2 : SCALE_PIXELS;
  const scale = (layout?.bytesPerPixel ?? 0) * pixels;
  return (
    <PaneFooter>
      {scale > 0 && !look.isTable && (
        <span className={styles.key}>
          <span className={isTreemap ? styles.square : styles.bar} aria-hidden />
          <span>
            <b>{text.scale(scaleText(scale))}</b> {look.measure === 'stored' ? text.stored : text.unpacked}
          </span>
        </span>
      )}
      {!isPhone && !look.isTable && <span className={styles.hint}>{text.hint}</span>}
      <Spring />
      {root !== null && answer !== null && (
        <span className={styles.sum}>
          {text.drawn(sizeWords(root.bytes, look.measure))}
          {from > 0 && ` · ${text.layersOnly(from + 1, level)}`}
          {answer.undivided > 0 && ` · ${text.undivided(bytesText(answer.undivided))}`}
        </span>
      )}
    </PaneFooter>
  );
}

/** Two digits are as much as a square of 12 px can tell. */
function scaleText(bytes: number): string {
  const digits = 10 ** Math.max(0, Math.floor(Math.log10(Math.max(1, bytes))) - 1);
  return bytesText(Math.max(1, Math.round(bytes / digits) * digits));
}
