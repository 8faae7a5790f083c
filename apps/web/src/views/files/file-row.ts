import type { ByteString, EntryPath } from '@stratascope/core';
import { pathBytes, type TreeRow } from '@stratascope/protocol/client';

/** A row of the tree with its names as bytes: `key` is the full path. */
export interface FileRow extends TreeRow {
  readonly key: EntryPath;
  readonly nameBytes: ByteString;
  readonly linkBytes: ByteString;
}

/** Reads names back as bytes, once, where the answer comes in. */
export function fileRow(row: TreeRow): FileRow {
  return {
    ...row,
    key: bytes(row.path, row.pathHex) as EntryPath,
    nameBytes: bytes(row.name, row.nameHex),
    linkBytes: bytes(row.link ?? '', row.linkHex),
  };
}

function bytes(text: string, hex: string | undefined): ByteString {
  return pathBytes(hex === undefined ? { path: text } : { path: text, pathHex: hex }) as ByteString;
}
