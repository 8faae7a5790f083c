import type { DeadBytes, LayerLedger } from '../../pure/ledger/ledger';
import type { DeathCause } from '../../pure/tree/change';
import { compareNodes } from './compare-nodes';
import type { AppliedLayer, Inode, Level } from './reference-model';

/** An inode of a regular file that nobody sees any more. */
export interface Death {
  readonly inode: Inode;
  readonly cause: DeathCause;
  readonly by: number;
}

/** Rule 23: the files that a layer buried, its own among them. */
export function deathsIn(applied: AppliedLayer): readonly Death[] {
  const survivors = inodesOf(applied.level);
  const buried = [...inodesOf(applied.below)].filter((inode) => inode.type === 'file' && !survivors.has(inode));
  const superseded = applied.broughtFiles.filter((inode) => !survivors.has(inode));
  return [
    ...buried.map((inode) => ({ inode, cause: causeOfDeath(inode, applied), by: applied.layer })),
    ...superseded.map((inode) => ({ inode, cause: 'superseded-in-layer' as const, by: applied.layer })),
  ];
}

/** An inode dies with the last of its names, and of what took that one. */
function causeOfDeath(inode: Inode, applied: AppliedLayer): DeathCause {
  const loss = applied.losses.findLast(({ lost }) => lost.inode === inode);
  if (loss === undefined) throw new Error('a file died of nothing');
  if (loss.cause !== 'rewritten') return loss.cause;
  const heir = applied.level.get(loss.path);
  if (heir === undefined) return 'replaced';
  switch (compareNodes(inode, heir.inode).kind) {
    case 'type':
      return 'replaced';
    case 'content':
      return 'overwritten';
    case 'metadata':
      return 'metadata';
    case 'none':
      return 'identical';
  }
}

/** Rules 22 and 23 for layers 1 to `level`, by all the deaths of the image. */
export function ledgerAt(
  level: number,
  layers: readonly AppliedLayer[],
  deaths: readonly Death[],
): readonly LayerLedger[] {
  return layers.slice(0, level).map(({ layer, broughtFiles }) => {
    const dead = deaths.filter(({ inode, by }) => inode.broughtBy === layer && by <= level);
    const content = sum(broughtFiles.map(({ size }) => size));
    const deadBytes = sum(dead.map(({ inode }) => inode.size));
    return { layer, content, live: content - deadBytes, dead: deadBytes, deadBy: groupDeaths(dead) };
  });
}

const CAUSES: readonly DeathCause[] = [
  'overwritten',
  'metadata',
  'identical',
  'whiteout',
  'opaque',
  'replaced',
  'superseded-in-layer',
];

/** By cause, then by the layer that killed; without what has no bytes. */
function groupDeaths(deaths: readonly Death[]): readonly DeadBytes[] {
  const killers = [...new Set(deaths.map(({ by }) => by))].sort((one, other) => one - other);
  return CAUSES.flatMap((cause) =>
    killers.map((by) => {
      const ofThese = deaths.filter((death) => death.cause === cause && death.by === by);
      return { cause, by, bytes: sum(ofThese.map(({ inode }) => inode.size)) };
    }),
  ).filter(({ bytes }) => bytes > 0);
}

function inodesOf(level: Level): ReadonlySet<Inode> {
  return new Set([...level.values()].map(({ inode }) => inode));
}

export function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, value) => total + value, 0);
}
