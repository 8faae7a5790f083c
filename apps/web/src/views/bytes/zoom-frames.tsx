import type { EntryPath } from '@stratascope/core';
import { type ReactNode, useLayoutEffect, useRef, useState } from 'react';
import type { PictureLayout, Rectangle } from './box';
import styles from './zoom-frames.module.css';

/** A picture of a folder, painted. */
interface Frame {
  readonly path: EntryPath;
  readonly layout: PictureLayout;
  readonly paint: ReactNode;
}

const ZOOM_MILLISECONDS = 240;
const EASE = 'cubic-bezier(0.2, 0, 0, 1)';

/**
 * Moves from the picture of one folder to that of another: the folder's box grows to the whole, or shrinks from it. Only
 * painted pictures move, so a frame costs no layout. Where motion is not wanted the new picture is simply there.
 */
export function ZoomFrames({ path, layout, paint }: Frame) {
  const [shown, setShown] = useState<Frame>({ path, layout, paint });
  const [leaving, setLeaving] = useState<Frame | null>(null);
  const room = useRef<HTMLDivElement>(null);

  if (shown.paint !== paint) {
    const isZoom = shown.path !== path && boxBetween(shown, { path, layout, paint }) !== null;
    setLeaving(isZoom && !prefersStillness() ? shown : shown.path === path ? leaving : null);
    setShown({ path, layout, paint });
  }

  // The picture that comes may be painted anew while it moves; the move is begun once.
  // biome-ignore lint/correctness/useExhaustiveDependencies: see above
  useLayoutEffect(() => {
    const [old, current] = room.current?.children ?? [];
    if (leaving === null || !(old instanceof HTMLElement) || !(current instanceof HTMLElement)) return;
    const between = boxBetween(leaving, shown);
    if (between === null) return;
    const { box, isInward } = between;
    const { width, height } = shown.layout;
    const timing = { duration: ZOOM_MILLISECONDS, easing: EASE, fill: 'both' } as const;
    const [small, large] = [intoBox(box, width, height), outOfBox(box, width, height)];
    const moves = isInward
      ? [
          old.animate([{ transform: 'none' }, { transform: large, opacity: 0 }], timing),
          current.animate(
            [{ transform: small, opacity: 0 }, { opacity: 1, offset: 0.4 }, { transform: 'none' }],
            timing,
          ),
        ]
      : [
          old.animate([{ transform: 'none' }, { transform: small, opacity: 0 }], timing),
          current.animate(
            [{ transform: large, opacity: 0 }, { opacity: 1, offset: 0.6 }, { transform: 'none' }],
            timing,
          ),
        ];
    moves[1]?.finished.then(
      () => {
        for (const move of moves) move.cancel();
        setLeaving(null);
      },
      () => undefined,
    );
    return () => {
      for (const move of moves) move.cancel();
    };
  }, [leaving]);

  return (
    <div ref={room} className={styles.room} aria-hidden>
      {leaving !== null && (
        <div key={leaving.path} className={styles.frame}>
          {leaving.paint}
        </div>
      )}
      <div key={shown.path} className={styles.frame}>
        {shown.paint}
      </div>
    </div>
  );
}

/** The box that one folder has in the picture of the other; null where it has none. */
function boxBetween(from: Frame, to: Frame): { readonly box: Rectangle; readonly isInward: boolean } | null {
  const inward = from.layout.boxes.find(({ item }) => item.kind === 'folder' && item.path === to.path);
  if (inward !== undefined) return { box: inward, isInward: true };
  const outward = to.layout.boxes.find(({ item }) => item.kind === 'folder' && item.path === from.path);
  return outward === undefined ? null : { box: outward, isInward: false };
}

function intoBox({ x, y, width, height }: Rectangle, fullWidth: number, fullHeight: number): string {
  return `translate(${x}px, ${y}px) scale(${width / fullWidth}, ${height / fullHeight})`;
}

function outOfBox({ x, y, width, height }: Rectangle, fullWidth: number, fullHeight: number): string {
  const across = fullWidth / Math.max(1, width);
  const down = fullHeight / Math.max(1, height);
  return `translate(${-x * across}px, ${-y * down}px) scale(${across}, ${down})`;
}

function prefersStillness(): boolean {
  return window.matchMedia('(prefers-reduced-motion: reduce)').matches;
}
