import { findImageLists, openImageFiles } from '@stratascope/core';
import { imagePlatform } from '../image-platform';
import type { NodeStore } from '../node-location';

/**
 * An OCI image layout, as a folder or as a tar of it: `oci-layout`, `index.json`, `blobs`.
 *
 * Source: OCI image spec, image-layout.md. Rule 18.
 */
export const ociLayoutStore: NodeStore = {
  id: 'oci-layout',
  title: 'OCI image layout',
  async detect({ files }) {
    const { hasLayoutMark, isLayout } = await findImageLists({ files });
    if (!isLayout) return null;
    // Blobs without an index are a layout as well: opening it says what is missing.
    return hasLayoutMark ? 'certain' : 'likely';
  },
  open: ({ files }, { limits, signal }) =>
    openImageFiles({ files, limits, signal, platform: imagePlatform }, 'oci-layout'),
};
