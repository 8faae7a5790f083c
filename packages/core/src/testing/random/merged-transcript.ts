import { byteStringToHex, bytesToByteString } from '../../pure/model/byte-string';
import { ROOT } from '../../pure/model/entry-path';
import type { MergedTree, NodeId, NodeState, Version } from '../../pure/tree/merged-tree';
import { byBytes } from '../reference/reference-changes';
import { timestampText } from '../tar/write-tar';
import { changeLine, ghostLine, ledgerLine, rowLine } from './transcript-line';

/** All that a merged tree has to say of an image, through every function of its contract. */
export function mergedTranscript(tree: MergedTree): readonly string[] {
  const levels = Array.from({ length: tree.layerCount + 1 }, (_, level) => level);
  return [
    ...levels.flatMap((level) => levelLines(tree, level)),
    ...levels.flatMap((level) => subtreeLines(tree, level)),
    ...changeLines(tree, levels),
    ...versionLines(tree, levels),
    ...problemLines(tree),
  ];
}

function levelLines(tree: MergedTree, level: number): readonly string[] {
  const rows = [...tree.walk(level)].map((node) => nodeLine(tree, node, level));
  const all = [...tree.walk(level, { ghosts: true })].map((node) => `with ghosts: ${nodeLine(tree, node, level)}`);
  const ledger = tree.ledger(level);
  return [...rows, ...all, ...ledger.layers.map(ledgerLine), `live bytes ${ledger.live}`].map(
    (line) => `level ${level}: ${line}`,
  );
}

function nodeLine(tree: MergedTree, node: NodeId, level: number): string {
  const state = tree.stateAt(node, level);
  if (state !== null) return rowLine(rowFacts(tree, state));
  const ghost = tree.ghostAt(node, level);
  return ghost === null
    ? `${tree.path(node)} is neither seen nor a ghost`
    : ghostLine({ path: tree.path(node), ...ghost });
}

function rowFacts(tree: MergedTree, state: NodeState) {
  const { device, hardLinkOf, sha256 } = state;
  return {
    path: tree.path(state.node),
    type: state.type,
    mode: state.mode,
    owner: `${state.uid}:${state.gid}`,
    mtime: state.mtime === null ? 'none' : timestampText(state.mtime),
    size: state.size,
    sha256: sha256 === null ? '' : byteStringToHex(bytesToByteString(sha256)),
    link: state.link,
    device: device === null ? '' : `${device.major}:${device.minor}`,
    xattrs: [...state.xattrs]
      .map(([name, value]) => `${name}=${bytesToByteString(value)}`)
      .sort(byBytes)
      .join(' '),
    firstName: hardLinkOf === null ? null : tree.path(hardLinkOf),
    isImplied: state.isImplied,
    layer: state.layer,
  };
}

function subtreeLines(tree: MergedTree, level: number): readonly string[] {
  return [...tree.walk(level)].map((node) => {
    const { bytes, entries } = tree.subtree(node, level);
    const parts = tree.bytesByLayer(node, level).flatMap((part, layer) => (part > 0 ? [`${layer}:${part}`] : []));
    return `level ${level}: below ${tree.path(node)} ${bytes} bytes in ${entries} entries (${parts.join(' ')})`;
  });
}

function changeLines(tree: MergedTree, levels: readonly number[]): readonly string[] {
  const ranges = levels.flatMap((from) => levels.slice(from + 1).map((to) => [from, to] as const));
  return [
    ...levels.slice(1).map((layer) => {
      const { added, changed, removed } = tree.changeCounts(layer);
      return `layer ${layer} counts +${added} ~${changed} -${removed}`;
    }),
    ...ranges.flatMap(([from, to]) =>
      [...tree.changes(from, to)].map(
        (change) => `changes ${from}..${to}: ${changeLine({ ...change, path: tree.path(change.node) })}`,
      ),
    ),
  ];
}

function versionLines(tree: MergedTree, levels: readonly number[]): readonly string[] {
  const nodes = everyNode(tree, tree.find(ROOT)).sort((one, other) => byBytes(tree.path(one), tree.path(other)));
  return [
    ...nodes.flatMap((node) =>
      tree
        .versions(node)
        .map(
          (version) =>
            `version in ${version.layer}: ${changeLine({ ...version, path: tree.path(node) })}, ${bytesLine(tree, version)}`,
        ),
    ),
    ...levels.flatMap((level) =>
      [...tree.walk(level)].map(
        (node) => `level ${level}: ${tree.path(node)} changed in ${tree.changedIn(node, level).layer}`,
      ),
    ),
  ];
}

function bytesLine(tree: MergedTree, { broughtBytes, death, killed, removedAt }: Version): string {
  return [
    `brought ${broughtBytes}`,
    ...(death === null ? [] : [`dead by ${death.cause} in ${death.layer}`]),
    ...(killed === null ? [] : [`killed ${killed.bytes} of ${killed.layer} by ${killed.cause}`]),
    ...(removedAt === null ? [] : [`removed at ${tree.path(removedAt)}`]),
  ].join(', ');
}

function everyNode(tree: MergedTree, node: NodeId | null): NodeId[] {
  return node === null ? [] : [node, ...tree.children(node).flatMap((child) => everyNode(tree, child))];
}

/** Those of the layers by themselves and those of merging them. */
function problemLines(tree: MergedTree): readonly string[] {
  const ofLayers = tree.layers.flatMap((index, at) =>
    (index?.problems ?? []).map(({ code, path }) => `problem ${code} layer ${at + 1} ${path}`),
  );
  const ofMerge = tree.problems.map(({ code, layer, path }) => `problem ${code} layer ${layer} ${path}`);
  return [...ofLayers, ...ofMerge].sort(byBytes);
}
