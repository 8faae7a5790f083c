import { ImageError } from '@stratascope/core';
import { directoryTar } from '@stratascope/core/node';
import { parseLevel } from '../arguments/parse-level';
import { locationAndPath } from '../arguments/positionals';
import { withImage } from '../images/with-image';
import type { CommandContext, CommandExit } from './command';

/** `export`: a folder, or a single path, as of a level, as a tar. */
export async function run(context: CommandContext): Promise<CommandExit> {
  const { location, path } = locationAndPath(context.arguments, 'export');
  if (context.streams.out.isTerminal) {
    const reason = 'export writes a tar, which a terminal cannot show: add “> folder.tar”, or “| tar -tv”.';
    throw new ImageError('usage', { details: { reason } });
  }
  return withImage(context, location, async (image, { contents }) => {
    const level = parseLevel(context.arguments.value('level'), image.tree.layerCount);
    const top = image.tree.find(path);
    if (top === null || image.tree.stateAt(top, level) === null) {
      throw new ImageError('path-unknown', { details: { path, level } });
    }
    for await (const piece of directoryTar(image, contents, { top, level, signal: context.signal })) {
      await context.streams.out.write(piece);
    }
  });
}
