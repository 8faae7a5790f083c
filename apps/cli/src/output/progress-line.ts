import type { OutputStream } from './command-streams';

const MILLISECONDS_BETWEEN = 80;

/** One line on a terminal that says what is being done and goes away afterwards; nothing elsewhere. */
export interface ProgressLine {
  show(text: string): void;
  clear(): void;
}

export function progressLine(stream: OutputStream): ProgressLine {
  if (!stream.isTerminal) return { show() {}, clear() {} };
  let isShown = false;
  let shownAt = Number.NEGATIVE_INFINITY;
  const write = (text: string) => {
    // A progress line that cannot be written is no reason to stop.
    stream.write(text).catch(() => {});
  };
  return {
    show(text) {
      const now = performance.now();
      if (now - shownAt < MILLISECONDS_BETWEEN) return;
      shownAt = now;
      isShown = true;
      write(`\r\x1b[2K${text.slice(0, (stream.columns ?? 80) - 1)}`);
    },
    clear() {
      if (isShown) write('\r\x1b[2K');
      isShown = false;
    },
  };
}
