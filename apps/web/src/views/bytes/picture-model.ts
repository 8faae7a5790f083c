import { type ByteString, type EntryPath, joinPath } from '@stratascope/core';
import { type BytesAnswer, type BytesCell, type BytesFolder, pathBytes } from '@stratascope/protocol/client';

/** Bytes by what they are told apart: `[which, bytes]`. */
export type Shares<Key> = readonly (readonly [Key, number])[];

interface ItemFields {
  /** Unlike that of any other item of the picture. */
  readonly key: string;
  /** Of a rest: that of its folder. */
  readonly path: EntryPath;
  readonly bytes: number;
}

/** A folder with what is drawn in it, the largest first; rests come last. */
export interface FolderItem extends ItemFields {
  readonly kind: 'folder';
  /** The name; several with `/` where folders hold nothing but one another. */
  readonly label: ByteString;
  readonly live: number;
  readonly dead: number;
  readonly children: readonly PictureItem[];
}

/** The live bytes of a file, or a version of it that died. */
export interface FileItem extends ItemFields {
  readonly kind: 'file';
  readonly label: ByteString;
  readonly layer: number;
  /** A change or a kind, where the picture is coloured by such; else null. */
  readonly group: string | null;
  readonly dead: NonNullable<BytesCell['dead']> | null;
  readonly diesIn: number | null;
}

/** What of a folder is too small to be drawn for itself: live or dead bytes. */
export interface RestItem extends ItemFields {
  readonly kind: 'rest';
  readonly count: number;
  readonly isDead: boolean;
  readonly layers: Shares<number>;
  readonly groups: Shares<string>;
  /** Of dead ones: the layers that killed them. */
  readonly killers: Shares<number>;
}

export type PictureItem = FolderItem | FileItem | RestItem;

/** The answer as a tree; `root` is the folder that was asked for. Costs one pass. */
export function pictureModel(answer: BytesAnswer): FolderItem {
  const inside = answer.folders.map((): PictureItem[] => []);
  const paths: EntryPath[] = [];
  for (const [at, folder] of answer.folders.entries()) {
    paths[at] = at === 0 ? (pathBytes(answer) as EntryPath) : joinPath(pathOf(paths, folder.parent), nameOf(folder));
  }
  for (const [at, cell] of answer.cells.entries())
    inside[cell.folder]?.push(fileItem(cell, pathOf(paths, cell.folder), at));
  // From the innermost: a folder stands before what is in it.
  let root: FolderItem | null = null;
  for (let at = answer.folders.length - 1; at >= 0; at--) {
    const folder = answer.folders[at];
    if (folder === undefined) continue;
    const item = folderItem(folder, pathOf(paths, at), inside[at] ?? []);
    if (folder.parent < 0) root = item;
    else inside[folder.parent]?.push(joined(item));
  }
  if (root === null) throw new TypeError('an answer without the folder that was asked for');
  return root;
}

function pathOf(paths: readonly EntryPath[], at: number): EntryPath {
  return paths[at] ?? ('/' as EntryPath);
}

function nameOf({ name, nameHex }: { readonly name: string; readonly nameHex?: string }): ByteString {
  return pathBytes(nameHex === undefined ? { path: name } : { path: name, pathHex: nameHex }) as ByteString;
}

function fileItem(cell: BytesCell, folder: EntryPath, at: number): FileItem {
  const label = nameOf(cell);
  const path = label === '' ? folder : joinPath(folder, label);
  return {
    kind: 'file',
    key: cell.dead === undefined ? path : `${path} ${cell.layer} ${cell.dead.by} ${at}`,
    path,
    label,
    bytes: cell.bytes,
    layer: cell.layer,
    group: cell.group ?? null,
    dead: cell.dead ?? null,
    diesIn: cell.diesIn ?? null,
  };
}

function folderItem(folder: BytesFolder, path: EntryPath, items: PictureItem[]): FolderItem {
  items.sort((one, other) => other.bytes - one.bytes);
  return {
    kind: 'folder',
    key: `${path}/`,
    path,
    label: nameOf(folder),
    bytes: folder.live + folder.dead,
    live: folder.live,
    dead: folder.dead,
    children: [...items, ...restsOf(folder, path)],
  };
}

function restsOf({ restLive, restDead }: BytesFolder, path: EntryPath): readonly RestItem[] {
  const rests: RestItem[] = [];
  if (restLive !== undefined) {
    const { count, bytes, layers, groups = [] } = restLive;
    rests.push({
      kind: 'rest',
      key: `${path}/ more`,
      path,
      count,
      bytes,
      isDead: false,
      layers: layers.map(numbers),
      groups: groups.map(([group, of]) => [String(group), Number(of)]),
      killers: [],
    });
  }
  if (restDead !== undefined) {
    const { count, bytes, layers, killers } = restDead;
    rests.push({
      kind: 'rest',
      key: `${path}/ more dead`,
      path,
      count,
      bytes,
      isDead: true,
      layers: layers.map(numbers),
      groups: [],
      killers: killers.map(numbers),
    });
  }
  return rests;
}

function numbers([key = 0, bytes = 0]: readonly number[]): readonly [number, number] {
  return [key, bytes];
}

/** A folder that holds one folder and nothing else is one with it. */
function joined(folder: FolderItem): FolderItem {
  const [only, ...others] = folder.children;
  if (only?.kind !== 'folder' || others.length > 0) return folder;
  return { ...only, label: `${folder.label}/${only.label}` as ByteString };
}

/** What an item's bytes are made of, by the layer that brought them: what lives and what is dead apart. */
export interface ItemShares {
  readonly live: Shares<number>;
  readonly groups: Shares<string>;
  readonly dead: Shares<number>;
}

const known = new WeakMap<PictureItem, ItemShares>();

/** Added up once for each item, a folder from what is in it: paint, names and legend all ask. */
export function sharesOf(item: PictureItem): ItemShares {
  const shares = known.get(item) ?? addUp(item);
  known.set(item, shares);
  return shares;
}

interface Sums {
  readonly live: Map<number, number>;
  readonly groups: Map<string, number>;
  readonly dead: Map<number, number>;
}

function addUp(item: PictureItem): ItemShares {
  const sums: Sums = { live: new Map(), groups: new Map(), dead: new Map() };
  addItem(sums, item);
  const sorted = (from: ReadonlyMap<number, number>) => [...from].sort(([one], [other]) => one - other);
  return {
    live: sorted(sums.live),
    groups: [...sums.groups].sort(([, one], [, other]) => other - one),
    dead: sorted(sums.dead),
  };
}

function addItem({ live, groups, dead }: Sums, item: PictureItem): void {
  if (item.kind === 'file') {
    add(item.dead === null ? live : dead, item.layer, item.bytes);
    if (item.group !== null) add(groups, item.group, item.bytes);
  } else if (item.kind === 'rest') {
    for (const [layer, bytes] of item.layers) add(item.isDead ? dead : live, layer, bytes);
    for (const [group, bytes] of item.groups) add(groups, group, bytes);
  } else {
    for (const child of item.children) {
      if (child.kind !== 'folder') addItem({ live, groups, dead }, child);
      else {
        const shares = sharesOf(child);
        for (const [layer, bytes] of shares.live) add(live, layer, bytes);
        for (const [layer, bytes] of shares.dead) add(dead, layer, bytes);
        for (const [group, bytes] of shares.groups) add(groups, group, bytes);
      }
    }
  }
}

function add<Key>(sums: Map<Key, number>, key: Key, bytes: number): void {
  sums.set(key, (sums.get(key) ?? 0) + bytes);
}
