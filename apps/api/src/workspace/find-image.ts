import { chooseImage, ImageError, type Platform } from '@stratascope/core';
import type { ImageJob } from './image-job';

/** An image as a link names it: by its digest, or by a name that leads on to it. */
export type FoundImage =
  | { readonly kind: 'image'; readonly job: ImageJob }
  /** The name or the start of a digest means the image with this digest. */
  | { readonly kind: 'elsewhere'; readonly ref: string };

/**
 * Finds an image among those of all open locations.
 *
 * A digest that several locations have means the image that was read whole, else that of the location opened first.
 *
 * @throws ImageError `image-unknown`, `image-ambiguous`, `platform-unknown`.
 */
export function findImage(
  images: readonly ImageJob[],
  asked: string,
  options: { readonly location?: string; readonly platform?: string; readonly host: Platform },
): FoundImage {
  const { location, platform, host } = options;
  const candidates = location === undefined ? images : images.filter((job) => job.locationId === location);
  const exact = candidates.filter((job) => job.ref.ref === asked);
  const job = exact.find(({ isVerified }) => isVerified) ?? exact[0];
  if (job !== undefined) return { kind: 'image', job };
  if (candidates.length === 0) throw new ImageError('image-unknown', { details: { image: asked } });
  const { ref } = chooseImage(
    candidates.map((each) => each.ref),
    { image: asked, platform, host },
    '',
  );
  return { kind: 'elsewhere', ref };
}

/** The images of a location that have the same name as one, or stand in the same index: its other platforms, and itself. */
export function platformsOf(images: readonly ImageJob[], job: ImageJob): readonly ImageJob[] {
  const { names, index } = job.ref;
  const isPlatform = ({ ref }: ImageJob) =>
    // The first name is the full one; a bare tag may be that of many images.
    (index !== null && ref.index === index) || (names.length > 0 && ref.names[0] === names[0]);
  return images.filter(
    (other) =>
      other === job || (other.locationId === job.locationId && other.ref.kind === 'image' && isPlatform(other)),
  );
}

/** Attestations, signatures and the like that belong to an image (rule 19). */
export function attachmentsOf(images: readonly ImageJob[], job: ImageJob): readonly ImageJob[] {
  return images.filter(
    (other) =>
      other.locationId === job.locationId && other.ref.subject !== null && other.ref.subject === job.ref.digest,
  );
}
