import { type RefObject, useCallback, useEffect, useId, useLayoutEffect, useRef, useState } from 'react';

const GAP = 4;
const MARGIN = 8;

/** A native popover under (or over) the button that opens it. It closes on Escape and on a press elsewhere, by itself. */
export interface Popover {
  readonly id: string;
  readonly isOpen: boolean;
  readonly anchor: RefObject<HTMLButtonElement | null>;
  readonly surface: RefObject<HTMLDivElement | null>;
  readonly open: () => void;
  readonly close: () => void;
  readonly toggle: () => void;
}

export function usePopover(align: 'start' | 'end' = 'start'): Popover {
  const id = useId();
  const anchor = useRef<HTMLButtonElement>(null);
  const surface = useRef<HTMLDivElement>(null);
  const [isOpen, setOpen] = useState(false);

  useEffect(() => {
    const element = surface.current;
    if (element === null) return;
    const onToggle = (event: Event) => setOpen((event as ToggleEvent).newState === 'open');
    element.addEventListener('toggle', onToggle);
    return () => element.removeEventListener('toggle', onToggle);
  }, []);

  // The contents are rendered only once it is open, so only now is its size known.
  useLayoutEffect(() => {
    if (!isOpen) return;
    const settle = () => place(surface.current, anchor.current?.getBoundingClientRect() ?? null, align);
    settle();
    window.addEventListener('resize', settle);
    return () => window.removeEventListener('resize', settle);
  }, [isOpen, align]);

  const open = useCallback(() => {
    if (surface.current === null || surface.current.matches(':popover-open')) return;
    surface.current.showPopover();
  }, []);
  const close = useCallback(() => {
    if (surface.current?.matches(':popover-open')) surface.current.hidePopover();
  }, []);
  const toggle = useCallback(() => (surface.current?.matches(':popover-open') ? close() : open()), [open, close]);

  return { id, isOpen, anchor, surface, open, close, toggle };
}

/** Puts a fixed element beside a box, inside of the window: below where there is room, else above. */
export function place(element: HTMLElement | null, at: DOMRect | null, align: 'start' | 'end' | 'center'): void {
  if (element === null || at === null) return;
  const { offsetWidth: width, offsetHeight: height } = element;
  const left = { start: at.left, end: at.right - width, center: at.left + (at.width - width) / 2 }[align];
  const below = at.bottom + GAP;
  const fitsBelow = below + height <= window.innerHeight - MARGIN || at.top < window.innerHeight - at.bottom;
  element.style.left = `${Math.max(MARGIN, Math.min(left, window.innerWidth - width - MARGIN))}px`;
  element.style.top = `${Math.max(MARGIN, fitsBelow ? below : at.top - GAP - height)}px`;
}
