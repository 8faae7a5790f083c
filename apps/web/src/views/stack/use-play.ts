import { useEffect } from 'react';
import { useLevelMoves, useOpenImage } from '../../client';
import { useExplorer } from '../../state';

const STEP_MILLISECONDS = 900;

/** While playing, one layer more every 900 ms, from the lower handle to the top. Starting at the top starts anew. */
export function usePlay(): void {
  const { level, from, layerCount } = useOpenImage();
  const isPlaying = useExplorer((state) => state.isPlaying);
  const setPlaying = useExplorer((state) => state.setPlaying);
  const { setLevel } = useLevelMoves();

  // Only the start itself looks at where the level stands then.
  // biome-ignore lint/correctness/useExhaustiveDependencies: see above
  useEffect(() => {
    if (isPlaying && level === layerCount) setLevel(from + 1);
  }, [isPlaying]);

  useEffect(() => {
    if (!isPlaying) return;
    const timer = window.setTimeout(() => {
      if (level >= layerCount) setPlaying(false);
      else setLevel(level + 1);
    }, STEP_MILLISECONDS);
    return () => window.clearTimeout(timer);
  }, [isPlaying, level, layerCount, setLevel, setPlaying]);

  // Another image, or no view to show it: nothing plays on by itself.
  useEffect(() => () => setPlaying(false), [setPlaying]);
}
