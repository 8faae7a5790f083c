import { EntryKind } from '../../layer-index/layer-index';
import { IMPLIED } from '../../tree/entry-table';
import { bringsBytes } from '../../tree/history';
import { unpackDeath } from '../../tree/inode-table';
import type { TreeColumns } from '../../tree/tree-columns';
import { isPresent, typeOf } from '../../tree/version-bits';
import type { AttributeTest, SearchedType } from '../language/query';
import type { PathLook } from './path-look';

/** Whether something is true of a path that is looked at. */
export type LookTest = (look: PathLook) => boolean;

const IMPLIED_MODE = 0o755;
const SETUID = 0o4000;

/** What is asked of what stands, or stood last, at a path; `isDuplicate` is asked of live files alone. */
export function attributeTest(
  columns: TreeColumns,
  test: Exclude<AttributeTest, { readonly kind: 'layer' | 'over' }>,
  isDuplicate: (node: number) => boolean,
): LookTest {
  switch (test.kind) {
    case 'size':
      return ({ seen }) => {
        if (typeOf(columns.versionBits[seen] ?? 0) !== EntryKind.file) return false;
        const size = columns.entries.size(columns.versionSource[seen] ?? 0);
        return size >= test.least && size <= test.most;
      };
    case 'type': {
      const kinds = KINDS[test.type];
      return ({ seen }) => kinds.includes(typeOf(columns.versionBits[seen] ?? 0));
    }
    case 'mode':
      return ({ seen }) => modeOf(columns, seen) === test.mode;
    case 'owner':
      return ({ seen }) => isOwnedBy(columns, seen, test.uid, test.gid);
    case 'is':
      switch (test.what) {
        case 'live':
        case 'removed':
          return ({ standing }) => standing === test.what;
        case 'dead':
          return (look) => hasDeadBytes(columns, look);
        case 'dup':
          return ({ standing, node, seen }) =>
            standing === 'live' && typeOf(columns.versionBits[seen] ?? 0) === EntryKind.file && isDuplicate(node);
        case 'setuid':
          return ({ seen }) => (modeOf(columns, seen) & SETUID) !== 0;
        default:
          throw new RangeError(`is:${test.what} is asked of changes`);
      }
  }
}

const KINDS: Readonly<Record<SearchedType, readonly number[]>> = {
  file: [EntryKind.file],
  dir: [EntryKind.dir],
  link: [EntryKind.symlink],
  dev: [EntryKind.char, EntryKind.block],
  fifo: [EntryKind.fifo],
};

function modeOf({ entries, versionSource }: TreeColumns, version: number): number {
  const source = versionSource[version] ?? IMPLIED;
  if (source === IMPLIED) return IMPLIED_MODE;
  const layer = entries.layerOf(source);
  return entries.columns(layer).mode[source - entries.start(layer)] ?? 0;
}

function isOwnedBy(
  { entries, versionSource }: TreeColumns,
  version: number,
  uid: number | null,
  gid: number | null,
): boolean {
  const source = versionSource[version] ?? IMPLIED;
  if (source === IMPLIED) return (uid ?? 0) === 0 && (gid ?? 0) === 0;
  const layer = entries.layerOf(source);
  const { owner, ownerUid, ownerGid } = entries.columns(layer);
  const row = owner[source - entries.start(layer)] ?? 0;
  return (uid === null || ownerUid[row] === uid) && (gid === null || ownerGid[row] === gid);
}

/** Whether bytes that a version brought for this path died at or below the level (rules 23, 24). */
function hasDeadBytes(columns: TreeColumns, { node, level, version: newest }: PathLook): boolean {
  const { deaths, entries, versionStart, versionSource } = columns;
  if (deaths.length === 0) return false;
  for (let version = versionStart[node] ?? 0; version <= newest; version++) {
    const source = versionSource[version] ?? 0;
    // A removal has a node where others have their source.
    if (!isPresent(columns.versionBits[version] ?? 0) || !bringsBytes(columns, node, version)) continue;
    const death = unpackDeath(deaths[source] ?? 0);
    if (death !== null && death.layer <= level && entries.size(source) > 0) return true;
  }
  return false;
}
