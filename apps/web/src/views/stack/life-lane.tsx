import type { EntryPath } from '@stratascope/core';
import { classNames, MarkShape } from '../../components';
import { useText } from '../../i18n';
import { useExplorer } from '../../state';
import { eventMark, eventWord } from './event-tag';
import type { StackLayout } from './layout-stack';
import styles from './life-lane.module.css';
import { type LifeEvent, lifeSegments } from './life-line';

const LANE_CENTER = 19;

/** The life of the selected path, drawn through the slabs: a line, and a mark on each layer that did something to it. */
export function LifeLane({
  layout,
  events,
  level,
  path,
}: {
  readonly layout: StackLayout;
  readonly events: readonly LifeEvent[];
  readonly level: number;
  readonly path: EntryPath;
}) {
  const text = useText();
  const version = useExplorer((state) => state.address.version);
  const selectPathVersion = useExplorer((state) => state.selectPathVersion);
  const marks = markHeights(layout);
  const y = (layer: number) => marks.get(layer) ?? 0;
  const top = layout.stops.at(-1) ?? 0;
  const last = layout.boxes.at(-1);
  const bottom = last === undefined ? 0 : last.y + last.height;
  const segments = lifeSegments(events, { bottom, top, level: layout.stops[level] ?? top }, y);

  return (
    <>
      <svg className={styles.lane} width={2 * LANE_CENTER} height={layout.height} aria-hidden="true" focusable="false">
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
      </svg>
      {events.map((event) => {
        const { layer } = event;
        const isAbove = layer > level;
        const mark = eventMark(event);
        return (
          <button
            key={layer}
            type="button"
            aria-label={text.stack.mark(layer, eventWord(event, text.common))}
            aria-pressed={version === layer}
            disabled={event.kind === 'inside'}
            className={classNames(styles.mark, isAbove && styles.above, version === layer && styles.chosen)}
            style={{ top: y(layer) }}
            onClick={() => selectPathVersion(path, layer)}
          >
            <svg width="20" height="20" viewBox="-10 -10 20 20" aria-hidden="true" focusable="false">
              <circle r="9" style={{ fill: isAbove ? 'var(--panel)' : `var(--layer-${layer}-tint)` }} />
              <g
                transform={version === layer ? 'scale(1.35)' : 'scale(1.17)'}
                className={mark === 'removed' || mark === 'emptied' ? styles.gone : undefined}
              >
                <MarkShape mark={mark} />
              </g>
            </svg>
          </button>
        );
      })}
    </>
  );
}

/** Where the marks stand: in the first row of each slab. */
function markHeights(layout: StackLayout): ReadonlyMap<number, number> {
  return new Map(
    layout.boxes.flatMap(({ entry, y, height }) =>
      entry.kind === 'slab' ? [[entry.layer.layer, y + Math.min(height / 2, 13)] as const] : [],
    ),
  );
}
