import { type EntryPath, splitPath } from '@stratascope/core';
import type { TreeSort } from '@stratascope/protocol/client';
import type { StateCreator } from 'zustand';
import type { ExplorerState } from './explorer-store';

export interface TreeOrder {
  readonly sort: TreeSort;
  readonly isDescending: boolean;
}

/** How the merged file system is unfolded and ordered. Not in the link: it is the reader's desk, not what is looked at. */
export interface TreeSlice {
  readonly openFolders: ReadonlySet<EntryPath>;
  /** While a filter is set folders stand open by themselves; these were closed by hand. */
  readonly closedFolders: ReadonlySet<EntryPath>;
  readonly treeOrder: TreeOrder;
  readonly treeFilter: string;
  /** Only what the selected layer changed. */
  readonly onlyLayer: boolean;
  readonly setFolderOpen: (path: EntryPath, isOpen: boolean) => void;
  readonly openFoldersTo: (path: EntryPath) => void;
  readonly setTreeOrder: (order: TreeOrder) => void;
  readonly setTreeFilter: (filter: string) => void;
  readonly setOnlyLayer: (onlyLayer: boolean) => void;
}

export const createTreeSlice: StateCreator<ExplorerState, [], [], TreeSlice> = (set, get) => ({
  openFolders: new Set(),
  closedFolders: new Set(),
  treeOrder: { sort: 'size', isDescending: true },
  treeFilter: '',
  onlyLayer: false,
  setFolderOpen: (path, isOpen) => {
    const { openFolders, closedFolders } = get();
    set({ openFolders: withPath(openFolders, path, isOpen), closedFolders: withPath(closedFolders, path, !isOpen) });
  },
  openFoldersTo: (path) => {
    const { openFolders } = get();
    const missing = ancestorsOf(path).filter((folder) => !openFolders.has(folder));
    if (missing.length > 0) set({ openFolders: new Set([...openFolders, ...missing]) });
  },
  setTreeOrder: (treeOrder) => set({ treeOrder }),
  setTreeFilter: (treeFilter) => set({ treeFilter, closedFolders: new Set() }),
  setOnlyLayer: (onlyLayer) => set({ onlyLayer }),
});

/** The folders that lead to a path, the outermost first; without the root, which is always open. */
function ancestorsOf(path: EntryPath): readonly EntryPath[] {
  const folders: EntryPath[] = [];
  for (let { directory } = splitPath(path); directory !== '/'; { directory } = splitPath(directory)) {
    folders.unshift(directory);
  }
  return folders;
}

function withPath(paths: ReadonlySet<EntryPath>, path: EntryPath, isIn: boolean): ReadonlySet<EntryPath> {
  if (paths.has(path) === isIn) return paths;
  const next = new Set(paths);
  if (isIn) next.add(path);
  else next.delete(path);
  return next;
}
