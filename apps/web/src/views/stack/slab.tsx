import { TriangleAlert } from 'lucide-react';
import { memo } from 'react';
import { Bytes, ChangeCountBars, classNames } from '../../components';
import { bytesText, useText } from '../../i18n';
import { maskSecrets } from '../config/mask-secrets';
import { CoreStrip } from './core-strip';
import { type DrawnSlab, dyingWords, shortFate } from './drawn-slab';
import { BurialTag, EventTag, NamesTag } from './event-tag';
import { FolderRows } from './folder-rows';
import type { StackBox, StackDensity } from './layout-stack';
import styles from './slab.module.css';
import { hasSecondRow, isSnug } from './slab-rows';

const WIDE_FROM = 400;
/** Rail, margin, border and coloured edge. */
const OUTSIDE_BODY = 61;
const LANE = 28;
const INSET = 7;

/** One layer of the stack, to scale. Its first row is always there; the more room, the more it tells. */
export const Slab = memo(function Slab({
  slab,
  box,
  density,
  width,
  numberWidth,
  hasLane,
  id,
  isSelected,
  isHovered,
  isActive,
  onSelect,
  onHover,
}: {
  readonly slab: DrawnSlab;
  readonly box: StackBox;
  readonly density: StackDensity;
  /** Of the whole pane, CSS px. */
  readonly width: number;
  readonly numberWidth: number;
  readonly hasLane: boolean;
  readonly id: string;
  readonly isSelected: boolean;
  readonly isHovered: boolean;
  /** Under the list's keyboard focus. */
  readonly isActive: boolean;
  readonly onSelect: (layer: number) => void;
  /** Null: no longer. */
  readonly onHover: (layer: number | null) => void;
}) {
  const dictionary = useText();
  const text = dictionary.stack;
  const { layer, entry, bytes, event, names, buried, isAbove, isUnread, doubt } = slab;
  const { counts } = layer;
  const isWide = width >= WIDE_FROM;
  const isThin = !hasSecondRow(box.height);
  const isThread = box.height < 12;
  const tagCount = (event === null ? 0 : 1) + (names.length === 0 ? 0 : 1) + (buried === null ? 0 : 1);
  const hasDoubtRow = doubt !== null && box.height >= 60;
  const dying = bytes === null || isAbove ? null : dyingWords(bytes, text, isWide);
  const fate = bytes === null || isAbove || density !== 'slabs' ? null : shortFate(bytes, dictionary);
  // On a narrow pane the instruction has the room that it would take.
  const hasFate =
    fate !== null &&
    buried === null &&
    (event === null || !fate.isDead) &&
    (isWide || (event === null && !(fate.isDead && fate.isLong)));
  const hasCounts =
    counts !== null &&
    event === null &&
    buried === null &&
    !isAbove &&
    isWide &&
    density === 'slabs' &&
    fate?.isLong !== true;

  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the list box around takes the keys
    // biome-ignore lint/a11y/useFocusableInteractive: the list box holds the focus and names the active option
    <div
      id={id}
      role="option"
      aria-selected={isSelected}
      aria-label={slab.label}
      data-tip={maskSecrets(entry.createdBy.slice(0, 1000)) || undefined}
      className={classNames(
        styles.slab,
        box.height < 26 && styles.small,
        isSnug(box.height) && styles.snug,
        isAbove && styles.above,
        isUnread && styles.unread,
        isSelected && styles.selected,
        isHovered && styles.hovered,
        isActive && styles.active,
      )}
      style={{
        top: box.y,
        height: box.height,
        ...(isAbove || isUnread
          ? {}
          : { background: `var(--layer-${layer.layer}-tint)`, borderColor: `var(--layer-${layer.layer}-mid)` }),
      }}
      onClick={() => onSelect(layer.layer)}
      onPointerEnter={() => onHover(layer.layer)}
      onPointerLeave={() => onHover(null)}
    >
      <span
        className={styles.edge}
        style={
          isAbove
            ? {}
            : { background: `var(--layer-${layer.layer}-fill)`, borderColor: `var(--layer-${layer.layer}-edge)` }
        }
      />
      {hasLane && <span className={styles.lane} />}
      <span className={classNames(styles.body, !hasLane && styles.inset)}>
        {!isThread && (
          <span className={styles.row}>
            <span className={styles.number} style={{ width: numberWidth }}>
              {layer.layer}
            </span>
            <span className={classNames(styles.instruction, entry.createdBy === '' && styles.unknown)}>
              {entry.instruction.word !== null && <b>{entry.instruction.word} </b>}
              {entry.instruction.text || (entry.instruction.word === null && text.noInstruction)}
            </span>
            {isThin && event !== null && <EventTag event={event} isAbove={isAbove} />}
            {isThin && buried !== null && (event === null || isWide) && <BurialTag {...buried} />}
            {isThin && hasCounts && <ChangeCountBars counts={counts} />}
            {isThin && hasFate && (
              <span className={fate.isDead ? styles.deadWords : styles.dyingWords}>{fate.words}</span>
            )}
            {doubt !== null && (
              <span className={styles.doubt} data-tip={doubt}>
                <TriangleAlert size={12} aria-hidden />
              </span>
            )}
            <Bytes bytes={slab.size} strong={!isAbove} />
          </span>
        )}
        {!isThin && (
          <>
            <span className={classNames(styles.row, styles.second)} style={{ paddingLeft: numberWidth + 6 }}>
              {event !== null && <EventTag event={event} isAbove={isAbove} />}
              {names.length > 0 && <NamesTag names={names} />}
              {buried !== null && <BurialTag {...buried} />}
              {counts !== null && !isAbove && tagCount < (isWide ? 2 : 1) && <ChangeCountBars counts={counts} />}
              <span className={styles.spring} />
              {bytes !== null && bytes.dead > 0 && !isAbove && tagCount < 2 && (
                <span className={styles.deadWords}>{text.dead(bytesText(bytes.dead))}</span>
              )}
              {dying !== null && (bytes?.dead === 0 || isWide) && tagCount < 2 && (
                <span className={styles.dyingWords}>{dying}</span>
              )}
            </span>
            {hasDoubtRow && (
              <span className={styles.doubtWords} style={{ paddingLeft: numberWidth + 6 }}>
                {doubt}
              </span>
            )}
            {!isAbove && (
              <FolderRows
                slab={slab}
                height={box.height - (hasDoubtRow ? 16 : 0)}
                indent={numberWidth + 6}
                width={width - OUTSIDE_BODY - (hasLane ? LANE : INSET) - (isWide ? 40 : 26)}
              />
            )}
          </>
        )}
      </span>
      {isThread && layer.layer % 5 === 0 && (
        <span className={classNames(styles.threadNumber, hasLane && styles.besideLane)}>{layer.layer}</span>
      )}
      {bytes !== null && !isAbove && !isUnread && <CoreStrip layer={layer.layer} bytes={bytes} />}
      {!box.isToScale && density === 'slabs' && (
        <span className={styles.approximate} aria-hidden>
          ≈
        </span>
      )}
    </div>
  );
});
