import { useEffect } from 'react';
import { useLevelMoves, useLife, useOpenImage } from '../client';
import { useExplorer } from '../state';
import { neighbourVersion } from './neighbour-version';
import { useCopyLink } from './use-copy-link';

/** Panes in the order of F6 and of the digits: sections marked `data-pane`. */
const paneElements = () => Array.from(document.querySelectorAll<HTMLElement>('[data-pane]'));

/** Keys of every page: search, panes, help, Escape. */
export function usePageKeys(): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented) return;
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k') {
        event.preventDefault();
        focusSearch();
        return;
      }
      if (event.key === 'F6') {
        event.preventDefault();
        focusPane(event.shiftKey ? -1 : 1);
        return;
      }
      if (event.key === 'Escape' && !isTyping(event.target) && !isOverlayOpen()) {
        if (useExplorer.getState().peel()) event.preventDefault();
        return;
      }
      if (event.key === '?' && takesLetters(event)) {
        event.preventDefault();
        useExplorer.getState().setHelpOpen(true);
      }
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, []);
}

/** Keys of an image: level, range, play, panes, link, removed names, versions. */
export function useImageKeys(): void {
  const { level, from } = useOpenImage();
  const { setLevel, setFrom } = useLevelMoves();
  const copyLink = useCopyLink();
  const isExploring = useExplorer((state) => state.address.tab === 'explore');
  const { data: life } = useLife(useExplorer((state) => state.address.path));

  useEffect(() => {
    const stepVersion = (step: 1 | -1) => {
      if (life === undefined) return;
      const layer = neighbourVersion(life.versions, useExplorer.getState().address.version ?? level, step);
      if (layer !== null) useExplorer.getState().selectVersion(layer);
    };
    const everywhere: Record<string, () => void> = { y: copyLink };
    const exploring: Record<string, () => void> = {
      '[': () => setLevel(level - 1),
      ']': () => setLevel(level + 1),
      '{': () => setFrom(from - 1),
      '}': () => setFrom(from + 1),
      p: () => useExplorer.getState().setPlaying(!useExplorer.getState().isPlaying),
      t: () => useExplorer.getState().setView('tree'),
      b: () => useExplorer.getState().setView('bytes'),
      r: () => useExplorer.getState().setShowRemoved(!useExplorer.getState().showRemoved),
      '/': () => document.querySelector<HTMLElement>('[data-filter]')?.focus(),
      1: () => focusPaneAt(0),
      2: () => focusPaneAt(1),
      3: () => focusPaneAt(2),
      ',': () => stepVersion(-1),
      '.': () => stepVersion(1),
    };
    // Where stack and tree are not in sight, nothing changes behind the reader's back.
    const commands = isExploring ? { ...everywhere, ...exploring } : everywhere;
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || !takesLetters(event)) return;
      const command = commands[event.key.toLowerCase()];
      if (command === undefined) return;
      event.preventDefault();
      command();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [level, from, setLevel, setFrom, copyLink, isExploring, life]);
}

function focusSearch(): void {
  const input = document.getElementById('path-search');
  if (input instanceof HTMLInputElement) {
    input.focus();
    input.select();
  } else document.getElementById('open-search')?.click();
}

/** Whether a single letter is a command now: not while a text field has the focus, and not if they are switched off. */
function takesLetters(event: KeyboardEvent): boolean {
  return (
    useExplorer.getState().singleKeys &&
    // Many keyboards have brackets and braces on a third level, which some systems tell as Ctrl and Alt.
    (event.getModifierState('AltGraph') || !(event.ctrlKey || event.metaKey || event.altKey)) &&
    !isTyping(event.target) &&
    document.querySelector('dialog[open]') === null
  );
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement && target.matches('input:not([type=checkbox]), textarea, select, [contenteditable]')
  );
}

function isOverlayOpen(): boolean {
  return document.querySelector('dialog[open], [popover="auto"]:popover-open') !== null;
}

function focusPane(step: 1 | -1): void {
  const panes = paneElements();
  const at = panes.findIndex((pane) => pane.contains(document.activeElement));
  focusPaneAt((at + step + panes.length) % panes.length);
}

/** Focuses what a pane offers as its first stop (`data-pane-focus`), else the pane itself. */
export function focusPaneAt(at: number): void {
  const pane = paneElements()[at];
  (pane?.querySelector<HTMLElement>('[data-pane-focus]') ?? pane)?.focus();
}
