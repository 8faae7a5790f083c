import { Bytes, VisibleName } from '../../components';
import { useText } from '../../i18n';
import type { DrawnSlab } from './drawn-slab';
import styles from './folder-rows.module.css';
import { folderRows } from './layout-folders';

/** The largest folders of a layer, as many as fit below its two first rows. */
export function FolderRows({
  slab,
  height,
  indent,
  width,
}: {
  readonly slab: DrawnSlab;
  readonly height: number;
  readonly indent: number;
  readonly width: number;
}) {
  const text = useText().stack;
  const rows = folderRows(slab.layer, { height, width: width - indent });
  if (rows === null) return null;
  return (
    <span className={styles.folders} style={{ paddingLeft: indent }}>
      {rows.folders.map((folder) => (
        <span key={folder.path} className={folder.isDead && slab.knowsDeadFolders ? styles.dead : styles.row}>
          <span className={styles.path}>
            <VisibleName name={folder.shown} />
          </span>
          <Bytes bytes={folder.bytes} />
        </span>
      ))}
      {rows.more > 0 && (
        <span className={styles.more}>
          <span className={styles.path}>{text.more(rows.more)}</span>
          <Bytes bytes={rows.moreBytes} />
        </span>
      )}
    </span>
  );
}
