import { type Problem, problemKind } from '@stratascope/core';
import type { LoadedImage } from '@stratascope/core/node';
import type { CommandContext, CommandExit } from '../commands/command';
import { writeProblems } from '../output/problem-lines';
import { createReading, type Reading } from './reading';

/**
 * Reads the image that is meant, tells its problems on stderr, and hands it on. All is closed at the end.
 *
 * @returns 1 where `--strict` was given and the image has a problem (notes do not count).
 */
export function withImage(
  context: CommandContext,
  location: string,
  use: (image: LoadedImage, reading: Reading) => Promise<void>,
): Promise<CommandExit> {
  return withImages(context, [location], async ([image], reading) => {
    if (image !== undefined) await use(image, reading);
  });
}

/** The same for the image of each of several locations, in their order. */
export function withImages(
  context: CommandContext,
  locations: readonly string[],
  use: (images: readonly LoadedImage[], reading: Reading) => Promise<void>,
): Promise<CommandExit> {
  return withReading(context, async (reading) => {
    const images: LoadedImage[] = [];
    const problems: Problem[] = [];
    for (const location of locations) {
      const opened = await reading.open(location);
      const image = await reading.load(await reading.choose(opened));
      images.push(image);
      problems.push(...opened.images.problems, ...image.problems);
    }
    await writeProblems(problems, context.streams.err);
    await use(images, reading);
    return problems;
  });
}

/** Runs with an engine that is closed at the end; judges the problems that came up. */
export async function withReading(
  context: CommandContext,
  use: (reading: Reading) => Promise<readonly Problem[]>,
): Promise<CommandExit> {
  const reading = createReading(context);
  try {
    const problems = await use(reading);
    const isFailed = context.arguments.isSet('strict') && problems.some(({ code }) => problemKind(code) === 'problem');
    return isFailed ? 1 : 0;
  } finally {
    await reading.close();
  }
}
