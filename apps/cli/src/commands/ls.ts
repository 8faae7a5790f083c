import { ImageError, lsRows } from '@stratascope/core';
import { parseLevel } from '../arguments/parse-level';
import { onlyLocation } from '../arguments/positionals';
import { withImage } from '../images/with-image';
import { chunkedWriter } from '../output/chunked-writer';
import { jsonText } from '../output/json-text';
import { listingLines } from '../output/listing-lines';
import { painter } from '../output/paint';
import type { CommandContext, CommandExit } from './command';

/** `ls`: the merged file system at a level; rows by rule 25, or lines for eyes. */
export async function run(context: CommandContext): Promise<CommandExit> {
  const { streams } = context;
  const format = context.arguments.value('format') ?? 'text';
  if (format !== 'text' && format !== 'jsonl') {
    throw new ImageError('usage', { details: { reason: `--format is text or jsonl, not “${format}”.` } });
  }
  const location = onlyLocation(context.arguments, 'ls');
  return withImage(context, location, async ({ tree }) => {
    const level = parseLevel(context.arguments.value('level'), tree.layerCount);
    const ghosts = context.arguments.isSet('ghosts');
    const writer = chunkedWriter(streams.out);
    if (format === 'jsonl') {
      for (const row of lsRows(tree, level, { ghosts })) await writer.line(jsonText(row, streams.out));
    } else {
      for (const line of listingLines(tree, level, { ghosts, paint: painter(streams.out) })) await writer.line(line);
    }
    await writer.end();
  });
}
