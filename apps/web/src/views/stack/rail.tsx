import { type KeyboardEvent, type PointerEvent, useRef } from 'react';
import { useLevelMoves, useOpenImage } from '../../client';
import { classNames } from '../../components';
import { useText } from '../../i18n';
import { nearestLevel, type StackLayout } from './layout-stack';
import styles from './rail.module.css';

/**
 * The scale of levels at the left: a tick on top of each layer, the handle of the level looked at (filled) and the one
 * that changes are counted from (open). A click goes to the nearest tick; handles drag, and move with the keys.
 */
export function Rail({ layout }: { readonly layout: StackLayout }) {
  const { level, from, layerCount } = useOpenImage();
  const { setLevel, setFrom } = useLevelMoves();
  const text = useText().stack;
  const rail = useRef<HTMLDivElement>(null);
  const stopOf = (at: number) => layout.stops[at] ?? 0;
  const levelAt = (clientY: number) =>
    nearestLevel(layout.stops, clientY - (rail.current?.getBoundingClientRect().top ?? 0));

  const drag = (set: (level: number) => void) => (event: PointerEvent<HTMLElement>) => {
    if (event.button !== 0) return;
    const target = event.currentTarget;
    const move = (moved: globalThis.PointerEvent) => set(levelAt(moved.clientY));
    const end = () => {
      target.removeEventListener('pointermove', move);
      target.removeEventListener('pointerup', end);
      target.removeEventListener('pointercancel', end);
    };
    target.setPointerCapture(event.pointerId);
    target.addEventListener('pointermove', move);
    target.addEventListener('pointerup', end);
    target.addEventListener('pointercancel', end);
    event.preventDefault();
    event.stopPropagation();
    if (target !== rail.current) target.focus({ preventScroll: true });
  };
  const onKeys = (at: number, base: number, set: (level: number) => void) => (event: KeyboardEvent) => {
    const next = {
      ArrowUp: at + 1,
      ArrowRight: at + 1,
      ArrowDown: at - 1,
      ArrowLeft: at - 1,
      Home: base,
      End: layerCount,
    }[event.key];
    if (next === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    set(next);
  };
  const isAlone = layerCount < 2;

  return (
    <div
      ref={rail}
      className={styles.rail}
      style={{ height: layout.height }}
      onPointerDown={(event) => {
        if (event.button !== 0 || isAlone) return;
        setLevel(levelAt(event.clientY));
      }}
    >
      <span className={styles.line} style={{ top: stopOf(layerCount), bottom: layout.height - stopOf(0) }} />
      <span className={styles.span} style={{ top: stopOf(level), bottom: layout.height - stopOf(from) }} />
      {layout.stops.map((stop, at) => (
        <span
          key={stop}
          className={classNames(styles.tick, at > from && at <= level && styles.inSpan)}
          style={{ top: stop }}
        />
      ))}
      <span className={styles.lowerLine} style={{ top: stopOf(from) }} />
      <span className={styles.upperLine} style={{ top: stopOf(level) }} />
      <div
        role="slider"
        tabIndex={isAlone ? -1 : 0}
        aria-label={text.lowerHandle}
        aria-orientation="vertical"
        aria-valuemin={0}
        aria-valuemax={Math.max(0, level - 1)}
        aria-valuenow={from}
        aria-valuetext={text.lowerValue(from)}
        aria-disabled={isAlone}
        data-tip={text.lowerHandle}
        className={classNames(styles.knob, styles.lower)}
        style={{ top: stopOf(from) }}
        onPointerDown={isAlone ? undefined : drag(setFrom)}
        onKeyDown={onKeys(from, 0, setFrom)}
      >
        {from}
      </div>
      <div
        role="slider"
        tabIndex={isAlone ? -1 : 0}
        aria-label={text.levelHandle}
        aria-orientation="vertical"
        aria-valuemin={0}
        aria-valuemax={layerCount}
        aria-valuenow={level}
        aria-valuetext={text.levelValue(level, layerCount)}
        aria-disabled={isAlone}
        data-tip={isAlone ? text.oneLayer : text.levelValue(level, layerCount)}
        className={classNames(styles.knob, styles.upper)}
        style={{ top: stopOf(level) }}
        onPointerDown={isAlone ? undefined : drag(setLevel)}
        onKeyDown={onKeys(level, 1, setLevel)}
      >
        {level}
      </div>
    </div>
  );
}
