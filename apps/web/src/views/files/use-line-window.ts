import { type RefObject, useCallback, useLayoutEffect, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { type LineRoom, type LineWindow, lineWindow, scrollTopFor } from './line-window';

/** Lines drawn before and after those in sight. */
const OVERSCAN = 12;

export interface DrawnLines extends LineWindow {
  /** Those to draw, in order: the ones in sight, some around them, and the one that is always drawn. */
  readonly lines: readonly number[];
  /** Scrolls as little as needed. */
  readonly reveal: (line: number) => void;
}

interface Room {
  readonly scrollTop: number;
  readonly height: number;
}

/**
 * Which of many lines of one height are drawn while a room is scrolled and its size changes.
 *
 * @param scroller What scrolls; `headHeight` of it stands over the lines.
 * @param always A line that is drawn wherever the room is, so that the focus has a place.
 */
export function useLineWindow(
  scroller: RefObject<HTMLElement | null>,
  {
    count,
    lineHeight,
    headHeight,
    always,
  }: { readonly count: number; readonly lineHeight: number; readonly headHeight: number; readonly always: number },
): DrawnLines {
  const [room, setRoom] = useState<Room>({ scrollTop: 0, height: 0 });
  const lines = { count, lineHeight };
  const current = useRef(lines);
  current.current = lines;

  const measure = useCallback((): Room => {
    const element = scroller.current;
    return element === null
      ? { scrollTop: 0, height: 0 }
      : { scrollTop: element.scrollTop, height: Math.max(0, element.clientHeight - headHeight) };
  }, [scroller, headHeight]);

  useLayoutEffect(() => {
    const element = scroller.current;
    if (element === null) return;
    const take = () => {
      const next = measure();
      setRoom((before) => (isSameWindow(before, next, current.current) ? before : next));
    };
    // In the frame of the scrolling, or there would be one without lines.
    const onScroll = () => flushSync(take);
    const observer = new ResizeObserver(take);
    observer.observe(element);
    element.addEventListener('scroll', onScroll, { passive: true });
    take();
    return () => {
      observer.disconnect();
      element.removeEventListener('scroll', onScroll);
    };
  }, [scroller, measure]);

  const reveal = useCallback(
    (line: number) => {
      const top = scrollTopFor(line, { ...current.current, ...measure() });
      if (top !== null) scroller.current?.scrollTo({ top });
    },
    [scroller, measure],
  );

  const shown = lineWindow({ ...lines, ...room });
  return { ...shown, lines: drawnLines(shown, count, always), reveal };
}

/** Whether the same lines are drawn at the same places. The height counts by itself: more lines may come to fill it. */
function isSameWindow(before: Room, next: Room, lines: Pick<LineRoom, 'count' | 'lineHeight'>): boolean {
  if (before.height !== next.height) return false;
  const one = lineWindow({ ...lines, ...before });
  const other = lineWindow({ ...lines, ...next });
  return one.first === other.first && one.last === other.last && one.origin === other.origin;
}

function drawnLines({ first, last }: LineWindow, count: number, always: number): readonly number[] {
  const from = Math.max(0, first - OVERSCAN);
  const to = Math.min(count - 1, last + OVERSCAN);
  const lines = Array.from({ length: Math.max(0, to + 1 - from) }, (_, at) => from + at);
  if (always < 0 || always >= count || (always >= from && always <= to)) return lines;
  return always < from ? [always, ...lines] : [...lines, always];
}
