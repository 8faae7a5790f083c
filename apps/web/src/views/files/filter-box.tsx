import { ListFilter, X } from 'lucide-react';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { useOpenImage } from '../../client';
import { IconButton } from '../../components';
import { useText } from '../../i18n';
import { useExplorer } from '../../state';
import styles from './filter-box.module.css';

/** While one types on nothing is asked: each question costs a pass over the image. */
const PAUSE_MILLISECONDS = 120;

/**
 * Narrows the tree to names that hold a text, as one types. `/` leads here; Escape empties it, and from the empty box it
 * leads back to the tree, as Enter and an arrow down do.
 */
export function FilterBox() {
  const { isReady } = useOpenImage();
  const text = useText().files;
  const filter = useExplorer((state) => state.treeFilter);
  const setFilter = useExplorer((state) => state.setTreeFilter);
  const [typed, setTyped] = useState(filter);
  const input = useRef<HTMLInputElement>(null);

  useEffect(() => {
    if (typed === useExplorer.getState().treeFilter) return;
    const timer = window.setTimeout(() => setFilter(typed), typed === '' ? 0 : PAUSE_MILLISECONDS);
    return () => window.clearTimeout(timer);
  }, [typed, setFilter]);

  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.nativeEvent.isComposing || !['Escape', 'Enter', 'ArrowDown'].includes(event.key)) return;
    event.preventDefault();
    event.stopPropagation();
    if (event.key === 'Escape' && typed !== '') setTyped('');
    else event.currentTarget.closest('[data-pane]')?.querySelector<HTMLElement>('[data-pane-focus]')?.focus();
  };

  return (
    <search className={styles.box}>
      <ListFilter size={13} strokeWidth={1.75} aria-hidden />
      <input
        ref={input}
        data-filter
        type="text"
        value={typed}
        disabled={!isReady}
        placeholder={text.filter}
        aria-label={text.filter}
        spellCheck={false}
        autoComplete="off"
        className={styles.input}
        onChange={(event) => setTyped(event.target.value)}
        onKeyDown={onKeyDown}
      />
      {typed === '' ? (
        <kbd className={styles.key}>/</kbd>
      ) : (
        <IconButton
          label={text.filterClear}
          size="small"
          icon={<X size={13} aria-hidden />}
          onClick={() => {
            setTyped('');
            input.current?.focus();
          }}
        />
      )}
    </search>
  );
}
