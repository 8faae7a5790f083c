import { classNames } from '../../components';
import { bytesText, formatCount, useText } from '../../i18n';
import { OptionRow } from './option-row';
import styles from './search.module.css';
import type { SearchOption } from './search-options';
import type { SearchBoxState } from './use-search-box';

/** What can be chosen, in groups; below it how much there is, or why there is nothing. */
export function SearchList({
  id,
  state,
  text,
  active,
  onChoose,
  onPoint,
}: {
  readonly id: string;
  readonly state: SearchBoxState;
  readonly text: string;
  readonly active: number;
  readonly onChoose: (option: SearchOption) => void;
  readonly onPoint: (at: number) => void;
}) {
  const words = useText().search;
  const options = state.groups.flatMap((group) => group.options);
  const { failure } = state;
  return (
    <div className={styles.list}>
      {failure !== null && (
        <p id={`${id}-failure`} role="alert" className={styles.failure}>
          {failure.found !== '' && <code>{failure.found}</code>}
          <span>
            {failure.reason}. <span className={styles.quiet}>{words.expected(failure.expected)}</span>
          </span>
        </p>
      )}
      {options.length > 0 && (
        <div id={`${id}-list`} role="listbox" aria-label={words.label} className={styles.options}>
          {state.groups.map((group) => (
            // biome-ignore lint/a11y/useSemanticElements: options of a list box have no field set
            <div key={group.id} role="group" aria-label={words.groups[group.id]}>
              <div aria-hidden className={styles.heading}>
                {words.groups[group.id]}
              </div>
              {group.options.map((option) => {
                const at = options.indexOf(option);
                return (
                  // biome-ignore lint/a11y/useKeyWithClickEvents: the input takes the keys
                  // biome-ignore lint/a11y/useFocusableInteractive: the input holds the focus and names the active option
                  <div
                    key={option.id}
                    id={`${id}-${at}`}
                    role="option"
                    aria-selected={at === active}
                    className={classNames(styles.option, at === active && styles.active)}
                    onPointerDown={(event) => event.preventDefault()}
                    onClick={() => onChoose(option)}
                    onPointerMove={() => onPoint(at)}
                  >
                    <OptionRow option={option} />
                  </div>
                );
              })}
            </div>
          ))}
        </div>
      )}
      {failure === null && (
        <p className={styles.foot} role="status">
          {text.trim() === '' ? words.help : <Found state={state} />}
        </p>
      )}
    </div>
  );
}

/** How many paths were found. */
function Found({ state }: { readonly state: SearchBoxState }) {
  const words = useText().search;
  const { shown, total, bytes, isFresh, problem, groups } = state;
  if (problem !== null) return problem;
  // What is begun may still become something.
  if (shown === null) return isFresh ? words.help : words.searching;
  if (!isFresh) return words.searching;
  const hasMore = groups.some(({ options }) => options.at(-1)?.kind === 'more');
  if (!hasMore) return shown === 0 ? words.nothing : words.paths(shown);
  if (total === null || bytes === null) return words.manyPaths(shown);
  return `${words.firstPaths(shown, formatCount(total))} · ${words.bytes(bytesText(bytes))}`;
}
