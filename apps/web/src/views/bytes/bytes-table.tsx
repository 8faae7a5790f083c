import { type EntryPath, ROOT } from '@stratascope/core';
import { Bytes, Chip, classNames, shortName, VisibleName, visibleText } from '../../components';
import { useText } from '../../i18n';
import { useExplorer } from '../../state';
import styles from './bytes-table.module.css';
import { type FolderItem, type PictureItem, sharesOf } from './picture-model';
import { goInside, selectItem } from './use-stage-keys';

/** More layers than these are counted. */
const MOST_CHIPS = 3;

/** The same bytes as rows, for those who do not see pictures: what is in the folder, with its sum. */
export function BytesTable({ root }: { readonly root: FolderItem }) {
  const text = useText().bytes;
  const selected = useExplorer((state) => state.address.path);
  // Stored bytes of a file are an estimate.
  const mark = useExplorer((state) => (state.bytesLook.measure === 'stored' ? '≈\u00a0' : ''));
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keys
    <section className={styles.room} tabIndex={0} aria-label={text.tableCaption(visibleText(root.path))}>
      <table className={styles.table}>
        <caption className="visually-hidden">{text.tableCaption(visibleText(root.path))}</caption>
        <thead>
          <tr>
            <th scope="col">{text.name}</th>
            <th scope="col" className={styles.number}>
              {mark}
              {text.live}
            </th>
            <th scope="col" className={styles.number}>
              {mark}
              {text.deadColumn}
            </th>
            <th scope="col">{text.layer}</th>
            <th scope="col">{text.fate}</th>
          </tr>
        </thead>
        <tbody>
          {root.children.map((item) => (
            <Row key={item.key} item={item} root={root.path} isSelected={isSelected(item, selected)} />
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{root.path === ROOT ? '/' : <VisibleName name={root.path} />}</th>
            <td className={styles.number}>
              <Bytes bytes={root.live} strong />
            </td>
            <td className={styles.number}>
              <Bytes bytes={root.dead} strong />
            </td>
            <td />
            <td />
          </tr>
        </tfoot>
      </table>
    </section>
  );
}

function isSelected(item: PictureItem, path: EntryPath | null): boolean {
  return item.kind !== 'rest' && item.path === path;
}

function Row({
  item,
  root,
  isSelected: isChosen,
}: {
  readonly item: PictureItem;
  readonly root: EntryPath;
  readonly isSelected: boolean;
}) {
  const text = useText().bytes;
  const isDead = item.kind === 'file' ? item.dead !== null : item.kind === 'rest' && item.isDead;
  const live = item.kind === 'folder' ? item.live : isDead ? 0 : item.bytes;
  const dead = item.kind === 'folder' ? item.dead : isDead ? item.bytes : 0;
  const { live: liveShares, dead: deadShares } = sharesOf(item);
  const layers = [...new Set([...liveShares, ...deadShares].map(([layer]) => layer))].sort((one, other) => one - other);
  return (
    <tr className={classNames(isChosen && styles.selected)}>
      <th scope="row" className={styles.name}>
        {item.kind === 'rest' ? (
          text.more(item.count)
        ) : (
          <button
            type="button"
            className={styles.open}
            aria-current={isChosen || undefined}
            onClick={() => (item.kind === 'folder' ? goInside(item, root) : selectItem(item))}
          >
            {item.label === '' ? text.ownLoss : <VisibleName name={shortName(item.label)} />}
            {item.kind === 'folder' && '/'}
          </button>
        )}
      </th>
      <td className={styles.number}>{live > 0 && <Bytes bytes={live} />}</td>
      <td className={classNames(styles.number, styles.dead)}>{dead > 0 && <Bytes bytes={dead} />}</td>
      <td>
        <span className={styles.layers}>
          {layers.length > MOST_CHIPS
            ? text.layersOf(layers.length)
            : layers.map((layer) => <Chip key={layer} layer={layer} />)}
        </span>
      </td>
      <td className={classNames(isDead && styles.dead)}>
        {item.kind === 'file' && item.dead !== null && text.deadSince(item.dead.by)}
        {item.kind === 'file' && item.diesIn !== null && text.diesIn(item.diesIn)}
        {item.kind === 'rest' && item.isDead && restFate(item, text)}
      </td>
    </tr>
  );
}

function restFate(item: Extract<PictureItem, { kind: 'rest' }>, text: ReturnType<typeof useText>['bytes']): string {
  const [only, ...others] = item.killers;
  return only !== undefined && others.length === 0 ? text.deadSince(only[0]) : text.deadSinceMany;
}
