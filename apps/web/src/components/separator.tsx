import type { KeyboardEvent, PointerEvent } from 'react';
import { classNames } from './class-names';
import styles from './separator.module.css';

const KEY_STEP = 16;

/**
 * The border between two panes: drag it, move it 16 px with the arrow keys, reset it with a double click or Enter.
 * `grows` tells which way the sized pane lies, so that moving towards it makes it smaller.
 */
export function Separator({
  label,
  orientation,
  size,
  smallest,
  largest,
  grows,
  onResize,
}: {
  readonly label: string;
  /** Of the border itself. */
  readonly orientation: 'vertical' | 'horizontal';
  readonly size: number;
  readonly smallest: number;
  readonly largest: number;
  readonly grows: 'forward' | 'backward';
  /** Null: back to the size the layout gives. */
  readonly onResize: (size: number | null) => void;
}) {
  const sign = grows === 'forward' ? 1 : -1;
  const resize = (wanted: number) => onResize(Math.round(Math.min(largest, Math.max(smallest, wanted))));

  const onPointerDown = (event: PointerEvent<HTMLDivElement>) => {
    const handle = event.currentTarget;
    const at = (moved: { clientX: number; clientY: number }) =>
      orientation === 'vertical' ? moved.clientX : moved.clientY;
    const start = at(event);
    const move = (moved: globalThis.PointerEvent) => resize(size + sign * (at(moved) - start));
    const end = () => {
      handle.removeEventListener('pointermove', move);
      handle.removeEventListener('pointerup', end);
      handle.removeEventListener('pointercancel', end);
    };
    handle.setPointerCapture(event.pointerId);
    handle.addEventListener('pointermove', move);
    handle.addEventListener('pointerup', end);
    handle.addEventListener('pointercancel', end);
    event.preventDefault();
    handle.focus({ preventScroll: true });
  };

  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    const [forward, backward] = orientation === 'vertical' ? ['ArrowRight', 'ArrowLeft'] : ['ArrowDown', 'ArrowUp'];
    if (event.key === forward) resize(size + sign * KEY_STEP);
    else if (event.key === backward) resize(size - sign * KEY_STEP);
    else if (event.key === 'Home') resize(smallest);
    else if (event.key === 'End') resize(largest);
    else if (event.key === 'Enter') onResize(null);
    else return;
    event.preventDefault();
  };

  return (
    // biome-ignore lint/a11y/useSemanticElements: a rule cannot be moved
    <div
      role="separator"
      tabIndex={0}
      aria-label={label}
      aria-orientation={orientation}
      aria-valuenow={Math.round(size)}
      aria-valuemin={smallest}
      aria-valuemax={largest}
      className={classNames(styles.separator, styles[orientation])}
      onPointerDown={onPointerDown}
      onKeyDown={onKeyDown}
      onDoubleClick={() => onResize(null)}
    />
  );
}
