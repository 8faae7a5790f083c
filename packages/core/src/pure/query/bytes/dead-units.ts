import type { LayerIndex } from '../../layer-index/layer-index';
import { EntryKind } from '../../layer-index/layer-index';
import { DEATH_CAUSES } from '../../ledger/ledger';
import { unpackDeath } from '../../tree/inode-table';
import { findChild } from '../../tree/node-path';
import { ROOT_NODE, type TreeColumns } from '../../tree/tree-columns';
import { isPresent, typeOf } from '../../tree/version-bits';

/**
 * The files that ever died, as columns in the order of the nodes that they died at: those of `node` stand from
 * `start[node]` to `start[node + 1]`. Files without bytes are left out.
 *
 * An inode stands once, at the first by bytes of the names that it had right before (as a live one does at its `hl`
 * name). What a layer brought and lost itself never had a name at any level: it stands at the path of its entry, or
 * where no level ever had that path, at the nearest directory above.
 */
export interface DeadUnits {
  readonly start: Uint32Array;
  readonly bytes: Float64Array;
  /** The layer that brought it. */
  readonly born: Uint32Array;
  /** The layer that killed it. */
  readonly by: Uint32Array;
  /** Position in `DEATH_CAUSES`. */
  readonly cause: Uint8Array;
}

/** One pass over all versions, and one over the deaths. Costs 21 bytes a unit and 4 a node. */
export function deadUnits(columns: TreeColumns): DeadUnits {
  const found = new FoundUnits(columns);
  if (columns.deaths.length > 0) {
    addBuried(columns, found);
    addSuperseded(columns, found);
  }
  return found.byNode();
}

const SUPERSEDED = DEATH_CAUSES.indexOf('superseded-in-layer');

/** Units in the order in which they are found. */
class FoundUnits {
  readonly #columns: TreeColumns;
  readonly #node: number[] = [];
  readonly #source: number[] = [];

  constructor(columns: TreeColumns) {
    this.#columns = columns;
  }

  add(node: number, source: number): void {
    this.#node.push(node);
    this.#source.push(source);
  }

  /** By a counting sort over the nodes. */
  byNode(): DeadUnits {
    const { nodeCount, entries, deaths } = this.#columns;
    const count = this.#node.length;
    const start = new Uint32Array(nodeCount + 1);
    for (const node of this.#node) start[node + 1] = (start[node + 1] ?? 0) + 1;
    for (let node = 0; node < nodeCount; node++) start[node + 1] = (start[node + 1] ?? 0) + (start[node] ?? 0);
    const next = start.slice(0, nodeCount);
    const units = {
      start,
      bytes: new Float64Array(count),
      born: new Uint32Array(count),
      by: new Uint32Array(count),
      cause: new Uint8Array(count),
    };
    this.#node.forEach((node, at) => {
      const unit = next[node] ?? 0;
      next[node] = unit + 1;
      const source = this.#source[at] ?? 0;
      const death = unpackDeath(deaths[source] ?? 0);
      units.bytes[unit] = entries.size(source);
      units.born[unit] = entries.layerOf(source);
      units.by[unit] = death?.layer ?? 0;
      units.cause[unit] = death === null ? SUPERSEDED : DEATH_CAUSES.indexOf(death.cause);
    });
    return units;
  }
}

/** Files that some level had: each was lost where the layer that killed it has the next version. */
function addBuried(columns: TreeColumns, found: FoundUnits): void {
  const { nodeCount, versionStart, versionLayer, versionSource, versionBits, deaths, entries, linkedNames } = columns;
  const placed = new Set<number>();
  for (let node = 0; node < nodeCount; node++) {
    const end = versionStart[node + 1] ?? 0;
    // What the newest version shows was not lost here.
    for (let version = versionStart[node] ?? 0; version + 1 < end; version++) {
      const bits = versionBits[version] ?? 0;
      if (!isPresent(bits) || typeOf(bits) !== EntryKind.file) continue;
      const source = versionSource[version] ?? 0;
      const death = unpackDeath(deaths[source] ?? 0);
      if (death === null || death.layer !== versionLayer[version + 1]) continue;
      if (entries.size(source) === 0) continue;
      if (linkedNames.has(source)) {
        // Nodes come in the order of their paths' bytes: the first is the one.
        if (placed.has(source)) continue;
        placed.add(source);
      }
      found.add(node, source);
    }
  }
}

/** Files that no level had. */
function addSuperseded(columns: TreeColumns, found: FoundUnits): void {
  const { entries, deaths } = columns;
  entries.layers.forEach((index, position) => {
    if (index === null) return;
    const start = entries.start(position + 1);
    const places = new EntryPlaces(columns, index);
    for (let entry = 0; entry < index.entryCount; entry++) {
      const packed = deaths[start + entry] ?? 0;
      if (packed === 0 || unpackDeath(packed)?.cause !== 'superseded-in-layer' || index.size(entry) === 0) continue;
      // AUFS keeps what hard links share under a name that is never shown (rule 7).
      found.add(index.isHidden(entry) ? ROOT_NODE : places.nodeOf(index.path[entry] ?? 0), start + entry);
    }
  });
}

/** Where the paths of a layer stand in the merged tree, or the nearest path above that does. */
class EntryPlaces {
  readonly #columns: TreeColumns;
  readonly #index: LayerIndex;
  /** By path id. */
  readonly #known = new Map<number, { readonly node: number; readonly isExact: boolean }>();

  constructor(columns: TreeColumns, index: LayerIndex) {
    this.#columns = columns;
    this.#index = index;
    this.#known.set(0, { node: ROOT_NODE, isExact: true });
  }

  nodeOf(path: number): number {
    const { pathParent, names, nameStart } = this.#index;
    const chain: number[] = [];
    let at = path;
    let place = this.#known.get(at);
    while (place === undefined) {
      chain.push(at);
      at = pathParent[at] ?? 0;
      place = this.#known.get(at);
    }
    for (let below = chain.pop(); below !== undefined; below = chain.pop()) {
      const name = names.subarray(nameStart[below], nameStart[below + 1]);
      const child: number | null = place.isExact ? findChild(this.#columns, place.node, name) : null;
      place = child === null ? { node: place.node, isExact: false } : { node: child, isExact: true };
      this.#known.set(below, place);
    }
    return place.node;
  }
}
