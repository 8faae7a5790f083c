import { useMemo } from 'react';
import { formatCount, useText } from '../i18n';
import { useExplorer } from '../state';
import { useOpenImage } from './open-image';

/** Moves of the level and of the level that changes are counted from, kept within the image and told to readers. */
export interface LevelMoves {
  readonly setLevel: (level: number) => void;
  readonly setFrom: (from: number) => void;
  /** Both at once: changes of the layers above `from` up to `level`. */
  readonly setRange: (from: number, level: number) => void;
}

export function useLevelMoves(): LevelMoves {
  const { image, layerCount, level, from } = useOpenImage();
  const text = useText().shell;
  return useMemo(() => {
    const { setRange, announce } = useExplorer.getState();
    const move = (nextFrom: number, nextLevel: number) => {
      setRange(nextFrom, nextLevel === layerCount ? null : nextLevel);
      const counts = image.layers[nextLevel - 1]?.counts;
      if (nextLevel === 0) announce(text.levelBase);
      else if (nextFrom > 0) announce(text.rangeChanged(nextFrom + 1, nextLevel));
      else if (counts) {
        announce(text.levelChanged(nextLevel, formatCount(counts.added + counts.changed + counts.removed)));
      }
    };
    return {
      setLevel: (wanted) => {
        const next = Math.min(layerCount, Math.max(0, wanted));
        // A range keeps at least one layer: its upper end pushes the lower one.
        if (next !== level) move(Math.min(from, Math.max(0, next - 1)), next);
      },
      setFrom: (wanted) => {
        const next = Math.min(level - 1, Math.max(0, wanted));
        if (next >= 0 && next !== from) move(next, level);
      },
      setRange: (wantedFrom, wantedLevel) => {
        const nextLevel = Math.min(layerCount, Math.max(1, wantedLevel));
        move(Math.min(nextLevel - 1, Math.max(0, wantedFrom)), nextLevel);
      },
    };
  }, [image, layerCount, level, from, text]);
}
