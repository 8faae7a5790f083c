import type { Platform } from '../image/image';
import { formatPlatform, isPlatform, parsePlatform } from '../image/platform';
import { fullName, tagOf } from '../image/reference';
import { ImageError } from '../model/image-error';
import type { ImageRef } from './store';

export interface ImageQuery {
  /** A name in full or in its familiar form, a bare ref name, or an image ID or manifest digest. */
  readonly image?: string | undefined;
  /** `linux/arm64`, `linux/arm/v7`. */
  readonly platform?: string | undefined;
  /** The platform of this machine: what is shown where nothing else is asked for. */
  readonly host: Platform;
}

export type ImageChoice =
  | { readonly kind: 'chosen'; readonly image: ImageRef }
  /** Which images are meant among, in the location's order. */
  | { readonly kind: 'ambiguous'; readonly images: readonly ImageRef[] }
  /** No image has the name, or the platform; `images` are those that could have been. */
  | {
      readonly kind: 'unknown';
      readonly code: 'image-unknown' | 'platform-unknown';
      readonly images: readonly ImageRef[];
    };

/** Digests and IDs may be cut to so many hex digits. */
const SHORTEST_PREFIX = 12;

/**
 * Which image of a location is meant: by name, then by platform; if what is left has one name, it is that image, on
 * this machine's platform, else `linux/amd64`, else the first (rules 19, 27). Other names that some of its platforms have
 * besides do not matter where one was asked for. Attachments and artifacts never are meant.
 */
export function selectImage(images: readonly ImageRef[], query: ImageQuery): ImageChoice {
  const all = images.filter((image) => image.kind === 'image');
  const { images: named, areOne } =
    query.image === undefined ? { images: all, areOne: haveOneName } : findByName(all, query.image);
  if (named.length === 0) return { kind: 'unknown', code: 'image-unknown', images: all };
  const left = query.platform === undefined ? named : findByPlatform(named, query.platform);
  if (left.length === 0) return { kind: 'unknown', code: 'platform-unknown', images: named };
  if (left.length > 1 && !areOne(left)) return { kind: 'ambiguous', images: left };
  const chosen = preferredPlatform(left, query.host);
  return chosen === undefined ? { kind: 'ambiguous', images: left } : { kind: 'chosen', image: chosen };
}

/**
 * The image that is meant.
 *
 * @throws ImageError `image-ambiguous`, `image-unknown`, `platform-unknown`; the choice itself is its `cause`.
 */
export function chooseImage(images: readonly ImageRef[], query: ImageQuery, location: string): ImageRef {
  const choice = selectImage(images, query);
  switch (choice.kind) {
    case 'chosen':
      return choice.image;
    case 'ambiguous':
      throw new ImageError('image-ambiguous', { details: { location, count: choice.images.length }, cause: choice });
    case 'unknown':
      throw new ImageError(choice.code, {
        details: { location, ...unknownDetails(choice.images, query) },
        cause: choice,
      });
  }
}

function unknownDetails(images: readonly ImageRef[], query: ImageQuery): Readonly<Record<string, string>> {
  const names = new Set(
    images.flatMap((image) => (image.names.length > 0 ? [...image.names] : [image.id ?? image.ref])),
  );
  const platforms = new Set(
    images.flatMap((image) => (image.platform === null ? [] : [formatPlatform(image.platform)])),
  );
  return {
    image: query.image ?? '',
    platform: query.platform ?? '',
    names: [...names].join(', '),
    platforms: [...platforms].join(', '),
  };
}

/** Images that a name leads to, and how to tell whether several of them are one image for several platforms. */
interface NamedImages {
  readonly images: readonly ImageRef[];
  readonly areOne: (images: readonly ImageRef[]) => boolean;
}

function findByName(images: readonly ImageRef[], asked: string): NamedImages {
  const full = fullName(asked);
  const haveAskedName = (left: readonly ImageRef[]) => isOneName(left, asked);
  const ways: readonly (readonly [(image: ImageRef) => boolean, NamedImages['areOne']])[] = [
    [(image) => image.names.includes(asked), haveAskedName],
    [(image) => image.names.some((name) => fullName(name) === full), () => true],
    [(image) => image.aliases.includes(asked), haveAskedName],
    [(image) => image.index === asked, haveOwnPlatforms],
    [(image) => digestsOf(image).includes(asked), haveOneName],
  ];
  for (const [isMeant, areOne] of ways) {
    const found = images.filter(isMeant);
    if (found.length > 0) return { images: found, areOne };
  }
  return { images: findByPrefix(images, asked), areOne: haveOneName };
}

/**
 * Whether a name that all the images have is one name. As the bare tag of full names it is as many as there are
 * repositories: `app:1` and `web:1` may both be listed as `1` too.
 */
function isOneName(images: readonly ImageRef[], asked: string): boolean {
  const tagged = images.map(({ names }) => names.filter((name) => tagOf(name) === asked));
  if (tagged.every((names) => names.length === 0)) return true;
  return tagged[0]?.some((name) => tagged.every((names) => names.includes(name))) === true;
}

/** Null digests aside: what an image is known by besides its names; an ID of old has no algorithm. */
function digestsOf(image: ImageRef): readonly string[] {
  return [image.ref, image.id, image.digest, image.index].filter((digest) => digest !== null);
}

function findByPrefix(images: readonly ImageRef[], asked: string): readonly ImageRef[] {
  const hex = asked.toLowerCase().replace(/^sha(?:256|512):/, '');
  if (hex.length < SHORTEST_PREFIX || !/^[0-9a-f]+$/.test(hex)) return [];
  const isMeant = (digest: string) => digest.slice(digest.indexOf(':') + 1).startsWith(hex);
  return images.filter((image) => digestsOf(image).some(isMeant));
}

function findByPlatform(images: readonly ImageRef[], asked: string): readonly ImageRef[] {
  const platform = parsePlatform(asked);
  return platform === null ? [] : images.filter((image) => isPlatform(image.platform, platform));
}

/** Images of one name are one image for several platforms. Without a name they are if one index lists them so. */
function haveOneName(images: readonly ImageRef[]): boolean {
  const first = images[0];
  if (first === undefined || images.length === 1) return true;
  if (images.some((image) => keyOf(image) !== keyOf(first))) return false;
  if (first.names.length > 0) return true;
  return first.digest !== null && haveOwnPlatforms(images);
}

function haveOwnPlatforms(images: readonly ImageRef[]): boolean {
  const platforms = images.flatMap((image) => (image.platform === null ? [] : [formatPlatform(image.platform)]));
  return new Set(platforms).size === images.length;
}

/**
 * The names in their full form, without those that only are the tag of another: the lists of one archive write them
 * differently. No name can hold a line feed, so joined lists are equal only if the lists are.
 */
function keyOf({ names, index }: ImageRef): string {
  if (names.length === 0) return `\n${index}`;
  const tags = new Set(names.map(tagOf));
  return [...new Set(names.filter((name) => !tags.has(name)).map(fullName))].sort().join('\n');
}

function preferredPlatform(images: readonly ImageRef[], host: Platform): ImageRef | undefined {
  const own: Platform = { os: 'linux', architecture: host.architecture };
  for (const platform of [own, { os: 'linux', architecture: 'amd64' }]) {
    // The plain one of several variants runs on every machine of the kind.
    const fitting = images.filter((image) => isPlatform(image.platform, platform));
    const plain = fitting.find((image) => image.platform?.variant === undefined);
    const found = plain ?? fitting[0];
    if (found !== undefined) return found;
  }
  return images[0];
}
