import { dockerArchiveStore } from './docker-archive/docker-archive-store';
import type { NodeStore } from './node-location';
import { ociLayoutStore } from './oci-layout/oci-layout-store';

/** All stores of this machine; of two that are as sure of a location, the first is asked. */
export const STORES = [dockerArchiveStore, ociLayoutStore] as const satisfies readonly NodeStore[];
