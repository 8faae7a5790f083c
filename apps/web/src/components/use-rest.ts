import { useIsFetching } from '@tanstack/react-query';
import { useEffect, useState } from 'react';

/** A browser without idle callbacks waits so long instead. */
const USUAL_MILLISECONDS = 200;
/** One that is never idle loads what it may need all the same. */
const MOST_MILLISECONDS = 2000;

/**
 * Whether what is on screen is complete and the browser had nothing to do since: the time to load what will be needed
 * next. Once true it stays so.
 */
export function useRest(): boolean {
  const [isResting, setResting] = useState(false);
  const isAsking = useIsFetching() > 0;
  useEffect(() => {
    if (isResting || isAsking) return;
    const rest = () => setResting(true);
    if (typeof window.requestIdleCallback !== 'function') {
      const timer = window.setTimeout(rest, USUAL_MILLISECONDS);
      return () => window.clearTimeout(timer);
    }
    const callback = window.requestIdleCallback(rest, { timeout: MOST_MILLISECONDS });
    return () => window.cancelIdleCallback(callback);
  }, [isResting, isAsking]);
  return isResting;
}
