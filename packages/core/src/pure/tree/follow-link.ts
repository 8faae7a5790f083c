import type { ByteString } from '../model/byte-string';
import { type EntryPath, joinPath, ROOT, splitPath } from '../model/entry-path';
import type { MergedTree, NodeId } from './merged-tree';

/** A symbolic link that was met on a way. */
export interface LinkStep {
  readonly path: EntryPath;
  /** What it says. */
  readonly link: ByteString;
  /** The layer whose link it is. */
  readonly layer: number;
}

/** Where a way through the file system leads. */
export interface LinkTarget {
  /** `found`: at `path`; `missing`: `path` is the first on the way that is not there; `loop`: the way comes to no end. */
  readonly outcome: 'found' | 'missing' | 'loop';
  readonly path: EntryPath;
  /** The links on the way, in the order in which they were followed; at most forty. */
  readonly steps: readonly LinkStep[];
}

/** As many links as Linux follows before it gives up. Source: path_resolution(7). */
const MOST_LINKS = 40;
/** Far more steps than a path of 4,096 bytes has; a hostile link may be of any length. */
const MOST_STEPS = 10_000;

/** Follows a symbolic link through the merged file system of a level; see {@link resolvePath}. */
export function followLink(tree: MergedTree, link: NodeId, level: number): LinkTarget {
  const path = tree.path(link);
  const state = tree.stateAt(link, level);
  if (state === null) return { outcome: 'missing', path, steps: [] };
  const first = { path, link: state.link, layer: state.layer };
  return walk(tree, level, splitPath(path).directory, first);
}

/**
 * Where a path leads at a level, as for a program in the container: links on the way are followed, also the last one, and
 * `..` in the root stays there. For looking only: applying layers follows none (rule 10).
 */
export function resolvePath(tree: MergedTree, path: EntryPath, level: number): LinkTarget {
  return walk(tree, level, ROOT, path);
}

function walk(tree: MergedTree, level: number, from: EntryPath, start: EntryPath | LinkStep): LinkTarget {
  let at = from;
  const steps: LinkStep[] = [];
  // The parts that are still to be walked, the next one last.
  const parts: string[] = [];
  const enter = (target: ByteString) => {
    if (target.startsWith('/')) at = ROOT;
    for (const part of target.split('/', MOST_STEPS).reverse()) parts.push(part);
  };
  const follow = (step: LinkStep) => {
    steps.push(step);
    enter(step.link);
  };

  if (typeof start === 'string') enter(start);
  else follow(start);
  for (let taken = 0; taken < MOST_STEPS; taken++) {
    const part = parts.pop();
    if (part === undefined) return { outcome: 'found', path: at, steps };
    if (part === '' || part === '.') continue;
    if (part === '..') {
      at = splitPath(at).directory;
      continue;
    }
    const next = joinPath(at, part as ByteString);
    const node = tree.find(next);
    const state = node === null ? null : tree.stateAt(node, level);
    if (state === null) return { outcome: 'missing', path: next, steps };
    if (state.type === 'symlink') {
      if (steps.length === MOST_LINKS) return { outcome: 'loop', path: next, steps };
      follow({ path: next, link: state.link, layer: state.layer });
    } else at = next;
  }
  return { outcome: 'loop', path: at, steps };
}
