import {
  type ByteString,
  type NodeId,
  type NodeState,
  ROOT,
  TAR_END,
  type TarHeader,
  tarHeader,
  tarPadding,
} from '@stratascope/core';
import type { ContentReader, LoadedImage } from '../indexing/loaded-image';

/** Where layers say nothing of a directory (rule 3), a tar still has to. */
const NO_TIME = { seconds: 0n, nanoseconds: 0 };

/**
 * A path of a level, with all that is visible below it, as a tar: the merged file system as it would be unpacked, not the
 * changes that led to it. Names begin with the path's own name, those of the root with `./`. Of the names of one inode the
 * first is the file, the others are hard links to it; a sparse file is written with its holes as zeros.
 *
 * Gives pieces in the order of the tar; memory does not grow with it.
 *
 * @throws ImageError where the contents of a file cannot be read: the tar then ends early.
 */
export async function* directoryTar(
  image: LoadedImage,
  contents: ContentReader,
  { top, level, signal }: { readonly top: NodeId; readonly level: number; readonly signal: AbortSignal },
): AsyncGenerator<Uint8Array> {
  const { tree } = image;
  const written = new Map<NodeId, ByteString>();
  for (const node of tree.walk(level, { below: top })) {
    const state = tree.stateAt(node, level);
    if (state === null) continue;
    const name = memberName(image, top, node, state);
    const first = state.hardLinkOf === null ? undefined : written.get(state.hardLinkOf);
    if (first !== undefined) {
      yield tarHeader({ ...headerOf(state, name), type: 'hardlink', size: 0, link: first, xattrs: new Map() });
      continue;
    }
    if (state.hardLinkOf !== null) written.set(state.hardLinkOf, name);
    yield tarHeader(headerOf(state, name));
    if (state.type !== 'file' || state.source === null || state.size === 0) continue;
    yield* contents.read(image, state.source, { signal });
    yield tarPadding(state.size);
  }
  yield TAR_END;
}

function headerOf(state: NodeState, name: ByteString): TarHeader {
  const { type, mode, uid, gid, mtime, size, link, device, xattrs } = state;
  return { name, type, mode, uid, gid, mtime: mtime ?? NO_TIME, size, link, device, xattrs };
}

/** Relative, so that it unpacks where one stands; a directory's ends in a slash. */
function memberName({ tree }: LoadedImage, top: NodeId, node: NodeId, { type }: NodeState): ByteString {
  const path = tree.path(node);
  const topPath = tree.path(top);
  const below = topPath === ROOT ? `.${path === ROOT ? '' : path}` : `${tree.name(top)}${path.slice(topPath.length)}`;
  return `${below}${type === 'dir' ? '/' : ''}` as ByteString;
}
