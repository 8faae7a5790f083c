export { layerBeingRead } from './layer-being-read';
export {
  OpenImageProvider,
  useDocuments,
  useFacts,
  useLayer,
  useLibrary,
  useLife,
  useOpenImage,
  useRangeCounts,
  useSearch,
  useSearchTotals,
} from './open-image';
export {
  archiveUrl,
  type BytesQuestion,
  bytesOptions,
  contentOptions,
  contentUrl,
  type DirectoryQuestion,
  directoryOptions,
  imageOptions,
  layerBlobUrl,
  libraryOptions,
  lifeOptions,
  tarEntriesOptions,
} from './queries';
export { createQueryClient } from './query-client';
export { RequestFailure, request } from './request';
export { useServerEvents } from './server-events';
export { uploadArchive } from './upload';
export { useCache } from './use-cache';
export { useLevelMoves } from './use-level-moves';
