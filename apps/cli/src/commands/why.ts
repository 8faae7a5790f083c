import { ImageError, type MergedTree, type NodeId } from '@stratascope/core';
import { locationAndPath } from '../arguments/positionals';
import { withImage } from '../images/with-image';
import { jsonDocument } from '../output/json-text';
import { lifeJson } from '../output/life-json';
import { lifeLines } from '../output/life-lines';
import { painter } from '../output/paint';
import type { CommandContext, CommandExit } from './command';

/** `why`: the life of a path, version by version (rule 24). */
export async function run(context: CommandContext): Promise<CommandExit> {
  const { out } = context.streams;
  const { location, path } = locationAndPath(context.arguments, 'why');
  return withImage(context, location, async (image) => {
    const node = image.tree.find(path);
    if (node === null || !isKnown(image.tree, node)) throw new ImageError('path-unknown', { details: { path } });
    const text = context.arguments.isSet('json')
      ? jsonDocument(lifeJson(image.tree, node), out)
      : `${lifeLines(image, node, painter(out)).join('\n')}\n`;
    await out.write(text);
  });
}

/** A root that no layer declares is there without any version. */
const isKnown = (tree: MergedTree, node: NodeId) =>
  tree.versions(node).length > 0 || tree.stateAt(node, tree.layerCount) !== null;
