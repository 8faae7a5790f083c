import { IMAGES } from './entries/images';
import { SCREENS } from './entries/screens';
import { STATES } from './entries/states';
import type { GalleryGroup } from './gallery-entry';

/**
 * All that the gallery shows of the product, in its order. To add a state: an entry in one of the lists.
 *
 * Not there because the product has no such part yet: stores that can be off, refuse or be offline (an engine, a
 * registry), and the view of waste.
 */
export const GALLERY: readonly GalleryGroup[] = [
  { title: 'Screens', entries: SCREENS },
  { title: 'States', entries: STATES },
  { title: 'Images out of the ordinary', entries: IMAGES },
];
