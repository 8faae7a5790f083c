/** What is asked of a page while it is used; `window.probe` in it. */
export interface Probe {
  /**
   * Times from the next press of a key or button: to the first frame after it, and to the first frame in which a
   * condition holds.
   */
  readonly nextInput: (until: Condition) => Promise<{ readonly paint: number; readonly done: number }>;
  /** Milliseconds since the page was asked for at which a condition first held in a frame that was painted. */
  readonly whenFirst: (condition: Condition) => Promise<number>;
  /** Longest task since it was asked last, in milliseconds; 0 where none took 50. */
  readonly longestTask: () => number;
}

declare global {
  interface Window {
    probe: Probe;
  }
}

/**
 * What is waited for: `painted` the next frame, whatever it shows; `stack` layers; `rows` those rows of the tree that were
 * asked for; `opened` a row below the one with the focus that is in it; `picture` cells, and none are on their way;
 * `config` any of the configuration; `found` what was searched for.
 */
export type Condition = 'painted' | 'stack' | 'rows' | 'opened' | 'picture' | 'config' | 'found';

/** Runs in the page before anything of it. Must stand for itself: it is sent there as text. */
export function installProbe(): void {
  const tree = () => document.querySelector('[role=treegrid]');
  const isSettled = (element: Element | null) => element !== null && element.getAttribute('aria-busy') !== 'true';
  const conditions: Readonly<Record<Condition, () => boolean>> = {
    painted: () => true,
    stack: () => document.querySelectorAll('[role=listbox] [role=option]').length > 0,
    rows: () => isSettled(tree()) && tree()?.querySelector('[role=row][aria-selected]') !== null,
    opened: () => {
      const row = document.activeElement;
      const line = Number(row?.getAttribute('data-line') ?? Number.NaN);
      const below = tree()?.querySelector(`[data-line="${line + 1}"][aria-selected]`);
      return (
        row?.getAttribute('aria-expanded') === 'true' &&
        Number(below?.getAttribute('aria-level')) === Number(row.getAttribute('aria-level')) + 1
      );
    },
    picture: () =>
      document.querySelector('[data-paint]') !== null &&
      document.querySelector('[role=tree]') !== null &&
      document.querySelector('[data-paint]')?.closest('[aria-busy=true]') === null,
    config: () =>
      document.querySelector('#image-panel li, #image-panel td, #image-panel dd, #image-panel code') !== null,
    found: () => {
      const list = document.querySelector('[role=listbox][aria-busy=false], [role=listbox]:not([aria-busy])');
      return list !== null && document.querySelector('[role=combobox][aria-expanded=true]') !== null;
    },
  };
  const holds = (name: Condition) => conditions[name]();

  // A message that is posted in a frame comes after the frame was painted.
  const afterPaint = (then: () => void) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = then;
    requestAnimationFrame(() => port2.postMessage(null));
  };
  const firstPainted = (condition: Condition, then: () => void) => {
    const look = () => {
      if (!holds(condition)) return void requestAnimationFrame(look);
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = then;
      port2.postMessage(null);
    };
    requestAnimationFrame(look);
  };

  const firsts = new Map<Condition, Promise<number>>(
    (['stack', 'rows', 'picture', 'config'] as const).map((name) => [
      name,
      new Promise<number>((resolve) => firstPainted(name, () => resolve(performance.now()))),
    ]),
  );

  let longest = 0;
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) longest = Math.max(longest, duration);
  }).observe({ type: 'longtask', buffered: true });

  window.probe = {
    nextInput: (until) =>
      new Promise((resolve) => {
        const onInput = (event: Event) => {
          removeEventListener('keydown', onInput, true);
          removeEventListener('pointerdown', onInput, true);
          let paint = 0;
          afterPaint(() => {
            paint = performance.now() - event.timeStamp;
            if (until === 'painted') resolve({ paint, done: paint });
          });
          if (until !== 'painted') {
            firstPainted(until, () => resolve({ paint, done: performance.now() - event.timeStamp }));
          }
        };
        addEventListener('keydown', onInput, true);
        addEventListener('pointerdown', onInput, true);
      }),
    whenFirst: (condition) => firsts.get(condition) ?? Promise.reject(new RangeError(condition)),
    longestTask: () => {
      const told = longest;
      longest = 0;
      return told;
    },
  };
}
