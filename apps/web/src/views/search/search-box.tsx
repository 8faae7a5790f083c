import { Search, X } from 'lucide-react';
import { type KeyboardEvent, useEffect, useId, useLayoutEffect, useRef, useState } from 'react';
import { useLevelMoves, useOpenImage } from '../../client';
import { IconButton } from '../../components';
import { useText } from '../../i18n';
import { useExplorer } from '../../state';
import type { Command } from './command';
import { MarkedInput } from './marked-input';
import styles from './search.module.css';
import { SearchList } from './search-list';
import { firstChoice, type SearchOption } from './search-options';
import { useSearchBox } from './use-search-box';

const PAGE_OPTIONS = 8;

export interface SearchBoxProps {
  readonly commands: readonly Command[];
  /** Enter was pressed while the field that stood here before it was typed into. */
  readonly isEntered?: boolean;
  /** A path or a layer was selected. */
  readonly onChosen: (kind: 'path' | 'layer') => void;
  /** The box has nothing more to do: on a phone it goes away. */
  readonly onDone?: () => void;
}

/**
 * Finds paths in the search language, layers by their instruction, and what can be done: a combo box whose list is
 * grouped. What is typed stands in the link. Ctrl K comes here.
 */
export function SearchBox({ commands, isEntered = false, onChosen, onDone }: SearchBoxProps) {
  const { isReady } = useOpenImage();
  const words = useText().search;
  const text = useExplorer((state) => state.address.query);
  const setQuery = useExplorer((state) => state.setQuery);
  const isOpen = useExplorer((state) => state.isSearching);
  const setOpen = useExplorer((state) => state.setSearching);
  const { selectPath, selectLayer } = useExplorer.getState();
  const { setLevel } = useLevelMoves();
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [caret, setCaret] = useState(text.length);
  // Null: what Enter means by itself.
  const [pointed, setPointed] = useState<number | null>(null);
  const [isWaiting, setWaiting] = useState(isEntered);
  const state = useSearchBox(text, caret, commands);
  const options = state.groups.flatMap((group) => group.options);
  // What was typed last may have fewer results than what was on screen.
  const active = Math.min(pointed ?? firstChoice(text, options), options.length - 1);
  const hasList = isOpen && options.length > 0;

  // What is typed already when the box comes is gone on with; words of before are there to be typed over.
  const isTypedAhead = useRef(isOpen);
  useLayoutEffect(() => {
    if (!isOpen || !isReady || document.activeElement === input.current) return;
    input.current?.focus();
    const end = input.current?.value.length ?? 0;
    input.current?.setSelectionRange(isTypedAhead.current ? end : 0, end);
    isTypedAhead.current = false;
  }, [isOpen, isReady]);

  useEffect(() => () => setOpen(false), [setOpen]);

  useEffect(() => {
    if (hasList && active >= 0) document.getElementById(`${id}-${active}`)?.scrollIntoView({ block: 'nearest' });
  }, [id, hasList, active]);

  const type = (next: string, at: number) => {
    setQuery(next);
    setCaret(at);
    setPointed(null);
    setWaiting(false);
    setOpen(true);
  };
  const choose = (option: SearchOption | undefined) => {
    setWaiting(false);
    if (option === undefined) return;
    if (option.kind === 'completion') {
      const end = option.value === null ? option.text : `${option.text} `;
      type(text.slice(0, option.from) + end + text.slice(option.to).trimStart(), option.from + end.length);
      return;
    }
    if (option.kind === 'more') {
      setPointed(active);
      state.showMore();
      return;
    }
    setOpen(false);
    input.current?.blur();
    onDone?.();
    switch (option.kind) {
      case 'path':
        selectPath(option.path);
        onChosen('path');
        break;
      case 'layer':
        selectLayer(option.layer);
        onChosen('layer');
        break;
      case 'level':
        setQuery('');
        setLevel(option.layer);
        break;
      case 'command':
        // The words were the command's, and are done with.
        setQuery('');
        option.command.run();
    }
  };
  const leave = () => {
    if (isOpen && text !== '') setOpen(false);
    else {
      setQuery('');
      setOpen(false);
      input.current?.blur();
      onDone?.();
    }
  };

  // Enter was pressed before there was an answer to what is typed.
  // biome-ignore lint/correctness/useExhaustiveDependencies: it waits for the answer alone
  useEffect(() => {
    if (isWaiting && state.isFresh) choose(options[active]);
  }, [isWaiting, state.isFresh]);

  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    const move = (to: number) => {
      setOpen(true);
      if (isOpen) setPointed(Math.max(0, Math.min(options.length - 1, to)));
    };
    switch (event.key) {
      case 'Escape':
        event.stopPropagation();
        leave();
        break;
      case 'Enter':
        // The one that a Chinese keyboard confirms its characters with is not ours.
        if (event.nativeEvent.isComposing) return;
        if (!isOpen) setOpen(true);
        else if (pointed === null && !state.isFresh) setWaiting(true);
        else choose(options[active]);
        break;
      case 'ArrowDown':
        move(active + 1);
        break;
      case 'ArrowUp':
        move(active - 1);
        break;
      case 'PageDown':
        move(active + PAGE_OPTIONS);
        break;
      case 'PageUp':
        move(active - PAGE_OPTIONS);
        break;
      default:
        return;
    }
    event.preventDefault();
  };

  return (
    <search className={styles.search}>
      <Search size={14} aria-hidden className={styles.icon} />
      <MarkedInput
        ref={input}
        id="path-search"
        value={text}
        wrong={state.failure}
        disabled={!isReady}
        placeholder={isReady ? words.placeholder : words.waits}
        aria-label={words.label}
        aria-expanded={hasList}
        aria-controls={hasList ? `${id}-list` : undefined}
        aria-activedescendant={hasList && active >= 0 ? `${id}-${active}` : undefined}
        aria-invalid={state.failure !== null}
        aria-describedby={isOpen && state.failure !== null ? `${id}-failure` : undefined}
        onChange={({ currentTarget }) =>
          type(currentTarget.value, currentTarget.selectionStart ?? Number.MAX_SAFE_INTEGER)
        }
        onSelect={({ currentTarget }) => setCaret(currentTarget.selectionEnd ?? currentTarget.value.length)}
        onClick={() => setOpen(true)}
        onBlur={() => setOpen(false)}
        onKeyDown={onKeyDown}
      />
      {text === '' ? (
        <kbd className={styles.key}>Ctrl K</kbd>
      ) : (
        <span className={styles.clear}>
          <IconButton
            label={words.clear}
            icon={<X size={13} aria-hidden />}
            onPointerDown={(event) => event.preventDefault()}
            onClick={() => {
              type('', 0);
              input.current?.focus();
            }}
          />
        </span>
      )}
      {isOpen && isReady && (
        <SearchList id={id} state={state} text={text} active={active} onChoose={choose} onPoint={setPointed} />
      )}
    </search>
  );
}
