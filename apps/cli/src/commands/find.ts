import {
  describeFound,
  failureDetails,
  ghostRow,
  ImageError,
  lsRow,
  type MergedTree,
  type NodeId,
  PathSearch,
  parseQuery,
} from '@stratascope/core';
import { parseLevel } from '../arguments/parse-level';
import { locationAndQuery } from '../arguments/positionals';
import { withImage } from '../images/with-image';
import { chunkedWriter } from '../output/chunked-writer';
import { jsonText } from '../output/json-text';
import { nodeLines } from '../output/listing-lines';
import { painter } from '../output/paint';
import { group, sizeText } from '../output/size-text';
import type { CommandContext, CommandExit } from './command';

/** `find`: the paths of a level, live and removed, that a query finds; lines as `ls` has them. */
export async function run(context: CommandContext): Promise<CommandExit> {
  const { out } = context.streams;
  const format = context.arguments.value('format') ?? 'text';
  if (format !== 'text' && format !== 'jsonl') {
    throw new ImageError('usage', { details: { reason: `--format is text or jsonl, not “${format}”.` } });
  }
  const { location, query: text } = locationAndQuery(context.arguments);
  const parsed = parseQuery(text);
  // Before the image is read, which may take long.
  if (parsed.kind === 'failure') throw new ImageError('query-invalid', { details: failureDetails(parsed.failure) });
  return withImage(context, location, async ({ tree }) => {
    const level = parseLevel(context.arguments.value('level'), tree.layerCount);
    const search = new PathSearch(tree, parsed.query, { level, limit: Number.POSITIVE_INFINITY, withTotals: true });
    const found = foundNodes(search, context.signal);
    const writer = chunkedWriter(out);
    if (format === 'jsonl') {
      for (const node of found) await writer.line(jsonText(foundJson(tree, node, level), out));
    } else {
      const paint = painter(out);
      for (const line of nodeLines(tree, found, level, paint)) await writer.line(line);
      const paths = `${group(search.count)} ${search.count === 1 ? 'path' : 'paths'}`;
      await writer.line(paint('quiet', `${paths}, ${sizeText(search.bytes)} live as of layer ${level}.`));
    }
    await writer.end();
  });
}

/** As they are found, so that the first can be read while the others are looked for. */
function* foundNodes(search: PathSearch, signal: AbortSignal): Generator<NodeId> {
  let told = 0;
  for (let isMore = true; isMore; ) {
    signal.throwIfAborted();
    isMore = search.step();
    for (; told < search.found.length; told++) yield search.found[told] as NodeId;
  }
}

/** A row of `ls --ghosts`, with all layers that brought, changed or removed the path. */
function foundJson(tree: MergedTree, node: NodeId, level: number) {
  const row = lsRow(tree, node, level) ?? ghostRow(tree, node, level);
  return { ...row, layers: describeFound(tree, node, { level }).layers.filter((layer) => layer <= level) };
}
