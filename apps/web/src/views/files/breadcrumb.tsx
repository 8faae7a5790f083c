import { type ByteString, type EntryPath, joinPath, ROOT } from '@stratascope/core';
import { classNames, useSize, VisibleName, visibleText } from '../../components';
import { useText } from '../../i18n';
import styles from './breadcrumb.module.css';
import { firstShownCrumb } from './layout-crumbs';

/**
 * A path, each part a button. Where not all of it fits,
 * the first parts are one button that leads to the last of them.
 */
export function Breadcrumb({
  path,
  onPick,
}: {
  readonly path: EntryPath | null;
  /** Null: the root. */
  readonly onPick: (path: EntryPath | null) => void;
}) {
  const text = useText().files;
  const [room, size] = useSize<HTMLElement>();
  const parts = path === null ? [] : partsOf(path);
  const first = firstShownCrumb(
    parts.map(({ name }) => visibleText(name)),
    size?.width ?? Number.POSITIVE_INFINITY,
  );
  const hidden = parts[first - 1];

  return (
    <nav ref={room} aria-label={text.path} className={styles.crumbs}>
      <button type="button" className={styles.crumb} aria-label={text.root} onClick={() => onPick(null)}>
        /
      </button>
      {hidden !== undefined && (
        <span className={styles.part}>
          <button
            type="button"
            className={styles.crumb}
            aria-label={visibleText(hidden.name)}
            data-tip={visibleText(hidden.to)}
            onClick={() => onPick(hidden.to)}
          >
            …
          </button>
        </span>
      )}
      {parts.slice(first).map(({ to, name }, at) => {
        const isLast = to === path;
        return (
          <span key={to} className={classNames(styles.part, isLast && styles.last)}>
            {first + at > 0 && <span className={styles.slash}>/</span>}
            <button
              type="button"
              className={styles.crumb}
              aria-current={isLast ? 'true' : undefined}
              onClick={() => onPick(to)}
            >
              <VisibleName name={name} />
            </button>
          </span>
        );
      })}
    </nav>
  );
}

function partsOf(path: EntryPath): readonly { readonly to: EntryPath; readonly name: ByteString }[] {
  let to = ROOT;
  return path
    .slice(1)
    .split('/')
    .map((part) => {
      const name = part as ByteString;
      to = joinPath(to, name);
      return { to, name };
    });
}
