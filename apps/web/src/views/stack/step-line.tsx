import type { ImageStep } from '@stratascope/protocol/client';
import { PopoverButton } from '../../components';
import { formatTimeText, useText } from '../../i18n';
import { shortenInstruction } from './shorten-instruction';
import styles from './step-line.module.css';

/** A step that made no layer: a dashed line with its instruction; a press shows it whole. */
export function StepLine({ step }: { readonly step: ImageStep }) {
  const text = useText().stack;
  const { word, text: short } = shortenInstruction(step.createdBy);
  const shown = [word, short].filter(Boolean).join(' ') || text.emptyStep;
  return (
    <PopoverButton
      look="quiet"
      className={styles.step}
      surfaceLabel={text.emptyStep}
      surface={() => (
        <div className={styles.whole}>
          <p className={styles.title}>
            {text.emptyStep} {step.createdAt !== null && <span>{formatTimeText(step.createdAt)}</span>}
          </p>
          <code>{shown}</code>
        </div>
      )}
    >
      <span className={styles.dash} />
      <span className={styles.text}>{shown}</span>
      <span className={styles.rest} />
    </PopoverButton>
  );
}

/** A row of empty steps, folded; a press opens it. */
export function FoldedSteps({ count, onOpen }: { readonly count: number; readonly onOpen: () => void }) {
  const text = useText().stack;
  return (
    <button type="button" aria-expanded={false} className={styles.fold} onClick={onOpen}>
      <span className={styles.dash} />
      <span className={styles.text}>{text.emptySteps(count)}</span>
      <span className={styles.rest} />
    </button>
  );
}
