import type { EntryPath } from '@stratascope/core';
import { type KeyboardEvent, useCallback, useId, useMemo, useRef } from 'react';
import { flushSync } from 'react-dom';
import { useOpenImage } from '../../client';
import { bytesText, useText } from '../../i18n';
import { useExplorer } from '../../state';
import { buriedOf } from './burial';
import { drawSlab } from './drawn-slab';
import type { StackLayout } from './layout-stack';
import { LifeLane } from './life-lane';
import { Rail } from './rail';
import { Slab } from './slab';
import { SlabMenu } from './slab-menu';
import styles from './stack-drawing.module.css';
import { FoldedSteps, StepLine } from './step-line';
import { useDrawnLife } from './use-drawn-life';

const NO_NAMES: readonly EntryPath[] = [];

/** Slabs, rail, empty steps and life line, where the layout places them. */
export function StackDrawing({
  layout,
  width,
  height,
  active,
  onActive,
  onOpenFold,
}: {
  readonly layout: StackLayout;
  /** Of the room, CSS px. */
  readonly width: number;
  readonly height: number;
  /** The layer under the list's keyboard focus. */
  readonly active: number | null;
  readonly onActive: (layer: number | null) => void;
  /** Opens the folded steps that begin with a step. */
  readonly onOpenFold: (step: number) => void;
}) {
  const { image, level, layerCount } = useOpenImage();
  const text = useText();
  const id = useId();
  const selectedLayer = useExplorer((state) => state.address.layer);
  const hoveredLayer = useExplorer((state) => state.hoveredLayer);
  const path = useExplorer((state) => state.address.path);
  const selectLayer = useExplorer((state) => state.selectLayer);
  const hoverLayer = useExplorer((state) => state.hoverLayer);
  const life = useDrawnLife(path);
  const eventOf = useMemo(() => new Map(life.events.map((event) => [event.layer, event])), [life.events]);
  const slabs = useMemo(
    () =>
      new Map(
        layout.boxes.flatMap(({ entry }) => {
          if (entry.kind !== 'slab') return [];
          const { layer } = entry.layer;
          const surroundings = {
            image,
            level,
            event: eventOf.get(layer) ?? null,
            names: life.names.get(layer) ?? NO_NAMES,
            buried: buriedOf(life.burial, layer),
            text,
          };
          return [[layer, drawSlab(entry, surroundings)] as const];
        }),
      ),
    [layout.boxes, image, level, eventOf, life, text],
  );
  const onSelect = useCallback(
    (layer: number) => selectLayer(useExplorer.getState().address.layer === layer ? null : layer),
    [selectLayer],
  );
  const selectedBox = layout.boxes.find(({ entry }) => entry.kind === 'slab' && entry.layer.layer === selectedLayer);
  const numberWidth = String(layerCount).length * 7.4 + 1;
  const hasLane = path !== null;
  const menu = useRef<HTMLDivElement>(null);

  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    const at = active ?? selectedLayer ?? level;
    const next = { ArrowUp: at + 1, ArrowDown: at - 1, PageUp: at + 5, PageDown: at - 5, Home: layerCount, End: 1 }[
      event.key
    ];
    if (next !== undefined) {
      const layer = Math.min(layerCount, Math.max(1, next));
      onActive(layer);
      document.getElementById(`${id}-${layer}`)?.scrollIntoView({ block: 'nearest' });
    } else if (event.key === 'Enter' || event.key === ' ') selectLayer(selectedLayer === at ? null : at);
    else if (event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey)) {
      // The menu is that of the selected layer: it has to be there before it can be opened.
      flushSync(() => selectLayer(at));
      menu.current?.querySelector('button')?.click();
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <div
      className={styles.stack}
      style={{
        height: Math.max(layout.height, height),
        '--stack-width': `${width}px`,
        '--core-width': width >= 400 ? '40px' : '26px',
        '--step-indent': `${hasLane ? 26 : 14}px`,
      }}
    >
      <Rail layout={layout} />
      <div
        role="listbox"
        tabIndex={0}
        data-pane-focus
        aria-label={text.stack.listLabel}
        aria-activedescendant={active === null ? undefined : `${id}-${active}`}
        className={styles.list}
        onKeyDown={onKeyDown}
        onFocus={(event) => {
          if (event.currentTarget.matches(':focus-visible')) onActive(selectedLayer ?? level);
        }}
        onBlur={() => onActive(null)}
      >
        {layout.boxes.map((box) => {
          if (box.entry.kind !== 'slab') return null;
          const { layer } = box.entry.layer;
          const slab = slabs.get(layer);
          if (slab === undefined) return null;
          return (
            <Slab
              key={layer}
              id={`${id}-${layer}`}
              slab={slab}
              box={box}
              density={layout.density}
              width={width}
              numberWidth={numberWidth}
              hasLane={hasLane}
              isSelected={layer === selectedLayer}
              isHovered={layer === hoveredLayer}
              isActive={layer === active}
              onSelect={onSelect}
              onHover={hoverLayer}
            />
          );
        })}
      </div>
      {selectedBox !== undefined && <SlabMenu ref={menu} box={selectedBox} />}
      {layout.boxes.map(({ entry, y, height: lineHeight }) =>
        entry.kind === 'slab' ? null : (
          <div
            key={entry.kind === 'base' ? 'base' : `step ${entry.steps[0]?.step}`}
            className={styles.line}
            style={{ top: y, height: lineHeight }}
          >
            {entry.kind === 'base' && (
              <p className={styles.base}>
                <b>{text.stack.baseImage}</b>
                <span className={styles.baseName}>{entry.name}</span>
                <span className={styles.baseBytes}>{entry.bytes !== null && bytesText(entry.bytes)}</span>
                <span className={styles.baseRule} />
              </p>
            )}
            {entry.kind === 'steps' &&
              (entry.isFolded ? (
                <FoldedSteps count={entry.steps.length} onOpen={() => onOpenFold(entry.steps[0]?.step ?? 0)} />
              ) : (
                entry.steps.map((step) => <StepLine key={step.step} step={step} />)
              ))}
          </div>
        ),
      )}
      {path !== null && <LifeLane key={path} layout={layout} life={life} level={level} path={path} />}
    </div>
  );
}
