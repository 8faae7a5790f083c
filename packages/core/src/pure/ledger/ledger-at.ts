import type { DeathCause } from '../tree/change';
import type { ByteFacts } from './byte-deaths';
import { DEATH_CAUSES, type DeadBytes, type LayerLedger, type Ledger } from './ledger';

/** Rule 23 at a level: what layers above it brought or killed does not count. */
export function ledgerAt(facts: ByteFacts, level: number): Ledger {
  const deadBy: DeadBytes[][] = Array.from({ length: level + 1 }, () => []);
  const byCause = new Map<DeathCause, number>();
  for (const { born, by, cause, bytes } of facts.deaths) {
    if (by > level) continue;
    deadBy[born]?.push({ cause, by, bytes });
    byCause.set(cause, (byCause.get(cause) ?? 0) + bytes);
  }
  const layers: LayerLedger[] = [];
  for (let layer = 1; layer <= level; layer++) {
    const content = facts.content[layer] ?? 0;
    const cells = deadBy[layer] ?? [];
    const dead = cells.reduce((sum, cell) => sum + cell.bytes, 0);
    layers.push({ layer, content, live: content - dead, dead, deadBy: cells });
  }
  const content = layers.reduce((sum, ledger) => sum + ledger.content, 0);
  const dead = layers.reduce((sum, ledger) => sum + ledger.dead, 0);
  return { level, layers, content, live: content - dead, dead, deadBy: causesInOrder(byCause) };
}

function causesInOrder(byCause: ReadonlyMap<DeathCause, number>): Readonly<Partial<Record<DeathCause, number>>> {
  const sums: Partial<Record<DeathCause, number>> = {};
  for (const cause of DEATH_CAUSES) {
    const bytes = byCause.get(cause);
    if (bytes !== undefined) sums[cause] = bytes;
  }
  return sums;
}
