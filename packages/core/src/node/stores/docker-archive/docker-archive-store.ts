import { findImageLists, openImageFiles } from '@stratascope/core';
import { imagePlatform } from '../image-platform';
import type { NodeStore } from '../node-location';

/**
 * What `docker save` writes, of every age, and podman, skopeo, crane, kaniko and Bazel after it. Since Docker 25 such an
 * archive is an OCI layout as well; both lists are read as one (rule 17).
 */
export const dockerArchiveStore: NodeStore = {
  id: 'docker-archive',
  title: 'docker save archive',
  async detect({ kind, files }) {
    if (kind !== 'archive') return null;
    const { hasDockerManifest, hasLegacyImages, hasIndex } = await findImageLists({ files });
    if (hasDockerManifest) return 'certain';
    return hasLegacyImages && !hasIndex ? 'certain' : null;
  },
  open: ({ files }, { limits, signal }) =>
    openImageFiles({ files, limits, signal, platform: imagePlatform }, 'docker-archive'),
};
