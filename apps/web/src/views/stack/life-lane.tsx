import type { EntryPath } from '@stratascope/core';
import { classNames, type Mark, MarkShape } from '../../components';
import { useText } from '../../i18n';
import { useExplorer } from '../../state';
import type { Burial } from './burial';
import { eventMark, eventWord } from './event-tag';
import type { StackLayout } from './layout-stack';
import styles from './life-lane.module.css';
import { lifeSegments } from './life-line';
import { hasSecondRow } from './slab-rows';
import type { DrawnLife } from './use-drawn-life';

const LANE_CENTER = 19;
/** What can be pressed; of slabs that are lower, as much as they have. */
const MARK_SIZE = 24;
/** Where the pointer of a burial runs down, beside the line, and where its arrows end: in the second row, else before the number. */
const POINTER_X = 32;
const ARROW_X = { inRow: 40, beside: 34 };
const SECOND_ROW_Y = 31;

/** The life of the selected path, drawn through the slabs: a line, and a mark on each layer that did something to it. */
export function LifeLane({
  layout,
  life: { events, burial },
  level,
  path,
}: {
  readonly layout: StackLayout;
  readonly life: DrawnLife;
  readonly level: number;
  readonly path: EntryPath;
}) {
  const text = useText();
  const version = useExplorer((state) => state.address.version);
  const selectPathVersion = useExplorer((state) => state.selectPathVersion);
  const selectPath = useExplorer((state) => state.selectPath);
  const marks = placeMarks(layout);
  const y = (layer: number) => marks.get(layer)?.y ?? 0;
  const top = layout.stops.at(-1) ?? 0;
  const last = layout.boxes.at(-1);
  const bottom = last === undefined ? 0 : last.y + last.height;
  const segments = lifeSegments(events, { bottom, top, level: layout.stops[level] ?? top }, y);

  return (
    <>
      <svg
        className={styles.lane}
        width={ARROW_X.inRow + 1}
        height={layout.height}
        aria-hidden="true"
        focusable="false"
      >
        {segments.map(({ from, to, isSolid }) => (
          <line
            key={`${from} ${to}`}
            className={isSolid ? styles.solid : styles.dotted}
            x1={LANE_CENTER}
            x2={LANE_CENTER}
            y1={from}
            y2={to}
          />
        ))}
        {burial !== null && <path className={styles.pointer} d={pointerPath(layout, burial, y(burial.by))} />}
      </svg>
      {events.map((event) => {
        const { layer } = event;
        const isAbove = layer > level;
        const mark = eventMark(event);
        const room = marks.get(layer)?.room ?? MARK_SIZE;
        return (
          <button
            key={layer}
            type="button"
            aria-label={text.stack.mark(layer, eventWord(event, text))}
            aria-pressed={version === layer}
            disabled={event.kind === 'inside' || event.kind === 'unknown'}
            className={classNames(styles.mark, isAbove && styles.above, version === layer && styles.chosen)}
            style={{ top: y(layer), height: room, marginTop: -room / 2 }}
            onClick={() =>
              event.kind === 'names' ? selectPath(event.names[0] ?? path) : selectPathVersion(path, layer)
            }
          >
            <svg
              width={MARK_SIZE}
              height={Math.min(20, room)}
              viewBox="-10 -10 20 20"
              aria-hidden="true"
              focusable="false"
            >
              <circle r="9" style={{ fill: isAbove ? 'var(--panel)' : `var(--layer-${layer}-tint)` }} />
              <g transform={version === layer ? 'scale(1.35)' : 'scale(1.17)'} className={toneOf(mark)}>
                <MarkShape mark={mark} />
              </g>
            </svg>
          </button>
        );
      })}
    </>
  );
}

function toneOf(mark: Mark): string | undefined {
  if (mark === 'removed' || mark === 'emptied') return styles.gone;
  return mark === 'unknown' ? styles.doubt : undefined;
}

/** From the mark of the layer that buried them down to each layer whose bytes they were, an arrow at each. */
function pointerPath(layout: StackLayout, burial: Burial, from: number): string {
  const ends = layout.boxes.flatMap(({ entry, y, height }) => {
    if (entry.kind !== 'slab' || !burial.bytesOf.has(entry.layer.layer)) return [];
    return hasSecondRow(height)
      ? [{ x: ARROW_X.inRow, y: y + SECOND_ROW_Y }]
      : [{ x: ARROW_X.beside, y: y + height / 2 }];
  });
  const lowest = Math.max(from, ...ends.map(({ y }) => y));
  const arrows = ends.map(({ x, y }) => `M${POINTER_X} ${y}H${x}M${x - 4} ${y - 3.5}L${x} ${y}L${x - 4} ${y + 3.5}`);
  return `M${LANE_CENTER + 9} ${from}H${POINTER_X}V${lowest}${arrows.join('')}`;
}

/** Where the marks stand, in the first row of each slab, and how high they may be. */
function placeMarks(layout: StackLayout): ReadonlyMap<number, { readonly y: number; readonly room: number }> {
  return new Map(
    layout.boxes.flatMap(({ entry, y, height }) =>
      entry.kind === 'slab'
        ? [[entry.layer.layer, { y: y + Math.min(height / 2, 13), room: Math.min(MARK_SIZE, height) }] as const]
        : [],
    ),
  );
}
