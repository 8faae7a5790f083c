import { lsRows, type MergedTree } from '@stratascope/core';
import { require } from './finding';

/** Rule 23 at every level, and that every row can be listed: each byte of content is live or dead of one cause. */
export function checkLevels(tree: MergedTree): void {
  for (let level = 0; level <= tree.layerCount; level++) {
    const ledger = tree.ledger(level);
    const at = `the ledger of level ${level}`;
    require(ledger.layers.length === level, () => `${at} has ${ledger.layers.length} layers`);
    for (const { layer, content, live, dead, deadBy } of ledger.layers) {
      const said = sum(deadBy.map(({ bytes }) => bytes));
      require(content === live + dead && live >= 0 && dead === said, () => {
        return `${at}, layer ${layer}: content ${content}, live ${live}, dead ${dead}, by cause ${said}`;
      });
    }
    require(ledger.live === sum(ledger.layers.map(({ live }) => live)), () => `${at} says live ${ledger.live}`);
    require(ledger.live === listedBytes(tree, level), () => `${at} says live ${ledger.live}, its files have others`);
  }
}

/** Lists the level with its ghosts; the bytes of its regular files, each inode once. */
function listedBytes(tree: MergedTree, level: number): number {
  let bytes = 0;
  for (const row of lsRows(tree, level, { ghosts: true })) {
    require(JSON.stringify(row).length > 2 && row.path.startsWith('/'), () => `a row ${JSON.stringify(row)}`);
    if ('ghost' in row || row.type !== 'file') continue;
    if (row.hl === undefined || row.hl === row.path) bytes += row.size ?? 0;
  }
  return bytes;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, value) => total + value, 0);
}
