import type { ByteString } from '../model/byte-string';
import { type EntryPath, joinPath, ROOT, splitPath } from '../model/entry-path';
import type { MergedTree, NodeId } from './merged-tree';

/** Where a symbolic link leads. */
export interface LinkTarget {
  /** `found`: at `path`; `missing`: `path` is the first on the way that is not there; `loop`: the way comes to no end. */
  readonly outcome: 'found' | 'missing' | 'loop';
  readonly path: EntryPath;
}

/** As many links as Linux follows before it gives up. Source: path_resolution(7). */
const MOST_LINKS = 40;
/** Far more steps than a path of 4,096 bytes has; a hostile link may be of any length. */
const MOST_STEPS = 10_000;

/**
 * Follows a symbolic link through the merged file system of a level, as a program in the container would: links on the
 * way are followed too, and `..` in the root stays there. For looking only: applying layers follows none (rule 10).
 */
export function followLink(tree: MergedTree, link: NodeId, level: number): LinkTarget {
  let at = splitPath(tree.path(link)).directory;
  // The parts that are still to be walked, the next one last.
  const parts: string[] = [];
  const enter = (target: ByteString) => {
    if (target.startsWith('/')) at = ROOT;
    for (const part of target.split('/', MOST_STEPS).reverse()) parts.push(part);
  };

  enter(tree.stateAt(link, level)?.link ?? ('' as ByteString));
  let links = 1;
  for (let step = 0; step < MOST_STEPS; step++) {
    const part = parts.pop();
    if (part === undefined) return { outcome: 'found', path: at };
    if (part === '' || part === '.') continue;
    if (part === '..') {
      at = splitPath(at).directory;
      continue;
    }
    const next = joinPath(at, part as ByteString);
    const node = tree.find(next);
    const state = node === null ? null : tree.stateAt(node, level);
    if (state === null) return { outcome: 'missing', path: next };
    if (state.type === 'symlink') {
      if (++links > MOST_LINKS) return { outcome: 'loop', path: next };
      enter(state.link);
    } else at = next;
  }
  return { outcome: 'loop', path: at };
}
