// `npm run gallery`: shows every component and every state of the page, and prints where. `npm run gallery -- --pictures
// [FOLDER]`: takes a picture of every state in both themes and both languages instead; `--only WORD` of some alone.
import { requireNode } from './bootstrap/node-version.mjs';

requireNode();
const { setUp } = await import('./bootstrap/set-up.mjs');
if (await setUp()) {
  const { showGallery, takeGalleryPictures } = await import('./gallery/gallery.mjs');
  const { readGalleryArguments } = await import('./gallery/arguments.mjs');
  const { pictures, only } = readGalleryArguments(process.argv.slice(2));
  process.exitCode = pictures === null ? await showGallery() : await takeGalleryPictures(pictures, only);
}
