import type { LoadedImage } from '@stratascope/core/node';
import { IMAGE_OPTIONS } from '../arguments/options';
import { parseArguments } from '../arguments/parse-arguments';
import { createReading } from '../images/reading';
import { NO_PRODUCT_FILES } from '../product-files';
import { memoryStreams } from './memory-streams';

/**
 * The image that a command line means, read once: what a test of many levels asks, instead of running the command for
 * each of them.
 */
export async function loadMeant(location: string, args: readonly string[], dataFolder: string): Promise<LoadedImage> {
  const { streams } = memoryStreams({ STRATASCOPE_DATA: dataFolder });
  const reading = createReading({
    arguments: parseArguments(args, IMAGE_OPTIONS),
    streams,
    product: NO_PRODUCT_FILES,
    signal: new AbortController().signal,
  });
  try {
    return await reading.load(await reading.choose(await reading.open(location)));
  } finally {
    await reading.close();
  }
}
