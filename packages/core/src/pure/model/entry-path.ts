import { type ByteString, byteStringToHex, byteStringToText, isAscii, isValidUtf8 } from './byte-string';

/**
 * A path in the normal form of rule 2: `/` for the root, else `/a/b`: no `.`, no `..`, no doubled or trailing `/`.
 * It carries any byte but NUL, so it is a {@link ByteString}; only the functions of this file make one.
 */
export type EntryPath = ByteString & { readonly __path: true };

export const ROOT = '/' as EntryPath;

/**
 * The normal form of a name from a tar, or null where it climbs out of the root (rule 2).
 *
 * `a/../b` is `b` whatever `a` may be: no symbolic link is ever followed (rule 10).
 */
export function normalizePath(name: ByteString): EntryPath | null {
  // Nearly every name is `./a/b`, `a/b` or `a/b/`: to look whether it is costs a tenth of taking it apart.
  const inside = name.slice(name.startsWith('./') ? 2 : 0, name.endsWith('/') ? -1 : undefined);
  return NEEDS_WORK.test(inside) ? takeApart(name) : (`/${inside}` as EntryPath);
}

/** A component that is empty, `.` or `..`. */
const NEEDS_WORK = /(?:^|\/)\.{0,2}(?:\/|$)/;

function takeApart(name: ByteString): EntryPath | null {
  const parts: string[] = [];
  for (const part of name.split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') parts.push(part);
    else if (parts.pop() === undefined) return null;
  }
  return `/${parts.join('/')}` as EntryPath;
}

/** The directory that holds `path`, and its name there. The root is its own directory, with an empty name. */
export function splitPath(path: EntryPath): { readonly directory: EntryPath; readonly name: ByteString } {
  const slash = path.lastIndexOf('/');
  return {
    directory: (slash === 0 ? '/' : path.slice(0, slash)) as EntryPath,
    name: path.slice(slash + 1) as ByteString,
  };
}

export function joinPath(directory: EntryPath, name: ByteString): EntryPath {
  return (directory === ROOT ? `/${name}` : `${directory}/${name}`) as EntryPath;
}

/** How a path or link target stands in rows and answers (rule 25): `hex` only where the bytes are not valid UTF-8. */
export function showBytes(bytes: ByteString): { readonly text: string; readonly hex?: string } {
  if (isAscii(bytes)) return { text: bytes };
  const text = byteStringToText(bytes);
  return isValidUtf8(bytes) ? { text } : { text, hex: byteStringToHex(bytes) };
}
