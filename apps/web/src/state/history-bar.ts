import type { AddressBar } from './selection-slice';

/** How long replacements wait for a drag to rest: browsers refuse more than some hundred writes in half a minute. */
const REST_MILLISECONDS = 120;

export interface HistoryBar extends AddressBar {
  /** Forgets what still waits. Written after a step back it would land on the entry stepped to. */
  readonly forget: () => void;
}

/** Writes addresses into the browser's history; a replacement once it has rested, a step at once. */
export function createHistoryBar(history: Pick<History, 'pushState' | 'replaceState'>): HistoryBar {
  let waiting: { readonly link: string; readonly timer: ReturnType<typeof setTimeout> } | null = null;
  const forget = () => {
    if (waiting !== null) clearTimeout(waiting.timer);
    waiting = null;
  };
  const flush = () => {
    if (waiting !== null) history.replaceState(null, '', waiting.link);
    forget();
  };
  return {
    forget,
    write: (link, how) => {
      if (how === 'push') {
        flush();
        history.pushState(null, '', link);
        return;
      }
      forget();
      waiting = { link, timer: setTimeout(flush, REST_MILLISECONDS) };
    },
  };
}
