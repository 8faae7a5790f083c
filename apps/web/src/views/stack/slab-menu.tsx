import { Ellipsis } from 'lucide-react';
import { useLevelMoves, useOpenImage } from '../../client';
import { copyText, MenuButton, type MenuEntry } from '../../components';
import { shortDigest, useText } from '../../i18n';
import type { StackBox } from './layout-stack';
import styles from './slab-menu.module.css';

/** What can be done with the selected layer. It stands beside the list, over the slab, because options hold no buttons. */
export function SlabMenu({ box }: { readonly box: StackBox }) {
  const { level, layerCount } = useOpenImage();
  const { setLevel, setRange } = useLevelMoves();
  const text = useText();
  if (box.entry.kind !== 'slab') return null;
  const { layer, digest, diffId } = box.entry.layer;

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
  if (entries.length === 0) return null;

  return (
    <div className={styles.place} style={{ top: box.y + Math.min(2, (box.height - 24) / 2) }}>
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
