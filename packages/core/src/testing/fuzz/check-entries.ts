import { bytesToByteString } from '@stratascope/core';
import type { RecipeEntry } from '../layer-recipe';
import { require } from './finding';

/**
 * What was read of a tar that nobody changed is what its recipe says: unlike the reference, which is given the entries as
 * they were read, the recipe knows nothing of the reader.
 */
export function checkEntries(read: readonly RecipeEntry[], said: readonly RecipeEntry[]): void {
  require(read.length === said.length, () => `${read.length} entries of a sound tar of ${said.length}`);
  for (const [at, entry] of read.entries()) {
    const expected = said[at];
    require(expected !== undefined && lineOf(entry) === lineOf(expected), () =>
      `entry ${at} of a sound tar is\n  ${lineOf(entry)}\nbut by its recipe\n  ${expected && lineOf(expected)}`);
  }
}

function lineOf({ content: _, sha256, xattrs, mtime, ...fields }: RecipeEntry): string {
  const names = Object.keys(fields).sort() as (keyof typeof fields)[];
  return JSON.stringify([
    ...names.map((name) => [name, fields[name]]),
    `${mtime.seconds} ${mtime.nanoseconds}`,
    [...xattrs].map(([name, value]) => [name, bytesToByteString(value)]).sort(),
    sha256 === null ? '' : bytesToByteString(sha256),
  ]);
}
