import { Search } from 'lucide-react';
import { type ComponentType, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { useOpenImage } from '../client';
import { useRest } from '../components';
import { useText } from '../i18n';
import { useExplorer } from '../state';
import type { SearchBoxProps } from '../views/search/search-box';
import { focusPaneAt } from './focus-pane';
import styles from './search-slot.module.css';
import { useCommands } from './use-commands';

const loadSearch = () => import('../views/search/search-box');

/** Loads the search when nothing else is to be done, so that it is there when it is wanted. */
export function useSearchAtRest(): void {
  const isResting = useRest();
  useEffect(() => {
    // Where it does not come, as from a server that has ended, nobody misses it until it is wanted.
    if (isResting) loadSearch().catch(() => undefined);
  }, [isResting]);
}

/** The search box, and until its chunk has come a field in its place that takes what is typed. */
export function SearchSlot({ onDone }: { readonly onDone?: () => void }) {
  const commands = useCommands();
  const isResting = useRest();
  const isWanted = useExplorer(({ isSearching, address }) => isSearching || address.query !== '');
  const [Box, setBox] = useState<ComponentType<SearchBoxProps> | null>(null);
  const [isEntered, setEntered] = useState(false);
  useEffect(() => {
    if (!isResting && !isWanted) return;
    loadSearch().then(
      ({ SearchBox }) => setBox(() => SearchBox),
      () => undefined,
    );
  }, [isResting, isWanted]);
  if (Box === null) return <WaitingField onEnter={() => setEntered(true)} onDone={onDone} />;
  return (
    <Box
      commands={commands}
      isEntered={isEntered}
      onChosen={(kind) => focusPaneAt(kind === 'path' ? 1 : 0)}
      {...(onDone && { onDone })}
    />
  );
}

function WaitingField({
  onEnter,
  onDone,
}: {
  readonly onEnter: () => void;
  readonly onDone: (() => void) | undefined;
}) {
  const { isReady } = useOpenImage();
  const words = useText().search;
  const query = useExplorer((state) => state.address.query);
  const isSearching = useExplorer((state) => state.isSearching);
  const { setQuery, setSearching } = useExplorer.getState();
  const input = useRef<HTMLInputElement>(null);
  // In the same turn as the key that asked for it: the next one is a letter.
  useLayoutEffect(() => {
    if (isSearching) input.current?.focus();
  }, [isSearching]);
  return (
    <search className={styles.search}>
      <Search size={14} aria-hidden className={styles.icon} />
      <input
        ref={input}
        type="text"
        className={styles.field}
        autoComplete="off"
        spellCheck={false}
        disabled={!isReady}
        placeholder={isReady ? words.placeholder : words.waits}
        aria-label={words.label}
        value={query}
        onFocus={() => setSearching(true)}
        onBlur={() => setSearching(false)}
        onChange={({ currentTarget }) => setQuery(currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') onEnter();
          if (event.key !== 'Escape') return;
          event.stopPropagation();
          setQuery('');
          setSearching(false);
          event.currentTarget.blur();
          onDone?.();
        }}
      />
    </search>
  );
}
