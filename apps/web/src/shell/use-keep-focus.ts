import { useEffect, useRef } from 'react';
import { formatAddress, useExplorer } from '../state';

/**
 * Where a page, view or button goes that had the focus, the focus goes to what came instead: to the first stop of the same
 * pane, else to the page's main part. It would fall to the document otherwise, and Tab would start over.
 */
export function useKeepFocus(): void {
  const place = useExplorer(({ address }) => formatAddress(address));
  const placeBefore = useRef(place);
  const lost = useRef<{ readonly element: Element; readonly pane: number } | null>(null);

  useEffect(() => {
    const onFocus = ({ target }: FocusEvent) => {
      if (target instanceof Element) lost.current = { element: target, pane: paneAround(target) };
    };
    document.addEventListener('focusin', onFocus);
    return () => document.removeEventListener('focusin', onFocus);
  }, []);

  useEffect(() => {
    if (placeBefore.current === place) return;
    placeBefore.current = place;
    const { element, pane = -1 } = lost.current ?? {};
    if (element === undefined) return;

    // What comes may come in pieces (a chunk, then an answer): a piece that is there holds the focus until a better one is.
    let held: Element | null = null;
    const settle = () => {
      const focused = document.activeElement;
      // Still where it was: what it is on may yet go, once an answer is there.
      if (focused === element) return;
      if (element.isConnected || (focused !== document.body && focused !== held)) return observer.disconnect();
      const { next, isLast } = successorOf(pane);
      if (next !== null && next !== focused) {
        held = next;
        next.focus({ preventScroll: true });
      }
      if (isLast) observer.disconnect();
    };
    const observer = new MutationObserver(settle);
    observer.observe(document.body, { childList: true, subtree: true });
    settle();
    return () => observer.disconnect();
  }, [place]);
}

const paneElements = () => Array.from(document.querySelectorAll<HTMLElement>('[data-pane]'));

const paneAround = (element: Element) => paneElements().findIndex((pane) => pane.contains(element));

/** What takes the focus over now, and whether nothing better is to come. */
function successorOf(paneAt: number): { readonly next: HTMLElement | null; readonly isLast: boolean } {
  const pane = paneElements()[paneAt];
  if (pane !== undefined) {
    const stop = pane.querySelector<HTMLElement>('[data-pane-focus]');
    return { next: stop ?? pane, isLast: stop !== null };
  }
  const main = document.querySelector('main');
  if (main !== null) main.tabIndex = -1;
  return { next: main, isLast: main !== null && main.ariaBusy !== 'true' };
}
