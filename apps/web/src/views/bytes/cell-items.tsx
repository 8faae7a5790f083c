import { memo, useMemo } from 'react';
import { useText } from '../../i18n';
import type { BytesLook } from '../../state';
import type { Box } from './box';
import styles from './cell-items.module.css';
import { CellLabel, FolderHead, hasLabel } from './cell-label';
import { itemWords } from './item-words';
import { sharesOf } from './picture-model';

/** Names that are drawn where there are thousands of boxes: those of the largest. */
const MOST_NAMES = 400;

/** Names, and what readers and keys find: an item for each box, but only for the largest where there are thousands. */
export const CellItems = memo(function CellItems({
  boxes,
  look,
  isSparse,
  focusAt,
  selectedAt,
}: {
  readonly boxes: readonly Box[];
  readonly look: BytesLook;
  /** Only the largest boxes that have room for a name, and those that have focus or selection. */
  readonly isSparse: boolean;
  readonly focusAt: number;
  readonly selectedAt: number;
}) {
  const leastArea = useMemo(() => (isSparse ? leastAreaOf(boxes) : 0), [boxes, isSparse]);
  const siblings = new Map<number, number>();
  const places = boxes.map(({ parent }) => {
    const place = (siblings.get(parent) ?? 0) + 1;
    siblings.set(parent, place);
    return place;
  });
  return boxes.map((box, at) => {
    const isSmall = !hasLabel(box.face) || areaOf(box) < leastArea;
    if (isSparse && at !== focusAt && at !== selectedAt && isSmall) return null;
    return (
      <CellItem
        key={box.item.key}
        box={box}
        at={at}
        look={look}
        place={places[at] ?? 1}
        siblings={siblings.get(box.parent) ?? 1}
        isFocusStop={at === focusAt}
        isSelected={at === selectedAt}
      />
    );
  });
});

const areaOf = ({ face }: Box) => face.width * face.height;

/** The area from which on boxes have names, so that there are not too many. */
function leastAreaOf(boxes: readonly Box[]): number {
  const areas = boxes.filter(({ face }) => hasLabel(face)).map(areaOf);
  return areas.length <= MOST_NAMES ? 0 : (areas.sort((one, other) => other - one)[MOST_NAMES - 1] ?? 0);
}

const CellItem = memo(function CellItem({
  box,
  at,
  look,
  place,
  siblings,
  isFocusStop,
  isSelected,
}: {
  readonly box: Box;
  readonly at: number;
  readonly look: BytesLook;
  readonly place: number;
  readonly siblings: number;
  readonly isFocusStop: boolean;
  readonly isSelected: boolean;
}) {
  const { bytes: text } = useText();
  const { item, face, depth, isOpen } = box;
  const isTreemapHead = isOpen && look.shape === 'treemap';
  return (
    <div
      role="treeitem"
      aria-label={itemWords(item, text, look.measure)}
      aria-level={depth + 1}
      aria-posinset={place}
      aria-setsize={siblings}
      aria-selected={isSelected}
      aria-expanded={item.kind === 'folder' ? isOpen : undefined}
      tabIndex={isFocusStop ? 0 : -1}
      data-pane-focus={isFocusStop || undefined}
      data-box={at}
      className={styles.item}
      style={{ left: face.x, top: face.y, width: face.width, height: face.height }}
    >
      {hasLabel(face) &&
        (isTreemapHead && item.kind === 'folder' ? (
          <FolderHead item={item} width={face.width} measure={look.measure} />
        ) : (
          <CellLabel
            item={item}
            width={face.width}
            height={face.height}
            isPlain={isPlain(box, look)}
            measure={look.measure}
          />
        ))}
    </div>
  );
});

function isPlain({ item, isOpen }: Box, { by }: BytesLook): boolean {
  if (isOpen) return true;
  if (by !== 'layer') return false;
  if (item.kind === 'file') return item.dead === null;
  const { live, dead } = sharesOf(item);
  return dead.length === 0 && live.length === 1;
}
