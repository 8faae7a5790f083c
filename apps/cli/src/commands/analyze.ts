import { ImageError } from '@stratascope/core';
import { parseLevel } from '../arguments/parse-level';
import { withImages } from '../images/with-image';
import { jsonDocument } from '../output/json-text';
import { imageNames, ledgerJson } from '../output/ledger-json';
import { ledgerLines, sharingLines } from '../output/ledger-lines';
import { painter } from '../output/paint';
import { problemJson } from '../output/problem-json';
import { sharingOf } from '../output/sharing';
import type { CommandContext, CommandExit } from './command';

/** `analyze`: where every byte is (rules 22, 23), and what several images share. */
export async function run(context: CommandContext): Promise<CommandExit> {
  const { out } = context.streams;
  const locations = context.arguments.positionals;
  if (locations.length === 0) {
    throw new ImageError('usage', {
      details: { reason: 'analyze needs a LOCATION: an archive or folder with an image.' },
    });
  }
  return withImages(context, locations, async (images) => {
    const ledgers = images.map((image) =>
      ledgerJson(image, parseLevel(context.arguments.value('level'), image.tree.layerCount)),
    );
    const sharing = images.length > 1 ? sharingOf(images) : null;
    if (context.arguments.isSet('json')) {
      const answer = {
        images: images.map((image, at) => ({
          location: locations[at],
          ...imageNames(image),
          ...ledgers[at],
          ...(sharing === null ? {} : { sharing: sharing.images[at] }),
          problems: image.problems.map(problemJson),
        })),
        ...(sharing === null ? {} : { together: { storedOnce: sharing.storedOnce } }),
      };
      await out.write(jsonDocument(answer, out));
      return;
    }
    const paint = painter(out);
    const paragraphs = images.map((image, at) =>
      ledgerLines(image, ledgers[at] ?? ledgerJson(image, 0), { paint, columns: out.columns }),
    );
    const together = sharing === null ? [] : [sharingLines(images, sharing, paint)];
    await out.write([...paragraphs, ...together].map((lines) => `${lines.join('\n')}\n`).join('\n'));
  });
}
