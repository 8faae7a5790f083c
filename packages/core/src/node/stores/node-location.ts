import type { ImageFiles, Store } from '@stratascope/core';

/** A path, looked at once for all stores. */
export interface NodeLocation {
  /** As it was named, for messages. */
  readonly location: string;
  readonly path: string;
  readonly kind: 'folder' | 'archive';
  /** Of the folder or of the archive, which was unpacked if it was compressed. */
  readonly files: ImageFiles;
}

/** A store of this machine. */
export type NodeStore = Store<NodeLocation>;
