import { onlyLocation } from '../arguments/positionals';
import { inspectImages } from '../images/inspect-images';
import { inspectJson } from '../output/inspect-json';
import { inspectLines } from '../output/inspect-lines';
import { jsonDocument } from '../output/json-text';
import { painter } from '../output/paint';
import type { CommandContext, CommandExit } from './command';

/** `inspect`: what a location holds, and all facts of each image of it. */
export async function run(context: CommandContext): Promise<CommandExit> {
  const { out } = context.streams;
  const location = onlyLocation(context.arguments, 'inspect');
  return inspectImages(context, location, async (inspected) => {
    const text = context.arguments.isSet('json')
      ? jsonDocument(inspectJson(inspected), out)
      : `${inspectLines(inspected, { paint: painter(out), columns: out.columns }).join('\n')}\n`;
    await out.write(text);
  });
}
