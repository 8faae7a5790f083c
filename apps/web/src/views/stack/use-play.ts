import { useEffect, useRef } from 'react';
import { useLevelMoves, useOpenImage } from '../../client';
import { useExplorer } from '../../state';

const STEP_MILLISECONDS = 900;

/**
 * While playing, one layer more every 900 ms, from the lower handle to the top. Starting at the top starts anew; a reader
 * who moves the level takes over.
 */
export function usePlay(): void {
  const { level, from, layerCount } = useOpenImage();
  const isPlaying = useExplorer((state) => state.isPlaying);
  const setPlaying = useExplorer((state) => state.setPlaying);
  const { setLevel } = useLevelMoves();

  const expected = useRef(level);

  // Only the start itself looks at where the level stands then.
  // biome-ignore lint/correctness/useExhaustiveDependencies: see above
  useEffect(() => {
    if (!isPlaying) return;
    expected.current = level === layerCount ? from + 1 : level;
    setLevel(expected.current);
  }, [isPlaying]);

  // Whether it plays is no news here: only a level that it did not set itself.
  // biome-ignore lint/correctness/useExhaustiveDependencies: see above
  useEffect(() => {
    if (isPlaying && level !== expected.current) setPlaying(false);
  }, [level]);

  useEffect(() => {
    if (!isPlaying) return;
    const timer = window.setTimeout(() => {
      if (level >= layerCount) setPlaying(false);
      else {
        expected.current = level + 1;
        setLevel(level + 1);
      }
    }, STEP_MILLISECONDS);
    return () => window.clearTimeout(timer);
  }, [isPlaying, level, layerCount, setLevel, setPlaying]);

  // Another image, or no view to show it: nothing plays on by itself.
  useEffect(() => () => setPlaying(false), [setPlaying]);
}
