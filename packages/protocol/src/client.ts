/** The door for a page: paths, URLs and types, without the schemas and so without zod. */

export type { DeepReadonly } from './deep-readonly';
export * from './endpoints';
export * from './request-url';
export type { RouteAnswer, RouteParams, RouteQuery, RouteRequest } from './routes';
export type {
  BytesAnswer,
  BytesCell,
  BytesColour,
  BytesFolder,
  BytesMeasure,
  BytesShown,
} from './schemas/bytes';
export type { CacheAnswer, CachePart } from './schemas/cache';
export type {
  ChangeCounts,
  ChangedAttribute,
  ChangedValue,
  ChangeKind,
  ChangesAnswer,
  DeadByCause,
  DeadBytes,
  DeathCause,
  NodeType,
  PathChange,
  PathState,
  RemovalCause,
} from './schemas/change';
export type { ProgressEvent, ServerEventName, ServerEvents } from './schemas/events';
export type { FactsAnswer } from './schemas/facts';
export type { ErrorCode, Failure, FailureAnswer, Problem } from './schemas/failure';
export type { HealthAnswer } from './schemas/health';
export type {
  BaseImage,
  Compression,
  DocumentsAnswer,
  ImageAnswer,
  ImageConfig,
  ImageStep,
  LayerAnswer,
  LayerFolder,
  LayerSummary,
} from './schemas/image';
export type { IndexState, IndexStatus, LayerProgress, LayerState } from './schemas/indexing';
export type { LedgerAnswer, LedgerLayer } from './schemas/ledger';
export type {
  ImageKind,
  ImageSizes,
  ImageSummary,
  LibraryAnswer,
  Location,
  OpenLocationRequest,
  Platform,
  RecentLocation,
} from './schemas/location';
export type { PathAnswer, PathVersion } from './schemas/path-life';
export type { SearchAnswer, SearchRow } from './schemas/search';
export type { TarEntriesAnswer, TarEntryAnswer } from './schemas/tar-entries';
export type { BytesByLayer, ChangedIn, TreeAnswer, TreeRow, TreeSort } from './schemas/tree';
