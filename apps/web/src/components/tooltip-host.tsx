import { useEffect, useRef } from 'react';
import styles from './tooltip-host.module.css';
import { place } from './use-popover';

const DELAY_MILLISECONDS = 350;
const TALL_FROM = 48;
const POINTER_REACH = 14;

/**
 * Shows the `data-tip` of whatever the pointer rests on or the keyboard focuses. One for the page, so that thousands of
 * rows cost nothing. A tip only repeats or widens what its element says to readers by itself.
 */
export function TooltipHost() {
  const tip = useRef<HTMLDivElement>(null);

  useEffect(() => {
    let timer = 0;
    let current: Element | null = null;
    let pointer: { readonly x: number; readonly y: number } | null = null;

    const hide = () => {
      window.clearTimeout(timer);
      current = null;
      if (tip.current?.matches(':popover-open')) tip.current.hidePopover();
    };
    const showSoon = (target: EventTarget | null, delay: number) => {
      const element = target instanceof Element ? target.closest('[data-tip]') : null;
      if (element === current) return;
      hide();
      if (element === null) return;
      current = element;
      timer = window.setTimeout(() => {
        const surface = tip.current;
        const text = element.getAttribute('data-tip');
        if (surface === null || text === null || text === '' || !element.isConnected) return;
        surface.textContent = text;
        surface.showPopover();
        place(surface, anchorOf(element, pointer), 'center');
      }, delay);
    };

    const onOver = (event: PointerEvent) => {
      pointer = { x: event.clientX, y: event.clientY };
      if (event.pointerType === 'mouse') showSoon(event.target, DELAY_MILLISECONDS);
    };
    const onFocus = (event: FocusEvent) => {
      if (event.target instanceof Element && event.target.matches(':focus-visible')) {
        pointer = null;
        showSoon(event.target, DELAY_MILLISECONDS);
      }
    };
    const onKey = (event: KeyboardEvent) => {
      if (event.key === 'Escape') hide();
    };
    document.addEventListener('pointerover', onOver);
    document.addEventListener('focusin', onFocus);
    document.addEventListener('focusout', hide);
    document.addEventListener('pointerdown', hide);
    document.addEventListener('keydown', onKey);
    document.addEventListener('scroll', hide, true);
    return () => {
      hide();
      document.removeEventListener('pointerover', onOver);
      document.removeEventListener('focusin', onFocus);
      document.removeEventListener('focusout', hide);
      document.removeEventListener('pointerdown', hide);
      document.removeEventListener('keydown', onKey);
      document.removeEventListener('scroll', hide, true);
    };
  }, []);

  return <div ref={tip} popover="manual" role="tooltip" className={styles.tip} />;
}

/** Beside the element; beside the pointer where the element is so high that its end is far away. */
function anchorOf(element: Element, pointer: { readonly x: number; readonly y: number } | null) {
  const box = element.getBoundingClientRect();
  return pointer === null || box.height <= TALL_FROM
    ? box
    : new DOMRect(pointer.x, pointer.y - POINTER_REACH, 0, 2 * POINTER_REACH);
}
