import { type BroughtChange, type MergedTree, type NodeState, visibleText } from '@stratascope/core';
import type { LevelRange } from '../arguments/parse-level';
import { attributeChanges, CHANGE_WORDS } from './change-words';
import { lastLevelOf } from './last-level';
import { nodeSuffix, TYPE_NAMES } from './node-text';
import type { Paint } from './paint';
import { group, sizeParts } from './size-text';

const WORD_WIDTH = Math.max(...Object.values(CHANGE_WORDS).map(({ word }) => word.length));

/** The changes between two levels for eyes: a line a path, in the order of `ls`, then how many there are. */
export function* changeLines(tree: MergedTree, range: LevelRange, paint: Paint): Generator<string> {
  const counts = { added: 0, changed: 0, removed: 0, identical: 0 };
  for (const change of tree.broughtChanges(range.from, range.to)) {
    counts[countedAs(change)]++;
    yield changeLine(tree, change, range.from, paint);
  }
  const { added, changed, removed, identical } = counts;
  const what = range.from === range.to - 1 ? `Layer ${range.to}` : `From level ${range.from} to level ${range.to}`;
  const again = identical === 0 ? '' : `, ${group(identical)} identical`;
  yield paint('quiet', `${what}: ${group(added)} added, ${group(changed)} changed, ${group(removed)} removed${again}.`);
}

function countedAs({ change }: BroughtChange): 'added' | 'changed' | 'removed' | 'identical' {
  if (change === 'removed' || change === 'identical') return change;
  return change === 'added' || change === 're-added' ? 'added' : 'changed';
}

function changeLine(tree: MergedTree, change: BroughtChange, from: number, paint: Paint): string {
  const { mark, word, style } = CHANGE_WORDS[change.change];
  const size = sizeDifference(change);
  const path = visibleText(tree.path(change.node)).text;
  const seen = change.after ?? change.before;
  const suffix = seen === null || path === '/' ? '' : nodeSuffix(seen);
  const details = detailsOf(tree, change, from);
  const head = paint(style, `${mark} ${word.padEnd(WORD_WIDTH)}`);
  return `${head}  ${size}  ${path}${suffix}${details === '' ? '' : paint('quiet', `  (${details})`)}`;
}

function detailsOf(
  tree: MergedTree,
  { node, change, changed, how, before, after }: BroughtChange,
  from: number,
): string {
  if (change === 'removed') return how ?? '';
  const types = change === 'replaced' && before !== null && after !== null ? typeChange(before, after) : '';
  const last = change === 're-added' ? lastLevelOf(tree, node, from) : null;
  const since = last === null ? before : tree.stateAt(node, last);
  return [types, attributeChanges(changed, since, after)].filter((part) => part !== '').join(', ');
}

const typeChange = (before: NodeState, after: NodeState) => `${TYPE_NAMES[before.type]} → ${TYPE_NAMES[after.type]}`;

/** What the change adds to the bytes of the path, with its sign; blank where no file is concerned. */
function sizeDifference({ before, after }: BroughtChange): string {
  const isFile = before?.type === 'file' || after?.type === 'file';
  const difference = (after?.size ?? 0) - (before?.size ?? 0);
  if (!isFile) return ''.padStart(12);
  const { number, unit } = sizeParts(Math.abs(difference));
  const sign = difference > 0 ? '+' : difference < 0 ? '−' : '';
  return `${sign}${number}`.padStart(9) + ` ${unit}`.padEnd(3);
}
