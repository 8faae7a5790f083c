import type { LayerLedger } from '../../pure/ledger/ledger';
import type { EntryPath } from '../../pure/model/entry-path';
import type { Problem } from '../../pure/model/problem';
import type { RemovalCause } from '../../pure/tree/change';
import type { RecipeEntry } from '../layer-recipe';
import { applyLayer, EMPTY_LEVEL } from './apply-layer';
import { byBytes, changesOf, type ReferenceChange } from './reference-changes';
import { type Death, deathsIn, ledgerAt, sum } from './reference-ledger';
import type { AppliedLayer, Inode, Level, Node } from './reference-model';

/** One visible path (rule 25). */
export interface ReferenceRow {
  readonly path: EntryPath;
  readonly node: Node;
  /** The first by bytes of the names of its inode, where it has two or more; else null. */
  readonly firstName: EntryPath | null;
}

/** One removed path (rule 24). */
export interface ReferenceGhost {
  readonly path: EntryPath;
  /** As it was seen last. */
  readonly node: Node;
  readonly removedBy: { readonly layer: number; readonly how: RemovalCause };
}

export interface ReferenceLevel {
  readonly level: number;
  /** Ordered by the bytes of the path. */
  readonly rows: readonly ReferenceRow[];
  readonly ghosts: readonly ReferenceGhost[];
  /** Layers 1 to `level`. */
  readonly ledger: readonly LayerLedger[];
  /** Logical bytes of the regular files, each inode once: an independent walk of the merged file system. */
  readonly bytes: number;
}

export interface ReferenceImage {
  /** Levels 0 to n. */
  readonly levels: readonly ReferenceLevel[];
  /** What each layer did; layer 1 is the first. */
  readonly changes: readonly (readonly ReferenceChange[])[];
  readonly layers: readonly AppliedLayer[];
  /** Each file that is dead at the top, once. */
  readonly deaths: readonly Death[];
  readonly problems: readonly Problem[];
}

/**
 * An image's truth, straight from the rules: every level is a plain map of paths, made anew from the one below.
 *
 * Slow on purpose and sharing nothing with the merge, so that the two can only agree by both being right.
 * A layer that is null is missing and has no entries (rule 26).
 */
export function referenceImage(layers: readonly (readonly RecipeEntry[] | null)[]): ReferenceImage {
  const applied: AppliedLayer[] = [];
  const levels: Level[] = [EMPTY_LEVEL];
  for (const [index, entries] of layers.entries()) {
    const result = applyLayer(levels[index] ?? EMPTY_LEVEL, entries ?? [], index + 1);
    applied.push(result);
    levels.push(result.level);
  }
  const deaths = applied.flatMap(deathsIn);
  return {
    layers: applied,
    deaths,
    levels: levels.map((level, number) => ({
      level: number,
      rows: rowsOf(level),
      ghosts: ghostsAt(number, levels, applied),
      ledger: ledgerAt(number, applied, deaths),
      bytes: bytesOf(level),
    })),
    changes: applied.map((layer, index) => changesOf(layer, levels.slice(0, index))),
    problems: applied.flatMap(({ problems }) => problems),
  };
}

function rowsOf(level: Level): readonly ReferenceRow[] {
  const names = new Map<Inode, EntryPath[]>();
  for (const path of [...level.keys()].sort(byBytes)) {
    const inode = level.get(path)?.inode;
    if (inode !== undefined) names.set(inode, [...(names.get(inode) ?? []), path]);
  }
  return [...level]
    .sort(([one], [other]) => byBytes(one, other))
    .map(([path, node]) => {
      const [first, second] = names.get(node.inode) ?? [];
      return { path, node, firstName: first !== undefined && second !== undefined ? first : null };
    });
}

/** Rule 24: what some level below had and this one has not, with the layer that took it away last. */
function ghostsAt(level: number, levels: readonly Level[], layers: readonly AppliedLayer[]): readonly ReferenceGhost[] {
  const paths = new Set(levels.slice(0, level).flatMap((each) => [...each.keys()]));
  return [...paths]
    .filter((path) => !levels[level]?.has(path))
    .sort(byBytes)
    .map((path) => {
      const last = levels.slice(0, level).findLastIndex((each) => each.has(path));
      const node = levels[last]?.get(path);
      const removal = layers[last]?.removals.get(path);
      if (node === undefined || removal === undefined) throw new Error(`nothing took ${path} away`);
      return { path, node, removedBy: { layer: last + 1, how: removal.how } };
    });
}

function bytesOf(level: Level): number {
  return sum([...new Set([...level.values()].map(({ inode }) => inode))].map(({ size }) => size));
}
