import { ListFilter, X } from 'lucide-react';
import { useDeferredValue, useEffect, useRef, useState } from 'react';
import { IconButton } from '../../components';
import { useText } from '../../i18n';
import { useExplorer } from '../../state';
import styles from './filter-box.module.css';

/** Narrows the tree to names that hold a text, as one types. `/` leads here; Escape empties it. */
export function FilterBox() {
  const text = useText().files;
  const filter = useExplorer((state) => state.treeFilter);
  const setFilter = useExplorer((state) => state.setTreeFilter);
  const [typed, setTyped] = useState(filter);
  const settled = useDeferredValue(typed);
  const input = useRef<HTMLInputElement>(null);

  useEffect(() => setFilter(settled), [settled, setFilter]);

  return (
    <search className={styles.box}>
      <ListFilter size={13} strokeWidth={1.75} aria-hidden />
      <input
        ref={input}
        data-filter
        type="text"
        value={typed}
        placeholder={text.filter}
        aria-label={text.filter}
        spellCheck={false}
        autoComplete="off"
        className={styles.input}
        onChange={(event) => setTyped(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Escape' || typed === '') return;
          event.stopPropagation();
          setTyped('');
        }}
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
