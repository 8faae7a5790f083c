import { useMemo } from 'react';
import { useOpenImage } from '../../client';
import { Chip, hatchClass } from '../../components';
import { useText } from '../../i18n';
import type { BytesLook } from '../../state';
import type { PictureLayout } from './box';
import styles from './bytes-legend.module.css';
import { paintingOf } from './paint-groups';
import { type FolderItem, type PictureItem, sharesOf } from './picture-model';
import { TextureSwatch } from './texture';

/** Own layers beyond this many are named by the first and the last: the ramp between says earlier or later. */
const MOST_CHIPS = 10;

/** What the colours of this picture mean: only those that are in it. */
export function BytesLegend({
  root,
  by,
  layout,
}: {
  readonly root: FolderItem;
  readonly by: BytesLook['by'];
  readonly layout: PictureLayout | null;
}) {
  const text = useText().bytes;
  const { image } = useOpenImage();
  const { live, groups, dead } = useMemo(() => sharesOf(root), [root]);
  const hasDying = useMemo(() => by === 'layer' && isDying(root), [root, by]);
  // Some cells are of several that are too small to be told apart.
  const hasMixed = layout !== null && paintingOf(layout, by).groups.some(({ fill }) => fill.kind === 'mixed');
  const layers = live.map(([layer]) => layer);
  const baseEnd = image.base?.layers ?? 0;
  const base = layers.filter((layer) => layer <= baseEnd);
  const own = layers.filter((layer) => layer > baseEnd);

  return (
    <ul aria-label={text.legend} className={styles.legend}>
      {by === 'layer' ? (
        <>
          {base.length > 0 && (
            <li className={styles.item}>
              <Run layers={base} /> {text.base}
            </li>
          )}
          {own.length > MOST_CHIPS ? (
            <li className={styles.item}>
              <Run layers={own} />
            </li>
          ) : (
            own.map((layer) => (
              <li key={layer} className={styles.item}>
                <Chip layer={layer} />
              </li>
            ))
          )}
        </>
      ) : (
        groups.map(([group]) => (
          <li key={group} className={styles.item}>
            <TextureSwatch group={group} />
            {wordOf(group, by === 'kind' ? text.kinds : text.changes)}
          </li>
        ))
      )}
      {hasMixed && (
        <li className={styles.item}>
          <span className={styles.mixed} /> {text.mixed}
        </li>
      )}
      {hasDying && (
        <li className={styles.item}>
          <span className={styles.dying} /> {text.diesLater}
        </li>
      )}
      {dead.length > 0 && (
        <li className={styles.item}>
          <span className={`${styles.hatch} ${hatchClass}`} /> {text.dead}
        </li>
      )}
    </ul>
  );
}

/** The first and the last of some layers. */
function Run({ layers }: { readonly layers: readonly number[] }) {
  const [first] = layers;
  const last = layers.at(-1);
  if (first === undefined || last === undefined) return null;
  if (first === last) return <Chip layer={first} />;
  return (
    <>
      <Chip layer={first} /> – <Chip layer={last} />
    </>
  );
}

function isDying(item: PictureItem): boolean {
  if (item.kind === 'folder') return item.children.some(isDying);
  return item.kind === 'file' && item.diesIn !== null;
}

function wordOf(group: string, words: Readonly<Record<string, string>>): string {
  return words[group] ?? group;
}
