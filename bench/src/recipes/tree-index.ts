import { createHash } from 'node:crypto';
import { type ByteString, type LayerIndex, LayerIndexBuilder, type TarEntry } from '@stratascope/core';
import type { TreeEntry } from './tree-recipes';

const NONE = '' as ByteString;
const NO_XATTRS: TarEntry['xattrs'] = new Map();
const MTIME = { seconds: 1_700_000_000n, nanoseconds: 0 };
const ROOT = 'root' as ByteString;

/** The index of a layer that has these entries, with no tar between. A file's contents are other in each layer. */
export function indexOfTree(entries: Iterable<TreeEntry>, layer: number): LayerIndex {
  const builder = new LayerIndexBuilder({ entries: Number.MAX_SAFE_INTEGER });
  let dataOffset = 0;
  for (const { name, size } of entries) {
    const isDirectory = name.endsWith('/');
    dataOffset += 512 + Math.ceil(size / 512) * 512;
    const entry: TarEntry = {
      name: name as ByteString,
      type: isDirectory ? 'dir' : 'file',
      mode: isDirectory ? 0o755 : 0o644,
      uid: 0,
      gid: 0,
      uname: ROOT,
      gname: ROOT,
      mtime: MTIME,
      size,
      storedSize: size,
      dataOffset,
      sparse: null,
      link: NONE,
      deviceMajor: 0,
      deviceMinor: 0,
      xattrs: NO_XATTRS,
    };
    const sha256 = createHash('sha256').update(`${layer} ${name}`).digest('binary') as ByteString;
    builder.add(entry, isDirectory ? NONE : sha256);
  }
  return builder.finish();
}
