import { type ByteString, byteStringToBytes, byteStringToText } from '../../pure/model/byte-string';
import { showBytes } from '../../pure/model/entry-path';
import { timestampText } from '../tar/write-tar';
import { byBytes } from './reference-changes';
import type { ReferenceGhost, ReferenceLevel, ReferenceRow } from './reference-image';

/** The lines of `ls --format jsonl` at a level, by rule 25. */
export function rule25Lines(level: ReferenceLevel, options: { readonly ghosts?: boolean } = {}): readonly string[] {
  const rows = level.rows.map((row) => ({ path: row.path, line: JSON.stringify(rowObject(row)) }));
  const ghosts = level.ghosts.map((ghost) => ({ path: ghost.path, line: JSON.stringify(ghostObject(ghost)) }));
  return [...rows, ...(options.ghosts === true ? ghosts : [])]
    .sort((one, other) => byBytes(one.path, other.path))
    .map(({ line }) => line);
}

function rowObject({ path, node, firstName }: ReferenceRow): object {
  const { inode, layer, isImplied } = node;
  const isFile = inode.type === 'file';
  return {
    ...shown('path', path),
    type: inode.type,
    mode: inode.mode.toString(8).padStart(4, '0'),
    uid: inode.uid,
    gid: inode.gid,
    ...(inode.mtime === null ? {} : { mtime: timestampText(inode.mtime) }),
    ...(isFile ? { size: inode.size, sha256: inode.sha256 } : {}),
    ...(inode.type === 'symlink' ? shown('link', inode.link) : {}),
    ...(inode.device === '' ? {} : { dev: inode.device }),
    ...(inode.xattrs.size === 0 ? {} : { xattrs: xattrsObject(inode.xattrs) }),
    ...(firstName === null ? {} : { hl: byteStringToText(firstName) }),
    ...(isImplied ? { implied: true } : {}),
    layer,
  };
}

function ghostObject({ path, node, removedBy }: ReferenceGhost): object {
  return {
    ...shown('path', path),
    ghost: true,
    type: node.inode.type,
    ...(node.inode.type === 'file' ? { size: node.inode.size } : {}),
    removedBy: { layer: removedBy.layer, how: removedBy.how },
    layer: node.layer,
  };
}

function shown(key: string, bytes: ByteString): object {
  const { text, hex } = showBytes(bytes);
  return { [key]: text, ...(hex === undefined ? {} : { [`${key}Hex`]: hex }) };
}

function xattrsObject(xattrs: ReadonlyMap<ByteString, ByteString>): object {
  const entries = [...xattrs].sort(([one], [other]) => byBytes(one, other));
  return Object.fromEntries(
    entries.map(([name, value]) => [byteStringToText(name), Buffer.from(byteStringToBytes(value)).toString('base64')]),
  );
}
