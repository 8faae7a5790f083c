export { compressionOf } from './blobs/decompress';
export { fileByteSource } from './blobs/file-byte-source';
export { openDecompressed } from './blobs/open-decompressed';
export { type DataFolder, dataFolderAt, defaultDataRoot } from './data-folder';
export { directoryTar } from './export/directory-tar';
export { type ArchiveUnpacker, createArchiveUnpacker } from './indexing/archive-unpacker';
export { createContentReader } from './indexing/create-content-reader';
export { createLayerReader, type LayerReaderOptions } from './indexing/create-layer-reader';
export * from './indexing/layer-reader';
export { type LoadImageOptions, loadImage } from './indexing/load-image';
export * from './indexing/loaded-image';
export { type ReadLayerOptions, readLayer } from './indexing/read-layer';
export { readTarHeaders } from './indexing/read-tar-headers';
export { type OpenLocationOptions, openLocation } from './open/open-location';
export { type SpoolOptions, spoolStream } from './open/spool-stream';
export {
  type CacheBounds,
  type CachePart,
  type CacheUsage,
  cacheBounds,
  cacheUsage,
  clearCache,
  DEFAULT_CACHE_BYTES,
} from './own-files/data-cache';
export { holdFile, type Release, removeUnheld } from './own-files/holds';
export { ownName } from './own-files/owner';
export { sweepDataFolder } from './own-files/sweep-data-folder';
export { UNFINISHED, unfinishedPath } from './own-files/unfinished';
export { runInSlices } from './run-in-slices';
export { STORES } from './stores/index';
export type { NodeLocation, NodeStore } from './stores/node-location';
