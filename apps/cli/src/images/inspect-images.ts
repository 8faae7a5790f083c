import { describeError, ImageError, type ImageRef, type ImageSource, type Problem } from '@stratascope/core';
import type { LoadedImage } from '@stratascope/core/node';
import type { CommandContext, CommandExit } from '../commands/command';
import { writeProblems } from '../output/problem-lines';
import type { OpenLocation, Reading } from './reading';
import { withReading } from './with-image';

/** All that is known of one image, attachment or artifact. */
export interface InspectedImage {
  readonly ref: ImageRef;
  /** Null where it could not be opened. */
  readonly source: ImageSource | null;
  /** Null where its layers were not read: it is no image, or could not be opened. */
  readonly loaded: LoadedImage | null;
  readonly problems: readonly Problem[];
  readonly error: { readonly code: string; readonly message: string; readonly hint: string } | null;
}

export interface InspectedLocation {
  readonly location: string;
  readonly store: OpenLocation['store'];
  readonly images: readonly InspectedImage[];
  readonly problems: readonly Problem[];
}

/**
 * Reads all images of a location, or those that `--image` and `--platform` mean, tells their problems on stderr and hands
 * them on. One that cannot be opened among others is told as such; where none can, that is the error.
 */
export function inspectImages(
  context: CommandContext,
  location: string,
  use: (inspected: InspectedLocation) => Promise<void>,
): Promise<CommandExit> {
  return withReading(context, async (reading) => {
    const opened = await reading.open(location);
    const isChosen = context.arguments.isSet('image') || context.arguments.isSet('platform');
    const refs = isChosen ? [(await reading.choose(opened)).ref] : opened.images.images;
    const images: InspectedImage[] = [];
    let firstError: unknown = null;
    for (const ref of refs) {
      const image = await inspectImage(reading, opened, ref, context.signal).catch((error: unknown) => {
        firstError ??= error;
        return failedImage(ref, error);
      });
      images.push(image);
    }
    if (firstError !== null && images.every(({ error }) => error !== null)) throw firstError;

    const problems = [...opened.images.problems, ...images.flatMap((image) => image.problems)];
    await writeProblems(problems, context.streams.err);
    await use({ location, store: opened.store, images, problems: opened.images.problems });
    return problems;
  });
}

async function inspectImage(
  reading: Reading,
  { images }: OpenLocation,
  ref: ImageRef,
  signal: AbortSignal,
): Promise<InspectedImage> {
  const source = await images.openImage(ref, signal);
  if (ref.kind !== 'image') return { ref, source, loaded: null, problems: source.problems, error: null };
  const loaded = await reading.load(source);
  return { ref, source, loaded, problems: loaded.problems, error: null };
}

function failedImage(ref: ImageRef, error: unknown): InspectedImage {
  if (!(error instanceof ImageError)) throw error;
  return { ref, source: null, loaded: null, problems: [], error: { code: error.code, ...describeError(error) } };
}
