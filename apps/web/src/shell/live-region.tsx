import { useEffect, useRef, useState } from 'react';
import { useExplorer } from '../state';

const SILENCE_MILLISECONDS = 2000;

/** The page's one polite live region: the newest announcement, at most one in two seconds. */
export function LiveRegion() {
  const announcement = useExplorer((state) => state.announcement);
  const [spoken, setSpoken] = useState('');
  const lastAt = useRef(Number.NEGATIVE_INFINITY);

  useEffect(() => {
    if (announcement === '') return;
    const wait = Math.max(0, lastAt.current + SILENCE_MILLISECONDS - performance.now());
    const timer = window.setTimeout(() => {
      lastAt.current = performance.now();
      setSpoken(announcement);
    }, wait);
    return () => window.clearTimeout(timer);
  }, [announcement]);

  return (
    <div aria-live="polite" className="visually-hidden">
      {spoken}
    </div>
  );
}
