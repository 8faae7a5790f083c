import type { GalleryEntry } from '../gallery-entry';
import { LONG_NAME, RIGHT_TO_LEFT, STATE } from '../state-images';

const PHONE = { width: 400, height: 800 };
const states = { shelf: 'states' } as const;
const damaged = { ...states, image: STATE.damaged, says: { en: /Layer 2 is not in /, zh: /第 2 层/ } } as const;
const many = {
  ...states,
  image: STATE.manyLayers,
  // A layer is a few pixels high; the list of versions, the level's buttons and the keys do what its mark does.
  smallTargets: /aria-label="Layer \d+[:,]/,
  says: { en: '127 layers', zh: /127/ },
} as const;

/** Images that are out of the ordinary. */
export const IMAGES: readonly GalleryEntry[] = [
  {
    ...states,
    id: 'empty-layer',
    title: 'A layer without entries',
    image: STATE.emptyLayer,
    query: '?layer=2',
    says: { en: 'RUN', zh: 'RUN' },
  },
  {
    ...states,
    id: 'zero-layers',
    title: 'An image without layers',
    image: STATE.zeroLayers,
    says: { en: 'This image has no layers.', zh: '此镜像没有层。' },
  },
  {
    ...states,
    id: 'one-layer',
    title: 'An image of one layer',
    image: STATE.oneLayer,
    says: { en: 'One layer: there is no other level to look at.', zh: '只有一层：没有其他层级可看。' },
  },
  { ...many, id: 'many-layers', title: '127 layers, a path that all of them change', query: '?path=/opt/version' },
  { ...many, id: 'many-layers-bytes', title: '127 layers, their bytes', query: '?view=bytes' },
  {
    ...many,
    id: 'many-layers-400',
    title: '127 layers at 400 px',
    size: PHONE,
    says: { en: 'opt', zh: 'opt' },
  },
  { ...damaged, id: 'damaged', title: 'A missing and a broken layer among good ones', query: '?path=/srv/pilot' },
  { ...damaged, id: 'damaged-layer', title: 'A missing layer', query: '?layer=2' },
  { ...damaged, id: 'damaged-bytes', title: 'The bytes of a damaged image', query: '?view=bytes' },
  { ...damaged, id: 'damaged-400', title: 'A damaged image at 400 px', size: PHONE },
  { ...damaged, id: 'damaged-config', title: 'The config of a damaged image', query: '?tab=config' },
  {
    ...states,
    id: 'long-name',
    title: 'A very long name',
    image: STATE.names,
    query: `?path=/${LONG_NAME}`,
    says: { en: LONG_NAME, zh: LONG_NAME },
  },
  {
    ...states,
    id: 'long-name-400',
    title: 'A very long name at 400 px',
    image: STATE.names,
    query: `?path=/${LONG_NAME}`,
    size: PHONE,
    says: { en: 'end.txt', zh: 'end.txt' },
  },
  {
    ...states,
    id: 'right-to-left',
    title: 'Names that are read from the right, hide or reorder',
    image: STATE.names,
    query: `?path=/names/${encodeURIComponent(RIGHT_TO_LEFT)}`,
    says: { en: RIGHT_TO_LEFT, zh: RIGHT_TO_LEFT },
  },
  {
    ...states,
    id: 'hiding-name',
    title: 'A name that would be shown reversed',
    image: STATE.names,
    query: `?path=/names/${encodeURIComponent('invoice\u202efdp.exe')}`,
    says: { en: 'invoice\\u202efdp.exe', zh: 'invoice\\u202efdp.exe' },
  },
  {
    ...states,
    id: 'deep-path',
    title: 'A path of forty folders',
    image: STATE.names,
    query: `?path=/deep/${'d/'.repeat(40)}f`,
    says: { en: '/deep/d/d', zh: '/deep/d/d' },
  },
];
