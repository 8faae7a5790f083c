import { useMemo } from 'react';
import { useLevelMoves, useLife, useOpenImage } from '../client';
import { useExplorer } from '../state';
import type { Command, CommandId } from '../views/search/command';
import { focusPaneAt } from './focus-pane';
import { neighbourVersion } from './neighbour-version';
import { useCopyLink } from './use-copy-link';

/** All commands of an image's page, in the order in which they are offered. */
export function useCommands(): readonly Command[] {
  const { level, from, layerCount } = useOpenImage();
  const { setLevel, setFrom } = useLevelMoves();
  const copyLink = useCopyLink();
  const { data: life } = useLife(useExplorer((state) => state.address.path));

  return useMemo(() => {
    const state = useExplorer.getState;
    const stepVersion = (step: 1 | -1) => {
      if (life === undefined) return;
      const layer = neighbourVersion(life.versions, state().address.version ?? level, step);
      if (layer !== null) state().selectVersion(layer);
    };
    const exploring = (id: CommandId, key: string | null, run: () => void): Command => ({
      id,
      key,
      where: 'exploring',
      run,
    });
    const everywhere = (id: CommandId, key: string | null, run: () => void): Command => ({
      id,
      key,
      where: 'everywhere',
      run,
    });
    return [
      exploring('levelDown', '[', () => setLevel(level - 1)),
      exploring('levelUp', ']', () => setLevel(level + 1)),
      exploring('levelTop', null, () => setLevel(layerCount)),
      exploring('levelBase', null, () => setLevel(1)),
      exploring('rangeDown', '{', () => setFrom(from - 1)),
      exploring('rangeUp', '}', () => setFrom(from + 1)),
      exploring('play', 'p', () => state().setPlaying(!state().isPlaying)),
      exploring('removed', 'r', () => state().setShowRemoved(!state().showRemoved)),
      exploring('viewTree', 't', () => state().setView('tree')),
      exploring('viewBytes', 'b', () => state().setView('bytes')),
      exploring('filter', '/', () => document.querySelector<HTMLElement>('[data-filter]')?.focus()),
      exploring('paneStack', '1', () => focusPaneAt(0)),
      exploring('paneFiles', '2', () => focusPaneAt(1)),
      exploring('paneInspector', '3', () => focusPaneAt(2)),
      exploring('versionOlder', ',', () => stepVersion(-1)),
      exploring('versionNewer', '.', () => stepVersion(1)),
      exploring('fileContents', 'c', () => state().setFilePanelTab('contents')),
      exploring('fileDiff', 'd', () => state().setFilePanelTab('diff')),
      exploring('fileHex', 'h', () => state().setFilePanelTab('hex')),
      exploring('fileRaw', null, () => state().setFilePanelTab('raw')),
      exploring('lineEnds', 'u', () => state().setShowLineEnds(!state().showLineEnds)),
      everywhere('tabExplore', null, () => state().setTab('explore')),
      everywhere('tabConfig', null, () => state().setTab('config')),
      everywhere('copyLink', 'y', copyLink),
      everywhere('themeLight', null, () => state().setTheme('light')),
      everywhere('themeDark', null, () => state().setTheme('dark')),
      everywhere('themeSystem', null, () => state().setTheme('system')),
      everywhere('english', null, () => state().setLanguage('en')),
      everywhere('chinese', null, () => state().setLanguage('zh')),
      everywhere('library', null, () => state().openLibrary()),
      everywhere('help', '?', () => state().setHelpOpen(true)),
    ];
  }, [level, from, layerCount, setLevel, setFrom, copyLink, life]);
}
