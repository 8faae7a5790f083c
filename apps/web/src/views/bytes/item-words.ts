import { shortName, visibleText } from '../../components';
import { bytesText, type Dictionary } from '../../i18n';
import type { BytesLook } from '../../state';
import { type PictureItem, sharesOf } from './picture-model';

type Words = Dictionary['bytes'];

/** A size; stored ones are estimates. */
export function sizeWords(bytes: number, measure: BytesLook['measure']): string {
  return measure === 'stored' ? `≈\u00a0${bytesText(bytes)}` : bytesText(bytes);
}

/** Name, size, layer and fate of an item in one sentence, for readers and tooltips. */
export function itemWords(item: PictureItem, words: Words, measure: BytesLook['measure']): string {
  const size = sizeWords(item.bytes, measure);
  switch (item.kind) {
    case 'folder':
      return words.folder(
        visibleText(shortName(item.label)),
        size,
        item.dead === 0 ? null : sizeWords(item.dead, measure),
      );
    case 'file': {
      const name = item.label === '' ? words.ownLoss : visibleText(shortName(item.label));
      const fate =
        item.dead !== null ? words.deadSince(item.dead.by) : item.diesIn === null ? null : words.diesIn(item.diesIn);
      return words.file(name, size, item.layer, fate);
    }
    case 'rest': {
      const name = words.moreIn(item.count, visibleText(shortName(item.path)));
      const [layer, ...others] = item.layers;
      const fate = item.isDead ? killerWords(item.killers, words) : null;
      return layer !== undefined && others.length === 0
        ? words.file(name, size, layer[0], fate)
        : words.rest(name, size, fate);
    }
  }
}

function killerWords(killers: Extract<PictureItem, { kind: 'rest' }>['killers'], words: Words): string {
  const [only, ...others] = killers;
  return only !== undefined && others.length === 0 ? words.deadSince(only[0]) : words.deadSinceMany;
}

/** The layer of an item's bytes where it is one, and the layer that killed them where that is one. */
export function layersOf(item: PictureItem): { readonly layer: number | null; readonly killer: number | null } {
  if (item.kind === 'file') return { layer: item.layer, killer: item.dead?.by ?? null };
  if (item.kind === 'rest') return { layer: onlyOf(item.layers), killer: item.isDead ? onlyOf(item.killers) : null };
  const { live, dead } = sharesOf(item);
  return { layer: dead.length === 0 ? onlyOf(live) : null, killer: null };
}

function onlyOf(shares: readonly (readonly [number, number])[]): number | null {
  const [only, ...others] = shares;
  return only !== undefined && others.length === 0 ? only[0] : null;
}
