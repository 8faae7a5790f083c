import type { KeyboardEvent, ReactNode } from 'react';
import { classNames } from './class-names';
import styles from './segmented.module.css';

interface Segment<Id extends string> {
  readonly id: Id;
  readonly label: string;
  readonly icon?: ReactNode;
  /** Only the icon is drawn; the label is read out and shown as a tooltip. */
  readonly iconOnly?: boolean;
}

/** One of a few, all in sight: a radio group. */
export function Segmented<Id extends string>({
  label,
  segments,
  chosen,
  onChoose,
}: {
  readonly label: string;
  readonly segments: readonly Segment<Id>[];
  readonly chosen: Id;
  readonly onChoose: (id: Id) => void;
}) {
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const at = segments.findIndex(({ id }) => id === chosen);
    const next = (at + step + segments.length) % segments.length;
    const segment = segments[next];
    if (segment === undefined) return;
    onChoose(segment.id);
    const button = event.currentTarget.children[next];
    if (button instanceof HTMLElement) button.focus();
  };

  return (
    <div role="radiogroup" aria-label={label} className={styles.segmented} onKeyDown={onKeyDown}>
      {segments.map((segment) => (
        // biome-ignore lint/a11y/useSemanticElements: an input cannot hold an icon
        <button
          key={segment.id}
          type="button"
          role="radio"
          aria-checked={segment.id === chosen}
          aria-label={segment.iconOnly ? segment.label : undefined}
          data-tip={segment.iconOnly ? segment.label : undefined}
          tabIndex={segment.id === chosen ? 0 : -1}
          className={classNames(styles.segment, segment.id === chosen && styles.chosen)}
          onClick={() => onChoose(segment.id)}
        >
          {segment.icon}
          {!segment.iconOnly && segment.label}
        </button>
      ))}
    </div>
  );
}
