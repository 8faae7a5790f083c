export { layerBeingRead } from './layer-being-read';
export {
  type OpenImage,
  OpenImageProvider,
  useContent,
  useDirectory,
  useDocuments,
  useLayer,
  useLedger,
  useLibrary,
  useLife,
  useOpenImage,
  usePathSearch,
} from './open-image';
export {
  type ContentQuestion,
  changesOptions,
  contentOptions,
  contentUrl,
  type DirectoryQuestion,
  directoryOptions,
  documentsOptions,
  type ImageKey,
  imageKey,
  imageOptions,
  layerOptions,
  ledgerOptions,
  libraryOptions,
  lifeOptions,
  searchOptions,
} from './queries';
export { createQueryClient } from './query-client';
export { RequestFailure, request } from './request';
export { useServerEvents } from './server-events';
export { uploadArchive } from './upload';
export { type LevelMoves, useLevelMoves } from './use-level-moves';
