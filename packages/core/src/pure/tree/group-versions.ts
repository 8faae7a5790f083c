import { NodeGroups } from './node-groups';
import { inRanges, type Steps } from './steps';
import type { TreeColumns } from './tree-columns';
import { isPresent } from './version-bits';
import type { VersionLog } from './version-log';

export type VersionColumns = Pick<TreeColumns, 'versionStart' | 'versionLayer' | 'versionSource' | 'versionBits'>;

/** Versions by node, oldest first. `numberOf`: the node that each node of the log has become, if not itself. */
export function* groupVersions(
  versions: VersionLog,
  numberOf: Uint32Array | null,
  { nodeCount, layerCount }: { readonly nodeCount: number; readonly layerCount: number },
): Steps<VersionColumns> {
  const { count } = versions;
  const node = (old: number) => (numberOf === null ? old : (numberOf[old] ?? 0));
  const groups = new NodeGroups(nodeCount);
  yield* inRanges(count, (from, to) => {
    for (let version = from; version < to; version++) groups.count(node(versions.node(version)));
  });
  yield* groups.addUp();
  const versionLayer = layerCount <= 0xffff ? new Uint16Array(count) : new Uint32Array(count);
  const versionSource = new Uint32Array(count);
  const versionBits = new Uint16Array(count);
  let layer = 0;
  yield* inRanges(count, (from, to) => {
    for (let version = from; version < to; version++) {
      while (version >= versions.endOfLayer(layer)) layer++;
      const at = groups.place(node(versions.node(version)));
      const bits = versions.bits(version);
      const source = versions.source(version);
      versionLayer[at] = layer;
      versionSource[at] = isPresent(bits) ? source : node(source);
      versionBits[at] = bits;
    }
  });
  return { versionStart: groups.start, versionLayer, versionSource, versionBits };
}
