import type { QuerySpan } from '@stratascope/core';
import { type ComponentProps, useLayoutEffect, useRef } from 'react';
import { classNames } from '../../components';
import styles from './search.module.css';

/**
 * The field of a combo box, with a part of its text underlined: an input cannot do that, so behind it the same text
 * stands once more, invisible but for the line.
 */
export function MarkedInput({
  wrong,
  value,
  'aria-expanded': isExpanded,
  'aria-controls': controls,
  ...input
}: ComponentProps<'input'> & { readonly value: string; readonly wrong: QuerySpan | null }) {
  const mirror = useRef<HTMLDivElement>(null);
  const field = useRef<HTMLDivElement>(null);
  const follow = () => {
    const from = field.current?.querySelector('input');
    if (mirror.current !== null && from) mirror.current.scrollLeft = from.scrollLeft;
  };
  useLayoutEffect(follow);

  return (
    <div ref={field} className={styles.field}>
      {wrong !== null && (
        <div ref={mirror} aria-hidden className={classNames(styles.text, styles.mirror)}>
          {value.slice(0, wrong.offset)}
          <span className={styles.wrong} data-wrong>
            {value.slice(wrong.offset, wrong.offset + wrong.length)}
          </span>
          {value.slice(wrong.offset + wrong.length)}
        </div>
      )}
      <input
        type="text"
        role="combobox"
        autoComplete="off"
        autoCapitalize="off"
        autoCorrect="off"
        spellCheck={false}
        aria-autocomplete="list"
        aria-expanded={isExpanded}
        aria-controls={controls}
        value={value}
        className={classNames(styles.text, styles.input)}
        onScroll={follow}
        {...input}
      />
    </div>
  );
}
