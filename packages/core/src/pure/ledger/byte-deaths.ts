import type { DeathCause } from '../tree/change';
import { DEATH_CAUSES } from './ledger';

/** Bytes of one layer that one layer killed in one way. */
export interface DeathCell {
  readonly born: number;
  readonly by: number;
  readonly cause: DeathCause;
  readonly bytes: number;
}

/** What each layer brought, and all that ever died of it: the facts that the ledger of any level is added up from. */
export interface ByteFacts {
  /** By layer; index 0 unused. */
  readonly content: Float64Array;
  /** Sorted by layer of birth, then cause, then killer; none is empty. */
  readonly deaths: readonly DeathCell[];
}

/** Counts bytes as layers, one after another, bring and kill them. */
export class ByteTally {
  readonly #content: Float64Array;
  readonly #deaths = new Map<number, number>();
  /** What the layer that is counted has killed, by layer of birth and cause; and of which there is something. */
  readonly #killed: Float64Array;
  #kinds: number[] = [];

  constructor(layerCount: number) {
    this.#content = new Float64Array(layerCount + 1);
    this.#killed = new Float64Array((layerCount + 1) * DEATH_CAUSES.length);
  }

  bring(layer: number, bytes: number): void {
    this.#content[layer] = (this.#content[layer] ?? 0) + bytes;
  }

  /** `cause`: position in `DEATH_CAUSES`. */
  kill(born: number, cause: number, bytes: number): void {
    if (bytes === 0) return;
    const kind = born * DEATH_CAUSES.length + cause;
    const before = this.#killed[kind] ?? 0;
    if (before === 0) this.#kinds.push(kind);
    this.#killed[kind] = before + bytes;
  }

  /** What was killed since the layer before was that layer's doing. */
  endLayer(by: number): void {
    for (const kind of this.#kinds) {
      this.#deaths.set(kind * this.#content.length + by, this.#killed[kind] ?? 0);
      this.#killed[kind] = 0;
    }
    this.#kinds = [];
  }

  facts(): ByteFacts {
    const layers = this.#content.length;
    const deaths = [...this.#deaths]
      .sort(([one], [other]) => one - other)
      .map(([key, bytes]): DeathCell => {
        const bornAndCause = Math.floor(key / layers);
        const cause = DEATH_CAUSES[bornAndCause % DEATH_CAUSES.length] ?? 'superseded-in-layer';
        return { born: Math.floor(bornAndCause / DEATH_CAUSES.length), by: key % layers, cause, bytes };
      });
    return { content: this.#content, deaths };
  }
}
