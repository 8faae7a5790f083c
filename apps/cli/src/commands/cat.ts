import { ImageError, type MergedTree, type NodeId, type NodeState } from '@stratascope/core';
import { parseLevel } from '../arguments/parse-level';
import { locationAndPath } from '../arguments/positionals';
import { withImage } from '../images/with-image';
import { visiblePieces } from '../output/visible-pieces';
import type { CommandContext, CommandExit } from './command';

/** `cat`: the contents of a file as of a level; of one that is not there, what it had last. */
export async function run(context: CommandContext): Promise<CommandExit> {
  const { location, path } = locationAndPath(context.arguments, 'cat');
  return withImage(context, location, async (image, reading) => {
    const { tree } = image;
    const level = parseLevel(context.arguments.value('level'), tree.layerCount);
    const node = tree.find(path);
    const state = node === null ? null : lastState(tree, node, level);
    if (state === null) throw new ImageError('path-unknown', { details: { path, level } });
    if (state.type !== 'file' || state.source === null) throw new ImageError('not-a-file', { details: { path } });
    const { out } = context.streams;
    const pieces = reading.contents.read(image, state.source, { signal: context.signal });
    // What an image holds must not command the terminal that it is looked at on.
    for await (const piece of out.isTerminal ? visiblePieces(pieces) : pieces) await out.write(piece);
  });
}

/** What is seen at a level, or was seen last below it. */
function lastState(tree: MergedTree, node: NodeId, level: number): NodeState | null {
  for (let at = level; at > 0; at--) {
    const state = tree.stateAt(node, at);
    if (state !== null) return state;
  }
  return null;
}
