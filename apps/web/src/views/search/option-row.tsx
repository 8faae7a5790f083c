import { Bytes, Chip, classNames, VisibleName } from '../../components';
import { useText } from '../../i18n';
import styles from './search.module.css';
import type { FoundPath, SearchOption } from './search-options';

/** One thing that can be chosen, in a line. */
export function OptionRow({ option }: { readonly option: SearchOption }) {
  const words = useText().search;
  switch (option.kind) {
    case 'completion':
      return (
        <>
          <code className={styles.key}>{option.text}</code>
          <span className={styles.meaning}>
            {option.value === null ? words.keys[option.key] : meaningOf(words.values, option.value)}
          </span>
        </>
      );
    case 'path':
      return <PathRow found={option} />;
    case 'more':
      return <span className={styles.label}>{words.more}</span>;
    case 'level':
      return (
        <>
          <Chip layer={option.layer} />
          <span className={styles.label}>{words.toLayer(option.layer)}</span>
        </>
      );
    case 'layer':
      return (
        <>
          <Chip layer={option.layer} />
          <span className={styles.instruction}>
            {option.word !== null && <b>{option.word} </b>}
            {option.text}
          </span>
        </>
      );
    case 'command':
      return (
        <>
          <span className={styles.label}>{option.label}</span>
          {option.command.key !== null && <kbd className={styles.shortcut}>{option.command.key.toUpperCase()}</kbd>}
        </>
      );
  }
}

function PathRow({ found }: { readonly found: FoundPath }) {
  const text = useText();
  return (
    <>
      <span className={classNames(styles.path, found.removedIn !== null && styles.gone)}>
        <span className={styles.folder}>
          <VisibleName name={found.folder} />
        </span>
        <span className={styles.name}>
          <VisibleName name={found.name} />
        </span>
      </span>
      {found.removedIn !== null && <span className={styles.removed}>{text.common.removedIn(found.removedIn)}</span>}
      {found.isLater && <span className={styles.later}>{text.search.comesIn(found.layer)}</span>}
      <Chip layer={found.layer} />
      <span className={styles.size}>{found.bytes !== null && <Bytes bytes={found.bytes} />}</span>
    </>
  );
}

function meaningOf(meanings: Readonly<Record<string, string>>, value: string): string {
  return meanings[value] ?? '';
}
