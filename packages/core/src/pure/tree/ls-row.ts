import { type ByteString, byteStringToHex, byteStringToText, bytesToByteString } from '../model/byte-string';
import { showBytes } from '../model/entry-path';
import { timestampText } from '../model/timestamp-text';
import type { Ghost, MergedTree, NodeId, NodeState, NodeType } from './merged-tree';

/** A visible path, with the fields of rule 25 in their order; those that say nothing are left out. */
export interface LsRow {
  readonly path: string;
  readonly pathHex?: string;
  readonly type: NodeType;
  /** Four octal digits. */
  readonly mode: string;
  readonly uid: number;
  readonly gid: number;
  /** Seconds since 1970, the fraction without trailing zeros. */
  readonly mtime?: string;
  readonly size?: number;
  readonly sha256?: string;
  readonly link?: string;
  readonly linkHex?: string;
  /** `major:minor` */
  readonly dev?: string;
  /** Name to value in base64, by the bytes of the name. */
  readonly xattrs?: Readonly<Record<string, string>>;
  readonly hl?: string;
  readonly implied?: true;
  readonly layer: number;
}

/** A removed path (rules 24, 25). */
export interface GhostRow {
  readonly path: string;
  readonly pathHex?: string;
  readonly ghost: true;
  readonly type: NodeType;
  readonly size?: number;
  readonly removedBy: Ghost['removedBy'];
  readonly layer: number;
}

/** The row of a node that is visible at a level; null where it is not. */
export function lsRow(tree: MergedTree, node: NodeId, level: number): LsRow | null {
  const state = tree.stateAt(node, level);
  return state === null ? null : rowOfState(tree, node, state);
}

/** The row of a node that is a ghost at a level; null where it is none. */
export function ghostRow(tree: MergedTree, node: NodeId, level: number): GhostRow | null {
  const ghost = tree.ghostAt(node, level);
  if (ghost === null) return null;
  return {
    ...shownPath(tree, node),
    ghost: true,
    type: ghost.type,
    ...(ghost.type === 'file' && { size: ghost.size }),
    removedBy: ghost.removedBy,
    layer: ghost.layer,
  };
}

/** Rule 25: the rows of a level in order, with its ghosts among them if asked. */
export function* lsRows(
  tree: MergedTree,
  level: number,
  options: { readonly ghosts?: boolean } = {},
): Generator<LsRow | GhostRow> {
  for (const node of tree.walk(level, options)) {
    const row = lsRow(tree, node, level) ?? ghostRow(tree, node, level);
    if (row !== null) yield row;
  }
}

/** The row of what a node showed, from a state that `stateAt` or a version gives. */
export function rowOfState(tree: MergedTree, node: NodeId, state: NodeState): LsRow {
  const link = state.type === 'symlink' ? showBytes(state.link) : null;
  return {
    ...shownPath(tree, node),
    type: state.type,
    mode: state.mode.toString(8).padStart(4, '0'),
    uid: state.uid,
    gid: state.gid,
    ...(state.mtime !== null && { mtime: timestampText(state.mtime) }),
    ...(state.type === 'file' && { size: state.size }),
    ...(state.sha256 !== null && { sha256: byteStringToHex(bytesToByteString(state.sha256)) }),
    ...(link !== null && { link: link.text, ...(link.hex !== undefined && { linkHex: link.hex }) }),
    ...(state.device !== null && { dev: `${state.device.major}:${state.device.minor}` }),
    ...(state.xattrs.size > 0 && { xattrs: shownXattrs(state.xattrs) }),
    ...(state.hardLinkOf !== null && { hl: byteStringToText(tree.path(state.hardLinkOf)) }),
    ...(state.isImplied && { implied: true as const }),
    layer: state.layer,
  };
}

function shownPath(tree: MergedTree, node: NodeId): Pick<LsRow, 'path' | 'pathHex'> {
  const { text, hex } = showBytes(tree.path(node));
  return hex === undefined ? { path: text } : { path: text, pathHex: hex };
}

function shownXattrs(xattrs: ReadonlyMap<ByteString, Uint8Array>): Readonly<Record<string, string>> {
  const names = [...xattrs.keys()].sort((one, other) => (one < other ? -1 : 1));
  // Without a prototype, because a name may be `__proto__`.
  const shown: Record<string, string> = Object.create(null);
  for (const name of names) {
    shown[byteStringToText(name)] = btoa(bytesToByteString(xattrs.get(name) ?? new Uint8Array()));
  }
  return shown;
}
