import { Ellipsis } from 'lucide-react';
import type { Ref } from 'react';
import { layerBlobUrl, useLevelMoves, useOpenImage } from '../../client';
import { copyText, MenuButton, type MenuEntry } from '../../components';
import { shortDigest, useText } from '../../i18n';
import { useExplorer } from '../../state';
import type { StackBox } from './layout-stack';
import styles from './slab-menu.module.css';

/** What can be done with the selected layer. It stands beside the list, over the slab, because options hold no buttons. */
export function SlabMenu({ box, ref }: { readonly box: StackBox; readonly ref: Ref<HTMLDivElement> }) {
  const { image, key, level, layerCount } = useOpenImage();
  const setBase = useExplorer((state) => state.setBase);
  const isBaseSet = useExplorer((state) => state.address.base !== null);
  const { setLevel, setRange } = useLevelMoves();
  const text = useText();
  if (box.entry.kind !== 'slab') return null;
  const { layer, digest, diffId, state } = box.entry.layer;

  const entries: MenuEntry[] = [];
  if (level !== layer) {
    entries.push({ kind: 'item', id: 'level', label: text.stack.levelHere, onSelect: () => setLevel(layer) });
  }
  if (layerCount > 1) {
    entries.push({
      kind: 'item',
      id: 'range',
      label: text.stack.rangeFromHere,
      onSelect: () => setRange(layer - 1, Math.max(level, layer)),
    });
    entries.push({
      kind: 'item',
      id: 'only',
      label: text.stack.onlyThisLayer,
      onSelect: () => setRange(layer - 1, layer),
    });
  }
  if (layer < layerCount && image.base?.layers !== layer) {
    entries.push({ kind: 'item', id: 'base', label: text.stack.baseEndsHere, onSelect: () => setBase(layer) });
  }
  if (image.base !== null) {
    entries.push({ kind: 'item', id: 'noBase', label: text.stack.noBase, onSelect: () => setBase(0) });
  }
  if (isBaseSet) {
    entries.push({ kind: 'item', id: 'baseAsTold', label: text.stack.baseAsTold, onSelect: () => setBase(null) });
  }
  if (digest !== null) {
    entries.push({
      kind: 'item',
      id: 'digest',
      label: text.stack.copyDigest,
      detail: shortDigest(digest),
      onSelect: () => void copyText(digest),
    });
  }
  if (diffId !== null) {
    entries.push({
      kind: 'item',
      id: 'diffId',
      label: text.stack.copyDiffId,
      detail: shortDigest(diffId),
      onSelect: () => void copyText(diffId),
    });
  }
  if (state !== 'missing') {
    entries.push({
      kind: 'item',
      id: 'download',
      label: text.takeAlong.downloadLayer,
      onSelect: () => window.location.assign(layerBlobUrl(key, layer)),
    });
  }
  if (entries.length === 0) return null;

  return (
    <div
      ref={ref}
      data-screen-only
      className={styles.place}
      style={{ top: box.y + Math.min(2, (box.height - 24) / 2) }}
    >
      <MenuButton
        size="small"
        align="end"
        className={styles.button}
        icon={<Ellipsis size={14} aria-hidden />}
        entries={entries}
        menuLabel={text.common.layer(layer)}
        aria-label={text.stack.layerActions(layer)}
      />
    </div>
  );
}
