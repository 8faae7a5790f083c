/** What was dropped on the page. */
export type Drop =
  | { readonly kind: 'files'; readonly files: readonly File[] }
  | { readonly kind: 'folder'; readonly name: string }
  | { readonly kind: 'nothing' };

/** The least that is needed of the browser's `DataTransfer`. */
export interface DropItem {
  readonly kind: string;
  getAsFile(): File | null;
  webkitGetAsEntry(): { readonly isDirectory: boolean; readonly name: string } | null;
}

/** Tells files from folders, which a browser lists but does not hand over, and from text or links. */
export function readDrop(items: readonly DropItem[]): Drop {
  const files: File[] = [];
  for (const item of items) {
    if (item.kind !== 'file') continue;
    const entry = item.webkitGetAsEntry();
    if (entry?.isDirectory === true) return { kind: 'folder', name: entry.name };
    const file = item.getAsFile();
    if (file !== null) files.push(file);
  }
  return files.length === 0 ? { kind: 'nothing' } : { kind: 'files', files };
}
