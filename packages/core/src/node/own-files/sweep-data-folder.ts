import type { DataFolder } from '../data-folder';
import { heldNames } from './holds';
import { sweepLeftOvers, sweepUnfinished } from './unfinished';

/** Removes what processes that were killed left in the data folder. A few looks into folders that are mostly empty. */
export async function sweepDataFolder({
  root,
  indexes,
  contents,
  uploads,
  scratch,
  incoming,
}: DataFolder): Promise<void> {
  await Promise.all([
    ...[root, indexes, contents, uploads, scratch].map(sweepUnfinished),
    ...[uploads, scratch].map(heldNames),
    sweepLeftOvers(incoming),
  ]);
}
