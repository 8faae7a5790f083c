import { type ByteString, byteStringToHex, bytesToByteString } from '../../pure/model/byte-string';
import { type EntryPath, normalizePath, ROOT, splitPath } from '../../pure/model/entry-path';
import type { Problem, ProblemCode } from '../../pure/model/problem';
import type { RecipeEntry } from '../layer-recipe';
import { type Action, readEntry } from './read-entry';
import type { AppliedLayer, Inode, Level, Loss, Node, Removal } from './reference-model';

/** Level 0: nothing but the root (rule 3). */
export const EMPTY_LEVEL: Level = new Map([[ROOT, impliedDirectory(0)]]);

/** What a layer makes of the level below it: rules 3 to 12, read out loud. */
export function applyLayer(below: Level, entries: readonly RecipeEntry[], layer: number): AppliedLayer {
  const work: Work = {
    layer,
    below,
    level: new Map(below),
    losses: [],
    removals: new Map(),
    broughtFiles: new Set(),
    problems: [],
    linkStore: new Map(),
    declared: new Set(),
    implied: new Set(),
  };
  const actions = entries.map(readEntry);
  for (const action of actions) hide(work, action);
  for (const action of actions) add(work, action);
  noteImpliedOverDeclared(work);
  return { ...work, broughtFiles: [...work.broughtFiles] };
}

interface Work {
  readonly layer: number;
  readonly below: Level;
  readonly level: Map<EntryPath, Node>;
  readonly losses: Loss[];
  readonly removals: Map<EntryPath, Removal>;
  readonly broughtFiles: Set<Inode>;
  readonly problems: Problem[];
  /** Files under `.wh..wh.plnk/` so far (rule 7). */
  readonly linkStore: Map<EntryPath, Inode>;
  /** Directories that the layer has an entry for, and those it needs as parents. */
  readonly declared: Set<EntryPath>;
  readonly implied: Set<EntryPath>;
}

/** Rules 4, 5, 6 and 8: marks act on the level below, before anything else of their layer. */
function hide(work: Work, action: Action): void {
  if (action.kind !== 'whiteout' && action.kind !== 'opaque') return;
  const isHidden = (path: EntryPath) =>
    isBelow(path, action.path) || (action.kind === 'whiteout' && path === action.path);
  const hidden = [...work.below.keys()].filter(isHidden);
  if (hidden.length === 0) report(work, 'whiteout-of-nothing', action.mark);
  // Of two marks that hide a path the first is the cause: the second finds it gone.
  for (const path of hidden) remove(work, path, action.kind, action.path);
}

/** Rules 3, 7 and 9 to 12: the layer's own entries, in archive order. */
function add(work: Work, action: Action): void {
  switch (action.kind) {
    case 'whiteout':
    case 'opaque':
    case 'nothing':
      return;
    case 'problem':
      report(work, action.code, action.path);
      return;
    case 'link-store':
      work.linkStore.set(action.path, inodeOf(action.entry, work.layer));
      return;
    case 'node':
      if (action.entry.type === 'hardlink') addHardLink(work, action.path, action.entry);
      else if (action.entry.type === 'dir') addDirectory(work, action.path, action.entry);
      else addOther(work, action.path, inodeOf(action.entry, work.layer));
  }
}

/** Rule 9: a directory over a directory keeps the children; over anything else it starts empty. */
function addDirectory(work: Work, path: EntryPath, entry: RecipeEntry): void {
  addParents(work, path);
  if (!isDirectory(work.level.get(path))) remove(work, path, 'rewritten', path);
  work.level.set(path, { inode: inodeOf(entry, work.layer), layer: work.layer, isImplied: false });
  work.declared.add(path);
}

/** Rules 9 and 11: anything else takes the place of what was there, with all below it. */
function addOther(work: Work, path: EntryPath, inode: Inode): void {
  if (inode.type === 'file' && inode.broughtBy === work.layer) work.broughtFiles.add(inode);
  addParents(work, path);
  for (const child of [...work.level.keys()]) if (isBelow(child, path)) remove(work, child, 'replaced', path);
  remove(work, path, 'rewritten', path);
  work.level.set(path, { inode, layer: work.layer, isImplied: false });
}

