import { ChevronLeft, ChevronRight, Pause, Play } from 'lucide-react';
import { useLevelMoves, useOpenImage } from '../../client';
import { IconButton } from '../../components';
import { useText } from '../../i18n';
import { useExplorer } from '../../state';
import styles from './level-stepper.module.css';

/** The level looked at, with a step down and up. Of a range it tells both ends. */
export function LevelStepper() {
  const { level, from, layerCount } = useOpenImage();
  const { setLevel } = useLevelMoves();
  const text = useText().stack;
  const isRange = from > 0;

  return (
    <div className={styles.stepper}>
      <span className={styles.words}>{isRange ? text.layers : text.asOfLayer}</span>
      <span className={styles.control}>
        <IconButton
          size="small"
          label={text.levelDown}
          shortcut="["
          icon={<ChevronLeft size={14} aria-hidden />}
          // Not `disabled`: a button that is drops the focus where its last step took the level to the end.
          aria-disabled={level === 0}
          onClick={() => setLevel(level - 1)}
        />
        <span className={styles.value}>
          <b>{isRange && from + 1 < level ? `${from + 1}–${level}` : level}</b> / {layerCount}
        </span>
        <IconButton
          size="small"
          label={text.levelUp}
          shortcut="]"
          icon={<ChevronRight size={14} aria-hidden />}
          aria-disabled={level === layerCount}
          onClick={() => setLevel(level + 1)}
        />
      </span>
      {!isRange && text.asOfLayerAfter !== '' && <span className={styles.words}>{text.asOfLayerAfter}</span>}
    </div>
  );
}

/** Lets the level climb from the lower handle to the top, and stops it. */
export function PlayButton() {
  const { layerCount } = useOpenImage();
  const isPlaying = useExplorer((state) => state.isPlaying);
  const setPlaying = useExplorer((state) => state.setPlaying);
  const text = useText().stack;
  return (
    <IconButton
      look="plain"
      size="small"
      label={isPlaying ? text.pause : text.play}
      shortcut="P"
      icon={isPlaying ? <Pause size={13} aria-hidden /> : <Play size={13} aria-hidden />}
      disabled={layerCount < 2}
      onClick={() => setPlaying(!isPlaying)}
    />
  );
}
