import { rangeBelow } from '../../tree/tree-columns';
import type { BytesGroups } from './byte-group';
import type { BytesFolder, BytesShown } from './bytes-picture';
import type { PieceKind } from './choose-pieces';
import type { UnitSums } from './unit-sums';

/** Adds up what is folded in one directory after another; each node is folded in one of them at most. */
export class RestTally {
  readonly #sums: UnitSums;
  readonly #groups: BytesGroups | null;
  readonly #live: Float64Array;
  readonly #byGroup: Float64Array;
  readonly #born: Float64Array;
  readonly #killers: Float64Array;
  #liveCount = 0;
  #deadCount = 0;
  #lastLive = -1;
  #lastDead = -1;

  constructor(sums: UnitSums, groups: BytesGroups | null, level: number) {
    this.#sums = sums;
    this.#groups = groups;
    this.#live = new Float64Array(level + 1);
    this.#byGroup = new Float64Array(groups?.names.length ?? 0);
    this.#born = new Float64Array(level + 1);
    this.#killers = new Float64Array(level + 1);
  }

  clear(): void {
    for (const cells of [this.#live, this.#byGroup, this.#born, this.#killers]) cells.fill(0);
    this.#liveCount = 0;
    this.#deadCount = 0;
    this.#lastLive = -1;
    this.#lastDead = -1;
  }

  add(kind: PieceKind, node: number, unit: number, show: BytesShown): void {
    let hasLive = false;
    let hasDead = false;
    if (kind === 'live') hasLive = this.#addLive(node, node + 1);
    else if (kind === 'dead') hasDead = this.#addDead(unit, unit + 1);
    else {
      const { units, columns } = this.#sums;
      const { first, end } = rangeBelow(columns, node);
      if (show !== 'dead') hasLive = this.#addLive(first, end);
      if (show !== 'live') hasDead = this.#addDead(units.start[first] ?? 0, units.start[end] ?? 0);
    }
    // A path counts once, however many versions of it died.
    if (hasLive && this.#lastLive !== node) this.#liveCount++;
    if (hasDead && this.#lastDead !== node) this.#deadCount++;
    if (hasLive) this.#lastLive = node;
    if (hasDead) this.#lastDead = node;
  }

  result(): Pick<BytesFolder, 'restLive' | 'restDead'> {
    const names = this.#groups?.names ?? [];
    const layers = pairs(this.#live);
    const born = pairs(this.#born);
    return {
      restLive:
        layers.length === 0
          ? null
          : {
              count: this.#liveCount,
              bytes: sum(layers),
              layers,
              groups: pairs(this.#byGroup).map(([group, bytes]) => [names[group] ?? '', bytes]),
            },
      restDead:
        born.length === 0
          ? null
          : { count: this.#deadCount, bytes: sum(born), layers: born, killers: pairs(this.#killers) },
    };
  }

  #addLive(first: number, end: number): boolean {
    const { liveBefore, origin } = this.#sums;
    if (liveBefore[first] === liveBefore[end]) return false;
    for (let node = first; node < end; node++) {
      const bytes = (liveBefore[node + 1] ?? 0) - (liveBefore[node] ?? 0);
      if (bytes === 0) continue;
      const layer = origin[node] ?? 0;
      this.#live[layer] = (this.#live[layer] ?? 0) + bytes;
      if (this.#groups === null) continue;
      const group = this.#groups.of(node);
      this.#byGroup[group] = (this.#byGroup[group] ?? 0) + bytes;
    }
    return true;
  }

  #addDead(first: number, end: number): boolean {
    const { deadBefore, units } = this.#sums;
    if (deadBefore[first] === deadBefore[end]) return false;
    for (let unit = first; unit < end; unit++) {
      const bytes = (deadBefore[unit + 1] ?? 0) - (deadBefore[unit] ?? 0);
      if (bytes === 0) continue;
      const born = units.born[unit] ?? 0;
      const by = units.by[unit] ?? 0;
      this.#born[born] = (this.#born[born] ?? 0) + bytes;
      this.#killers[by] = (this.#killers[by] ?? 0) + bytes;
    }
    return true;
  }
}

function pairs(cells: Float64Array): readonly (readonly [number, number])[] {
  const found: [number, number][] = [];
  for (let at = 0; at < cells.length; at++) {
    const bytes = cells[at] ?? 0;
    if (bytes > 0) found.push([at, bytes]);
  }
  return found;
}

function sum(found: readonly (readonly [number, number])[]): number {
  return found.reduce((total, [, bytes]) => total + bytes, 0);
}
