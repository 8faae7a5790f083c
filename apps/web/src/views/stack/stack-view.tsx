import { useMemo, useState } from 'react';
import { useOpenImage } from '../../client';
import { EmptyState, hatchClass, Pane, PaneFooter, PaneHead, PaneTitle, Spring, useSize } from '../../components';
import { bytesText, type Dictionary, roundBytesText, useText } from '../../i18n';
import { useExplorer } from '../../state';
import { arrangeStack, isUnpackedScale } from './arrange-stack';
import { deadBetween } from './dead-at-level';
import { layoutStack, type StackLayout, scaleBar } from './layout-stack';
import { LevelStepper, PlayButton } from './level-stepper';
import { StackDrawing } from './stack-drawing';
import { StackStrip } from './stack-strip';
import styles from './stack-view.module.css';
import { usePlay } from './use-play';

/** The pane's head has room for the count of empty steps. */
const SUMMARY_FROM = 420;

/** The layers to scale, the base at the bottom. As a `strip` it is the drilled core alone, for narrow windows. */
export function StackView({ look }: { readonly look: 'slabs' | 'strip' }) {
  usePlay();
  return look === 'strip' ? <StackStrip /> : <StackPane />;
}

function StackPane() {
  const { image, layerCount } = useOpenImage();
  const text = useText().stack;
  const selectedLayer = useExplorer((state) => state.address.layer);
  const [room, size] = useSize<HTMLDivElement>();
  const [active, setActive] = useState<number | null>(null);
  const [openFolds, setOpenFolds] = useState<ReadonlySet<number>>(new Set());

  const entries = useMemo(() => arrangeStack(image, openFolds), [image, openFolds]);
  const height = size?.height ?? 0;
  const lens = active ?? selectedLayer;
  const layout = useMemo(() => layoutStack(entries, { height, lens }), [entries, height, lens]);
  const emptySteps = image.steps.filter(({ layer }) => layer === null).length;

  return (
    <Pane label={text.title}>
      <PaneHead>
        <PaneTitle
          aside={
            (size?.width ?? 0) >= SUMMARY_FROM ? text.summary(layerCount, emptySteps) : text.summary(layerCount, 0)
          }
        >
          {text.title}
        </PaneTitle>
        <Spring />
        <LevelStepper />
        <PlayButton />
      </PaneHead>
      <div ref={room} className={styles.room}>
        {layerCount === 0 && <EmptyState title={text.noLayers} />}
        {layerCount > 0 && size !== null && (
          <StackDrawing
            layout={layout}
            width={size.width}
            height={height}
            active={active}
            onActive={setActive}
            onOpenFold={(step) => setOpenFolds(new Set([...openFolds, step]))}
          />
        )}
      </div>
      <StackLegend layout={layout} isWide={(size?.width ?? 0) >= SUMMARY_FROM} />
    </Pane>
  );
}

/** How much is dead at the level, or died in the layers of a range. */
function deadWords(dead: number, from: number, level: number, text: Dictionary['stack']): string {
  const bytes = bytesText(dead);
  if (from === 0) return text.deadAsOf(bytes, level);
  return text.diedIn(bytes, from + 1 === level ? String(level) : `${from + 1}–${level}`);
}

/** What heights, "≈" and hatch mean. */
function StackLegend({ layout, isWide }: { readonly layout: StackLayout; readonly isWide: boolean }) {
  const { image, layerCount, level, from } = useOpenImage();
  const text = useText().stack;
  const isWhole = level === layerCount && from === 0;
  const dead = isUnpackedScale(image) ? deadBetween(image.layers, from, level) : null;
  const bar = scaleBar(layout.pixelsPerByte, 24);
  return (
    <PaneFooter>
      {bar !== null && (
        <span className={styles.key}>
          <svg width="7" height={bar.height + 1} aria-hidden="true" focusable="false">
            <path d={`M0 .5H7M3.5 .5V${bar.height}M0 ${bar.height + 0.5}H7`} className={styles.bar} />
          </svg>
          <span>
            <b>{roundBytesText(bar.bytes)}</b> {isUnpackedScale(image) ? text.unpacked : text.stored}
          </span>
        </span>
      )}
      {layout.boxes.some(({ isToScale }) => !isToScale) && (
        <span className={styles.key} data-tip={isWide || isWhole ? undefined : text.tooThin}>
          <span aria-hidden>≈</span>{' '}
          <span className={isWide || isWhole ? undefined : 'visually-hidden'}>{text.tooThin}</span>
        </span>
      )}
      {image.sizes.dead !== null && image.sizes.dead > 0 && (
        <span className={styles.key}>
          <span className={`${styles.hatch} ${hatchClass}`} />{' '}
          {isWhole || dead === null ? text.deadBytes : deadWords(dead, from, level, text)}
        </span>
      )}
      {layerCount === 1 && <span className={styles.key}>{text.oneLayer}</span>}
    </PaneFooter>
  );
}
