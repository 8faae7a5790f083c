import { useEffect } from 'react';
import { useExplorer } from '../state';
import { focusPane } from './focus-pane';
import { useCommands } from './use-commands';

/** Keys of every page: search, panes, help, Escape. */
export function usePageKeys(): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented) return;
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k') {
        event.preventDefault();
        const { address, setSearching } = useExplorer.getState();
        if (address.image !== null) setSearching(true);
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

/** Keys of an image: those of its commands. */
export function useImageKeys(): void {
  const commands = useCommands();
  const isExploring = useExplorer((state) => state.address.tab === 'explore');

  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || !takesLetters(event)) return;
      const key = event.key.toLowerCase();
      const command = commands.find((each) => each.key === key);
      if (command === undefined || (command.where === 'exploring' && !isExploring)) return;
      event.preventDefault();
      command.run();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [commands, isExploring]);
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
