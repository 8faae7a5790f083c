import type { ByteString } from '../../pure/model/byte-string';
import { type EntryPath, joinPath, normalizePath, ROOT } from '../../pure/model/entry-path';
import type { ProblemCode } from '../../pure/model/problem';
import type { RecipeEntry } from '../layer-recipe';

/** What an entry asks for, by its name alone. */
export type Action =
  | { readonly kind: 'node'; readonly path: EntryPath; readonly entry: RecipeEntry }
  /** `path` is what it hides, or whose children; `mark` is where the mark itself stands. */
  | { readonly kind: 'whiteout' | 'opaque'; readonly path: EntryPath; readonly mark: EntryPath }
  /** A file that only hard links of the same layer can reach. */
  | { readonly kind: 'link-store'; readonly path: EntryPath; readonly entry: RecipeEntry }
  | { readonly kind: 'nothing' }
  | { readonly kind: 'problem'; readonly code: ProblemCode; readonly path: ByteString };

/** Rules 2 and 5 to 7. */
export function readEntry(entry: RecipeEntry): Action {
  const path = normalizePath(entry.name);
  if (path === null) return { kind: 'problem', code: 'path-escapes-root', path: entry.name };
  if (path === ROOT && entry.type !== 'dir') return { kind: 'problem', code: 'root-not-directory', path };

  const names = path.slice(1).split('/') as ByteString[];
  const position = names.findIndex((name) => name.startsWith('.wh.'));
  const marker = names[position];
  if (marker === undefined) return { kind: 'node', path, entry };

  const isLast = position === names.length - 1;
  const directory = names.slice(0, position).reduce<EntryPath>(joinPath, ROOT);
  if (isLast && marker === '.wh..wh..opq') return { kind: 'opaque', path: directory, mark: path };
  if (marker.startsWith('.wh..wh.')) {
    const isStored = marker === '.wh..wh.plnk' && !isLast && entry.type === 'file';
    return isStored ? { kind: 'link-store', path, entry } : { kind: 'nothing' };
  }
  const hidden = marker.slice('.wh.'.length) as ByteString;
  const namesNothing = hidden === '' || hidden === '.' || hidden === '..';
  if (!isLast || namesNothing) return { kind: 'problem', code: 'bad-whiteout', path };
  return { kind: 'whiteout', path: joinPath(directory, hidden), mark: path };
}
