import { Search } from 'lucide-react';
import { type KeyboardEvent, useDeferredValue, useEffect, useId, useRef, useState } from 'react';
import { useOpenImage, usePathSearch } from '../client';
import { Bytes, Chip, classNames, VisibleName } from '../components';
import { formatCount, useText } from '../i18n';
import { useExplorer } from '../state';
import styles from './path-search.module.css';
import { type SearchResult, searchResults } from './search-results';
import { focusPaneAt } from './use-keys';

const SHOWN = 50;

/** Finds layers by their instruction and paths by name: a combo box whose list is grouped. Ctrl K comes here. */
export function PathSearch({
  onDone,
  isFocused = false,
}: {
  readonly onDone?: () => void;
  /** Takes the focus as it appears. */
  readonly isFocused?: boolean;
}) {
  const { image, isReady } = useOpenImage();
  const text = useText().shell;
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [words, setWords] = useState('');
  const [isOpen, setOpen] = useState(false);
  const [active, setActive] = useState(0);
  const asked = useDeferredValue(words.trim());
  const { data: answer, isPlaceholderData } = usePathSearch(asked, SHOWN);
  const selectPath = useExplorer((state) => state.selectPath);
  const selectLayer = useExplorer((state) => state.selectLayer);

  const results = asked === '' ? [] : searchResults(image, answer?.rows ?? [], asked);
  const isListOpen = isOpen && asked !== '';
  // What was typed last may have fewer results than what was on screen.
  const activeIndex = Math.min(active, results.length - 1);

  useEffect(() => {
    if (isListOpen) document.getElementById(`${id}-${activeIndex}`)?.scrollIntoView({ block: 'nearest' });
  }, [id, isListOpen, activeIndex]);

  useEffect(() => {
    if (isFocused) input.current?.focus();
  }, [isFocused]);

  const choose = (result: SearchResult | undefined) => {
    if (result === undefined) return;
    if (result.kind === 'path') selectPath(result.path);
    else selectLayer(result.layer);
    setOpen(false);
    onDone?.();
    focusPaneAt(result.kind === 'path' ? 1 : 0);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === 'Escape') {
      event.stopPropagation();
      if (isListOpen) setOpen(false);
      else {
        setWords('');
        input.current?.blur();
        onDone?.();
      }
      return;
    }
    if (event.key === 'Enter') choose(results[activeIndex]);
    else if (event.key === 'ArrowDown') {
      setOpen(true);
      setActive(Math.min(results.length - 1, activeIndex + 1));
    } else if (event.key === 'ArrowUp') setActive(Math.max(0, activeIndex - 1));
    else return;
    event.preventDefault();
  };

  return (
    <search className={styles.search}>
      <Search size={14} aria-hidden className={styles.icon} />
      <input
        ref={input}
        id="path-search"
        type="text"
        role="combobox"
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        aria-label={text.search}
        aria-expanded={isListOpen}
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={isListOpen && results.length > 0 ? `${id}-${activeIndex}` : undefined}
        placeholder={isReady ? text.search : text.searchWaits}
        disabled={!isReady}
        value={words}
        className={styles.input}
        onChange={(event) => {
          setWords(event.target.value);
          setActive(0);
          setOpen(true);
        }}
        onFocus={() => setOpen(true)}
        onBlur={() => setOpen(false)}
        onKeyDown={onKeyDown}
      />
      <kbd className={styles.key}>Ctrl K</kbd>
      {isListOpen && (
        <div className={styles.list}>
          <div id={`${id}-list`} role="listbox" aria-label={text.search} className={styles.options}>
            {(['layer', 'path'] as const).map((kind) => {
              const group = results.filter((result) => result.kind === kind);
              return (
                group.length > 0 && (
                  // biome-ignore lint/a11y/useSemanticElements: options of a list box have no field set
                  <div key={kind} role="group" aria-label={kind === 'path' ? text.searchResults : text.searchLayers}>
                    <div aria-hidden className={styles.heading}>
                      {kind === 'path' ? text.searchResults : text.searchLayers}
                    </div>
                    {group.map((result) => {
                      const at = results.indexOf(result);
                      return (
                        // biome-ignore lint/a11y/useKeyWithClickEvents: the input takes the keys
                        // biome-ignore lint/a11y/useFocusableInteractive: the input holds the focus and names the active option
                        <div
                          key={result.key}
                          id={`${id}-${at}`}
                          role="option"
                          aria-selected={at === activeIndex}
                          className={classNames(styles.option, at === activeIndex && styles.active)}
                          onPointerDown={(event) => event.preventDefault()}
                          onClick={() => choose(result)}
                          onPointerMove={() => setActive(at)}
                        >
                          <ResultRow result={result} />
                        </div>
                      );
                    })}
                  </div>
                )
              );
            })}
          </div>
          {answer !== undefined && !isPlaceholderData && (
            <p className={styles.foot} role="status">
              {results.length === 0 && text.searchNothing(asked)}
              {answer.rows.length > 0 &&
                answer.next !== null &&
                (answer.total === null
                  ? text.searchManyMore(formatCount(answer.rows.length))
                  : text.searchMore(formatCount(answer.rows.length), formatCount(answer.total)))}
              {results.length > 0 && answer.next === null && text.searchCount(results.length)}
            </p>
          )}
        </div>
      )}
    </search>
  );
}

function ResultRow({ result }: { readonly result: SearchResult }) {
  const text = useText().common;
  if (result.kind === 'layer') {
    return (
      <>
        <Chip layer={result.layer} />
        <span className={styles.path}>
          {result.word !== null && <b>{result.word} </b>}
          {result.text}
        </span>
      </>
    );
  }
  return (
    <>
      <span className={classNames(styles.path, result.removedIn !== null && styles.gone)}>
        <span className={styles.folder}>
          <VisibleName name={result.folder} />
        </span>
        <VisibleName name={result.name} />
      </span>
      {result.removedIn !== null && <span className={styles.removed}>{text.removedIn(result.removedIn)}</span>}
      <Chip layer={result.layer} />
      <span className={styles.size}>
        <Bytes bytes={result.bytes} />
      </span>
    </>
  );
}
