import { useSyncExternalStore } from 'react';

/**
 * How the image page is laid out, by the width of the window: `wide` from 1440, `medium` from 1200, `docked` from 1024
 * (inspector below), `narrow` from 700 (stack as a strip), else `phone`.
 */
export type Layout = 'wide' | 'medium' | 'docked' | 'narrow' | 'phone';

const BREAKS: readonly (readonly [Layout, number])[] = [
  ['wide', 1440],
  ['medium', 1200],
  ['docked', 1024],
  ['narrow', 700],
];

function layoutOf(width: number): Layout {
  return BREAKS.find(([, from]) => width >= from)?.[0] ?? 'phone';
}

export function useLayout(): Layout {
  return useSyncExternalStore(subscribe, () => layoutOf(window.innerWidth));
}

function subscribe(onChange: () => void): () => void {
  const queries = BREAKS.map(([, from]) => window.matchMedia(`(min-width: ${from}px)`));
  for (const query of queries) query.addEventListener('change', onChange);
  return () => {
    for (const query of queries) query.removeEventListener('change', onChange);
  };
}