/** Rule 12. */
function addHardLink(work: Work, path: EntryPath, entry: RecipeEntry): void {
  const target = normalizePath(entry.link);
  const stored = target === null ? undefined : work.linkStore.get(target);
  const inode = stored ?? (target === null ? undefined : work.level.get(target)?.inode);
  if (inode === undefined) report(work, 'hardlink-target-missing', path);
  else if (inode.type === 'dir') report(work, 'hardlink-to-directory', path);
  else addOther(work, path, inode);
}

/** Rules 3 and 10: a parent that is not there is implied; one that is no directory is replaced by an implied one. */
function addParents(work: Work, path: EntryPath): void {
  for (const parent of ancestors(path)) {
    const node = work.level.get(parent);
    if (parent !== ROOT) work.implied.add(parent);
    if (isDirectory(node)) continue;
    if (node !== undefined) {
      const isOwn = node.layer === work.layer;
      report(work, isOwn ? 'through-non-directory' : 'parent-replaced', isOwn ? path : parent);
      remove(work, parent, 'rewritten', parent);
    }
    work.level.set(parent, impliedDirectory(work.layer));
  }
}

/** Rule 3: Docker and containers/storage make such a directory anew, with default attributes. */
function noteImpliedOverDeclared(work: Work): void {
  for (const path of work.implied) {
    const node = work.level.get(path);
    if (node === undefined || node !== work.below.get(path) || work.declared.has(path)) continue;
    const { mode, uid, gid, xattrs } = node.inode;
    const isDefault = mode === 0o755 && uid === 0 && gid === 0 && xattrs.size === 0;
    if (!isDefault) report(work, 'implied-over-declared', path);
  }
}

/** Takes a path away; what the level below had there is lost with the first cause. */
function remove(work: Work, path: EntryPath, cause: Loss['cause'], at: EntryPath): void {
  if (!work.level.delete(path)) return;
  const lost = work.below.get(path);
  if (lost === undefined) return;
  const isFirst = !work.losses.some((loss) => loss.path === path);
  if (isFirst) work.losses.push({ path, lost, cause });
  if (cause !== 'rewritten' && !work.removals.has(path)) work.removals.set(path, { how: cause, at });
}

function report(work: Work, code: ProblemCode, path: ByteString): void {
  work.problems.push({ code, layer: work.layer, path });
}

function isDirectory(node: Node | undefined): boolean {
  return node?.inode.type === 'dir';
}

export function isBelow(path: EntryPath, directory: EntryPath): boolean {
  return path !== directory && path.startsWith(directory === ROOT ? '/' : `${directory}/`);
}

/** The directories above a path, the root first. */
function ancestors(path: EntryPath): readonly EntryPath[] {
  if (path === ROOT) return [];
  const { directory } = splitPath(path);
  return [...ancestors(directory), directory];
}

function impliedDirectory(layer: number): Node {
  const inode: Inode = {
    type: 'dir',
    mode: 0o755,
    uid: 0,
    gid: 0,
    mtime: null,
    size: 0,
    sha256: '',
    link: '' as ByteString,
    device: '',
    xattrs: new Map(),
    broughtBy: layer,
  };
  return { inode, layer, isImplied: true };
}

function inodeOf(entry: RecipeEntry, layer: number): Inode {
  if (entry.type === 'hardlink') throw new Error('a hard link has no inode of its own');
  const isDevice = entry.type === 'char' || entry.type === 'block';
  return {
    type: entry.type,
    mode: entry.mode,
    uid: entry.uid,
    gid: entry.gid,
    mtime: entry.mtime,
    size: entry.type === 'file' ? entry.size : 0,
    sha256: entry.sha256 === null ? '' : byteStringToHex(bytesToByteString(entry.sha256)),
    link: entry.type === 'symlink' ? entry.link : ('' as ByteString),
    device: isDevice ? `${entry.deviceMajor}:${entry.deviceMinor}` : '',
    xattrs: new Map([...entry.xattrs].map(([name, value]) => [name, bytesToByteString(value)])),
    broughtBy: layer,
  };
}
