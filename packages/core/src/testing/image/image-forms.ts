import { archive } from './archive';
import { crane, dockerLegacy, dockerOld, podman } from './docker-archives';
import type { ImageRecipe } from './image-recipe';
import { docker25, ociLayout } from './oci-layout';

/**
 * Every form of file that an image comes in, for suites that run them all. Forms of one image hold the same layers and
 * so have the same rows at every level; names, digests of blobs and stored sizes differ.
 */
export const IMAGE_FORMS = {
  'docker-legacy.tar': (images) => archive(dockerLegacy(images)),
  'docker-legacy.tar.gz': (images) => archive(dockerLegacy(images), 'gzip'),
  'docker-old.tar': (images) => archive(dockerOld(images)),
  'docker25.tar': (images) => archive(docker25(images)),
  'docker25.tar.zst': (images) => archive(docker25(images), 'zstd'),
  'podman.tar': (images) => archive(podman(images)),
  'crane.tar': (images) => archive(crane(images)),
  'oci.tar': (images) => archive(ociLayout(images)),
  'oci-zstd.tar': (images) => archive(ociLayout(images, { compression: 'zstd' })),
  'oci-docker-types.tar': (images) => archive(ociLayout(images, { mediaTypes: 'docker' })),
} as const satisfies Record<string, (images: readonly ImageRecipe[]) => Uint8Array>;

export type ImageForm = keyof typeof IMAGE_FORMS;
