import type { ByteString } from '@stratascope/core';
import { type EntryPath, joinPath, ROOT } from '@stratascope/core';
import { classNames, VisibleName } from '../../components';
import { useText } from '../../i18n';
import { useExplorer } from '../../state';
import styles from './breadcrumb.module.css';

/** The selected path, each part a button that selects it; the root lets go of the selection. */
export function Breadcrumb() {
  const path = useExplorer((state) => state.address.path);
  const selectPath = useExplorer((state) => state.selectPath);
  const text = useText().files;
  const parts = path === null ? [] : partsOf(path);

  return (
    <nav aria-label={text.path} className={styles.crumbs}>
      <button type="button" className={styles.crumb} aria-label={text.root} onClick={() => selectPath(null)}>
        /
      </button>
      {parts.map(({ to, name }, at) => (
        <span key={to} className={classNames(styles.part, at === parts.length - 1 && styles.last)}>
          {at > 0 && <span className={styles.slash}>/</span>}
          <button
            type="button"
            className={styles.crumb}
            aria-current={at === parts.length - 1 ? 'true' : undefined}
            onClick={() => selectPath(to)}
          >
            <VisibleName name={name} />
          </button>
        </span>
      ))}
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
