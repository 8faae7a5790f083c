import { useEffect } from 'react';
import { useLevelMoves, useOpenImage } from '../client';
import { useExplorer } from '../state';
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

/** Keys of an image: level, range, play, panes, link, removed names. */
export function useImageKeys(): void {
  const { level, from } = useOpenImage();
  const { setLevel, setFrom } = useLevelMoves();
  const copyLink = useCopyLink();

  useEffect(() => {
    const commands: Record<string, () => void> = {
      '[': () => setLevel(level - 1),
      ']': () => setLevel(level + 1),
      '{': () => setFrom(from - 1),
      '}': () => setFrom(from + 1),
      p: () => useExplorer.getState().setPlaying(!useExplorer.getState().isPlaying),
      y: copyLink,
      r: () => useExplorer.getState().setShowRemoved(!useExplorer.getState().showRemoved),
      '/': () => document.querySelector<HTMLElement>('[data-filter]')?.focus(),
      1: () => focusPaneAt(0),
      2: () => focusPaneAt(1),
      3: () => focusPaneAt(2),
    };
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || !takesLetters(event)) return;
      const command = commands[event.key.toLowerCase()];
      if (command === undefined) return;
      event.preventDefault();
      command();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [level, from, setLevel, setFrom, copyLink]);
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
    !event.ctrlKey &&
    !event.metaKey &&
    !event.altKey &&
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
