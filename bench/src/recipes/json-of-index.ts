import { Buffer } from 'node:buffer';
import type { LayerIndex } from '@stratascope/core';

/** The same index as JSON, a row for each entry: what one would write without thinking of columns. */
export function jsonOfIndex(index: LayerIndex): string {
  const rows: string[] = [];
  for (let entry = 0; entry < index.entryCount; entry++) {
    const row = {
      path: index.fullPath(index.path[entry] ?? 0),
      kind: index.kind[entry],
      mode: index.mode[entry],
      uid: index.uid(entry),
      gid: index.gid(entry),
      size: index.size(entry),
      mtime: Number(index.mtime(entry).seconds),
      offset: index.dataOffset(entry),
      sha256: Buffer.from(index.sha256(entry)).toString('hex'),
    };
    rows.push(JSON.stringify(row));
  }
  return `[${rows.join(',\n')}]`;
}
