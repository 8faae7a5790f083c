import { type ByteString, type EntryPath, ImageError, type NodeId, normalizePath, showBytes } from '@stratascope/core';
import type { LoadedImage } from '@stratascope/core/node';
import { invalidRequest } from '../http/read-query';

/** The normal form of a path from a query, which has one character a byte. @throws ImageError `request-invalid`. */
export function pathOf(path: string): EntryPath {
  if (path.includes('\0')) throw invalidRequest('path', 'holds a NUL');
  const normal = normalizePath(path as ByteString);
  if (normal === null) throw invalidRequest('path', 'climbs out of the root');
  return normal;
}

/** The node of a path that some level had. @throws ImageError `path-unknown`, `request-invalid`. */
export function nodeOf(image: LoadedImage, path: string): NodeId {
  const normal = pathOf(path);
  const node = image.tree.find(normal);
  if (node === null) throw unknownPath(normal);
  return node;
}

export function unknownPath(path: EntryPath, level?: number): ImageError {
  return new ImageError('path-unknown', {
    details: { path: showBytes(path).text, ...(level === undefined ? {} : { level }) },
  });
}
