/** Panes in the order of F6 and of the digits: sections marked `data-pane`. */
const paneElements = () => Array.from(document.querySelectorAll<HTMLElement>('[data-pane]'));

/** Focuses the pane after or before the one that has the focus. */
export function focusPane(step: 1 | -1): void {
  const panes = paneElements();
  const at = panes.findIndex((pane) => pane.contains(document.activeElement));
  focusPaneAt((at + step + panes.length) % panes.length);
}

/** Focuses what a pane offers as its first stop (`data-pane-focus`), else the pane itself. */
export function focusPaneAt(at: number): void {
  const pane = paneElements()[at];
  (pane?.querySelector<HTMLElement>('[data-pane-focus]') ?? pane)?.focus();
}
