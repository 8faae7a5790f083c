import { ImageError } from '@stratascope/core';
import { parseRange } from '../arguments/parse-level';
import { locationAndMore } from '../arguments/positionals';
import { withImage } from '../images/with-image';
import { changeJson } from '../output/change-json';
import { changeLines } from '../output/change-lines';
import { chunkedWriter } from '../output/chunked-writer';
import { jsonText } from '../output/json-text';
import { painter } from '../output/paint';
import type { CommandContext, CommandExit } from './command';

/** `changes`: what differs between two levels (rule 16), in the order of `ls`. */
export async function run(context: CommandContext): Promise<CommandExit> {
  const { out } = context.streams;
  const format = context.arguments.value('format') ?? 'text';
  if (format !== 'text' && format !== 'jsonl') {
    throw new ImageError('usage', { details: { reason: `--format is text or jsonl, not “${format}”.` } });
  }
  const { location, more } = locationAndMore(context.arguments, 'changes');
  return withImage(context, location, async ({ tree }) => {
    const range = parseRange(more, tree.layerCount);
    const writer = chunkedWriter(out);
    if (format === 'jsonl') {
      for (const change of tree.broughtChanges(range.from, range.to))
        await writer.line(jsonText(changeJson(tree, change, range), out));
    } else {
      for (const line of changeLines(tree, range, painter(out))) await writer.line(line);
    }
    await writer.end();
  });
}
