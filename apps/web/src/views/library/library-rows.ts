import type { ImageAnswer, ImageSummary, LibraryAnswer, Location } from '@stratascope/protocol/client';

/** Which places are shown: all, or those of one kind. */
export type PlaceKind = 'samples' | 'archives' | 'layouts';

/** One image of a place; its other platforms are counted with it. */
export interface LibraryRow {
  readonly key: string;
  readonly location: Location;
  readonly image: ImageSummary;
  /** Null where the image has no name. */
  readonly name: string | null;
  readonly otherPlatforms: number;
  /** The whole image, once it is known. */
  readonly answer: ImageAnswer | null;
}

export function placeKind({ isSample, store }: Location): PlaceKind {
  if (isSample) return 'samples';
  return store?.id === 'oci-layout' ? 'layouts' : 'archives';
}

/** The images of all places, in their order; platforms of one name are one row, `linux/amd64` or the first for all. */
export function libraryRows(library: LibraryAnswer): readonly LibraryRow[] {
  return library.locations.flatMap((location) => {
    const byName = new Map<string, ImageSummary[]>();
    for (const image of location.images) {
      if (image.kind !== 'image') continue;
      const key = image.names[0] ?? image.ref;
      byName.set(key, [...(byName.get(key) ?? []), image]);
    }
    return [...byName.entries()].flatMap(([key, images]) => {
      const image =
        images.find(({ platform }) => platform?.os === 'linux' && platform.architecture === 'amd64') ?? images[0];
      return image === undefined
        ? []
        : [
            {
              key: `${location.id} ${key}`,
              location,
              image,
              name: image.names[0] ?? null,
              otherPlatforms: images.length - 1,
              answer: null,
            },
          ];
    });
  });
}
