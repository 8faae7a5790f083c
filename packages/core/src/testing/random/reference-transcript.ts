import type { EntryPath } from '../../pure/model/entry-path';
import { ROOT } from '../../pure/model/entry-path';
import { isBelow } from '../reference/apply-layer';
import { byBytes, changesBetween, type ReferenceChange } from '../reference/reference-changes';
import type { ReferenceImage, ReferenceLevel, ReferenceRow } from '../reference/reference-image';
import { sum } from '../reference/reference-ledger';
import { timestampText } from '../tar/write-tar';
import { changeLine, ghostLine, ledgerLine, rowLine } from './transcript-line';

/** All that the reference has to say of an image, in lines that {@link mergedTranscript} has to give as well. */
export function referenceTranscript(reference: ReferenceImage): readonly string[] {
  return [
    ...reference.levels.flatMap((level) => levelLines(level)),
    ...reference.levels.flatMap((level) => subtreeLines(level)),
    ...changeLines(reference),
    ...versionLines(reference),
    ...reference.problems.map(({ code, layer, path }) => `problem ${code} layer ${layer} ${path}`).sort(byBytes),
  ];
}

function levelLines(level: ReferenceLevel): readonly string[] {
  const rows = level.rows.map((row) => ({ path: row.path, line: rowLine(rowFacts(row)) }));
  const ghosts = level.ghosts.map(({ path, node, removedBy }) => {
    const { type, size } = node.inode;
    return { path, line: ghostLine({ path, type, size, layer: node.layer, removedBy }) };
  });
  const all = [...rows, ...ghosts].sort((one, other) => byBytes(one.path, other.path));
  return [
    ...rows.map(({ line }) => line),
    ...all.map(({ line }) => `with ghosts: ${line}`),
    ...level.ledger.map(ledgerLine),
    `live bytes ${level.bytes}`,
  ].map((line) => `level ${level.level}: ${line}`);
}

function rowFacts({ path, node, firstName }: ReferenceRow) {
  const { inode, layer, isImplied } = node;
  return {
    path,
    type: inode.type,
    mode: inode.mode,
    owner: `${inode.uid}:${inode.gid}`,
    mtime: inode.mtime === null ? 'none' : timestampText(inode.mtime),
    size: inode.size,
    sha256: inode.sha256,
    link: inode.link,
    device: inode.device,
    xattrs: [...inode.xattrs]
      .map(([name, value]) => `${name}=${value}`)
      .sort(byBytes)
      .join(' '),
    firstName,
    isImplied,
    layer,
  };
}

/** Rule 23: in the sums of a folder an inode counts once, at its first name. */
function subtreeLines({ level, rows }: ReferenceLevel): readonly string[] {
  return rows.map(({ path }) => {
    const inside = rows.filter((row) => isBelow(row.path, path) || row.path === path);
    const counted = inside.filter((row) => row.firstName === null || row.firstName === row.path);
    const byLayer = counted.map(({ node }) => ({ layer: node.inode.broughtBy, size: node.inode.size }));
    const layers = [...new Set(byLayer.filter(({ size }) => size > 0).map(({ layer }) => layer))].sort(
      (one, other) => one - other,
    );
    const parts = layers.map(
      (layer) => `${layer}:${sum(byLayer.filter((each) => each.layer === layer).map(({ size }) => size))}`,
    );
    return `level ${level}: below ${path} ${sum(byLayer.map(({ size }) => size))} bytes in ${inside.length - 1} entries (${parts.join(' ')})`;
  });
}

function changeLines({ layers, levels, changes }: ReferenceImage): readonly string[] {
  const maps = levels.map(({ rows }) => new Map(rows.map(({ path, node }) => [path, node])));
  const ranges = levels.flatMap((_, from) =>
    levels.slice(from + 1).map((__, index) => [from, from + 1 + index] as const),
  );
  return [
    ...changes.map((ofLayer, index) => `layer ${index + 1} counts ${countLine(ofLayer)}`),
    ...ranges.flatMap(([from, to]) =>
      changesBetween(from, to, maps, layers).map((change) => `changes ${from}..${to}: ${changeLine(change)}`),
    ),
  ];
}

function countLine(changes: readonly ReferenceChange[]): string {
  const count = (...kinds: readonly string[]) => changes.filter(({ change }) => kinds.includes(change)).length;
  return `+${count('added', 're-added')} ~${count('content', 'metadata', 'replaced')} -${count('removed')}`;
}

/** What a version brought and killed, and how that died (rules 23, 24): at the name where the bytes count. */
function bytesLine({ path, before, after }: ReferenceChange, layer: number, image: ReferenceImage): string {
  const isCounted = (level: number) =>
    [path, null, undefined].includes(image.levels[level]?.rows.find((row) => row.path === path)?.firstName);
  const brought =
    after?.inode.type === 'file' && after.inode.broughtBy === layer && isCounted(layer) ? after.inode : null;
  const death = image.deaths.find(({ inode }) => inode === brought);
  const killed = image.deaths.find(({ inode, by }) => inode === before?.inode && by === layer && isCounted(layer - 1));
  const removal = after === null ? image.layers[layer - 1]?.removals.get(path) : undefined;
  return [
    `brought ${brought?.size ?? 0}`,
    ...(death === undefined ? [] : [`dead by ${death.cause} in ${death.by}`]),
    ...(killed === undefined ? [] : [`killed ${killed.inode.size} of ${killed.inode.broughtBy} by ${killed.cause}`]),
    ...(removal === undefined ? [] : [`removed at ${removal.at}`]),
  ].join(', ');
}

/** Rule 24, and for each level the newest change at a path or, for a directory, in it. */
function versionLines(image: ReferenceImage): readonly string[] {
  const { changes, levels } = image;
  const all = changes.flatMap((ofLayer, index) => ofLayer.map((change) => ({ ...change, layer: index + 1 })));
  const versions = all.filter(({ change }) => change !== 'repeated');
  const felt = versions.filter(({ change }) => change !== 'identical');
  const paths = [...new Set(levels.flatMap(({ rows }) => rows.map(({ path }) => path)))].sort(byBytes);
  return [
    ...paths.flatMap((path) =>
      versions
        .filter((version) => version.path === path)
        .map(
          (version) =>
            `version in ${version.layer}: ${changeLine(version)}, ${bytesLine(version, version.layer, image)}`,
        ),
    ),
    ...levels.flatMap(({ level, rows }) =>
      rows.map(({ path, node }) => {
        const isDirectory = node.inode.type === 'dir';
        const concerns = (other: EntryPath) =>
          other === path || (isDirectory && (path === ROOT || isBelow(other, path)));
        const layers = felt.filter((each) => each.layer <= level && concerns(each.path)).map(({ layer }) => layer);
        return `level ${level}: ${path} changed in ${Math.max(0, ...layers)}`;
      }),
    ),
  ];
}
