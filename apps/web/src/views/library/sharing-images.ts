import type { SharingImage } from './layout-sharing';
import type { LibraryRow } from './library-rows';

/** The images of the rows whose layers are known with their unpacked bytes; the key of the row is the image's ref. */
export function sharingImages(rows: readonly LibraryRow[]): readonly SharingImage[] {
  return rows.flatMap(({ key, answer }) =>
    answer === null || answer.index.state !== 'ready'
      ? []
      : [
          {
            ref: key,
            baseLayers: answer.base?.layers ?? 0,
            layers: answer.layers.map(({ layer, diffId, digest, content }) => ({
              key: diffId ?? digest ?? `${key} ${layer}`,
              bytes: content ?? 0,
            })),
          },
        ],
  );
}
