import { z } from 'zod';
import type { DeepReadonly } from './deep-readonly';
import { endpoints, type RouteName } from './endpoints';
import { bytesAnswerSchema, bytesColourSchema, bytesMeasureSchema, bytesShownSchema } from './schemas/bytes';
import { cacheAnswerSchema } from './schemas/cache';
import { changesAnswerSchema } from './schemas/change';
import { factsAnswerSchema } from './schemas/facts';
import type { ErrorCode } from './schemas/failure';
import { healthAnswerSchema } from './schemas/health';
import { documentsAnswerSchema, imageAnswerSchema, layerAnswerSchema } from './schemas/image';
import { indexStatusSchema } from './schemas/indexing';
import { ledgerAnswerSchema } from './schemas/ledger';
import { libraryAnswerSchema, locationSchema, openLocationRequestSchema } from './schemas/location';
import { pathAnswerSchema } from './schemas/path-life';
import { layerNumberSchema, levelSchema, pageQuery, pathQuerySchema } from './schemas/scalars';
import { searchAnswerSchema, searchOrderSchema } from './schemas/search';
import { tarEntriesAnswerSchema } from './schemas/tar-entries';
import { treeAnswerSchema, treeSortSchema } from './schemas/tree';

/** What comes back when all is well. */
export type RouteResponse =
  | { readonly kind: 'json'; readonly status: 200 | 201 | 202; readonly schema: z.ZodType }
  | { readonly kind: 'empty'; readonly status: 204 }
  /** Bytes of a file of the image. */
  | { readonly kind: 'content'; readonly status: 200 }
  /** Server-sent events: `serverEventSchemas`. */
  | { readonly kind: 'events'; readonly status: 200 };

/** What a request may carry besides its URL. */
export type RouteBody = { readonly kind: 'json'; readonly schema: z.ZodType } | { readonly kind: 'bytes' };

/** One row of the table that router, description and client come from. */
export interface Route {
  readonly method: 'GET' | 'POST' | 'DELETE';
  readonly path: `/${string}`;
  readonly summary: string;
  readonly params: z.ZodObject;
  readonly query: z.ZodObject;
  readonly body?: RouteBody;
  readonly response: RouteResponse;
  /** Beside `request-invalid`, `unauthorized`, `forbidden` and `internal`, which any route may give. */
  readonly errors: readonly ErrorCode[];
}

const lang = z.enum(['en', 'zh']).exactOptional().describe('Language of messages; else `Accept-Language` decides.');
const noQuery = z.object({ lang });
const noParams = z.object({});
const locationParams = z.object({ id: z.string().describe('Of a location.') });
const imageParams = z.object({
  ref: z.string().describe('Digest of the image; a name or the start of a digest is redirected to it.'),
});

/** Of every query about one image. */
const imageFields = {
  lang,
  location: z.string().exactOptional().describe('Id of the location meant, where several have the image.'),
  v: z.string().exactOptional().describe('`version` of the image: makes the answer immutable.'),
};
const level = levelSchema.exactOptional().describe('The top, if left out.');
const imageQuery = z.object(imageFields);

const imageErrors = ['image-unknown', 'image-ambiguous', 'not-found', 'location-changed'] as const;
const indexErrors = [...imageErrors, 'cancelled', 'level-unknown', 'artifact-only'] as const;

/** All routes below `API_ROOT`. Queries about an image that is not indexed yet start that and wait for it. */
export const routes = {
  getHealth: {
    ...endpoints.getHealth,
    summary: 'Whether the server is well, and its versions.',
    params: noParams,
    query: noQuery,
    response: { kind: 'json', status: 200, schema: healthAnswerSchema },
    errors: [],
  },
  listLocations: {
    ...endpoints.listLocations,
    summary: 'The library: opened locations with their images, and recent ones.',
    params: noParams,
    query: noQuery,
    response: { kind: 'json', status: 200, schema: libraryAnswerSchema },
    errors: [],
  },
  openLocation: {
    ...endpoints.openLocation,
    summary:
      'Opens a path on the machine that serves. Answers when it is known what it holds, or why it cannot be read.',
    params: noParams,
    query: noQuery,
    body: { kind: 'json', schema: openLocationRequestSchema },
    response: { kind: 'json', status: 201, schema: locationSchema },
    errors: ['location-missing', 'location-unreadable', 'not-an-image', 'forbidden'],
  },
  closeLocation: {
    ...endpoints.closeLocation,
    summary: 'Closes a location. An upload is deleted from the data folder.',
    params: locationParams,
    query: noQuery,
    response: { kind: 'empty', status: 204 },
    errors: ['not-found'],
  },
  reloadLocation: {
    ...endpoints.reloadLocation,
    summary: 'Reads a location again, because it changed (`location-changed`) or could not be read before.',
    params: locationParams,
    query: noQuery,
    response: { kind: 'json', status: 200, schema: locationSchema },
    errors: ['not-found', 'location-missing', 'location-unreadable', 'not-an-image'],
  },
  forgetRecent: {
    ...endpoints.forgetRecent,
    summary: 'Forgets one recent location, or all.',
    params: noParams,
    query: z.object({ lang, location: z.string().exactOptional().describe('All, if left out.') }),
    response: { kind: 'empty', status: 204 },
    errors: [],
  },
  uploadArchive: {
    ...endpoints.uploadArchive,
    summary: 'Takes an archive as the body of the request, keeps it in the data folder and opens it.',
    params: noParams,
    query: z.object({ lang, name: z.string().min(1).max(255).default('upload.tar').describe('For people.') }),
    body: { kind: 'bytes' },
    response: { kind: 'json', status: 201, schema: locationSchema },
    errors: ['upload-too-large', 'disk-full', 'empty-file', 'not-an-image', 'archive-corrupt', 'cancelled'],
  },
  getCache: {
    ...endpoints.getCache,
    summary: 'What is kept on disk to save time: where it lies, how large it is, and how large it may get.',
    params: noParams,
    query: noQuery,
    response: { kind: 'json', status: 200, schema: cacheAnswerSchema },
    errors: [],
  },
  clearCache: {
    ...endpoints.clearCache,
    summary: 'Empties the cache but for what is in use. What is open stays open; answers what is left.',
    params: noParams,
    query: noQuery,
    response: { kind: 'json', status: 200, schema: cacheAnswerSchema },
    errors: [],
  },
  watchEvents: {
    ...endpoints.watchEvents,
    summary: 'Server-sent events: the library at once and when it changes, and the progress of indexing.',
    params: noParams,
    query: noQuery,
    response: { kind: 'events', status: 200 },
    errors: [],
  },
  getImage: {
    ...endpoints.getImage,
    summary: 'One image: names, config, steps, layers, problems, and how far it is indexed.',
    params: imageParams,
    query: imageQuery.extend({
      platform: z.string().exactOptional().describe('With a name: `os/architecture[/variant]`.'),
    }),
    response: { kind: 'json', status: 200, schema: imageAnswerSchema },
    errors: [...imageErrors, 'platform-unknown'],
  },
  indexImage: {
    ...endpoints.indexImage,
    summary: 'Starts to index an image, also again after `cancelled` or `failed`. The event stream tells how it goes.',
    params: imageParams,
    query: imageQuery,
    response: { kind: 'json', status: 202, schema: indexStatusSchema },
    errors: imageErrors,
  },
  cancelIndexing: {
    ...endpoints.cancelIndexing,
    summary: 'Stops the indexing of an image. Layers that were read stay in the cache.',
    params: imageParams,
    query: imageQuery,
    response: { kind: 'json', status: 200, schema: indexStatusSchema },
    errors: imageErrors,
  },
  getDocuments: {
    ...endpoints.getDocuments,
    summary: 'Index, manifest and config as they stand in the store, as text.',
    params: imageParams,
    query: imageQuery,
    response: { kind: 'json', status: 200, schema: documentsAnswerSchema },
    errors: imageErrors,
  },
  getFacts: {
    ...endpoints.getFacts,
    summary: 'What the files of a level tell of the image: distribution, packages, shell, kernel.',
    params: imageParams,
    query: z.object({ ...imageFields, level }),
    response: { kind: 'json', status: 200, schema: factsAnswerSchema },
    errors: indexErrors,
  },
  getLayer: {
    ...endpoints.getLayer,
    summary: 'The facts of one layer: its step, digests, sizes, counts, largest files, dead bytes by cause.',
    params: imageParams.extend({ layer: layerNumberSchema }),
    query: imageQuery,
    response: { kind: 'json', status: 200, schema: layerAnswerSchema },
    errors: [...indexErrors, 'layer-unknown'],
  },
  getBytes: {
    ...endpoints.getBytes,
    summary: 'Where the bytes of a folder lie: the pieces that can be seen, and what is left of each folder.',
    params: imageParams,
    query: z.object({
      ...imageFields,
      path: pathQuerySchema.default('/'),
      level,
      from: levelSchema.default(0).describe('Only bytes that layers from + 1 to level brought; 0: all.'),
      show: bytesShownSchema.default('both'),
      measure: bytesMeasureSchema
        .default('unpacked')
        .describe('`stored`: what the store holds of a layer, divided among its files by size: an estimate.'),
      by: bytesColourSchema.default('layer').describe('Tells live bytes apart by this as well.'),
      smallest: z
        .int()
        .min(1)
        .max(1_000_000)
        .default(25)
        .describe('What is smaller than so many millionths of the folder is folded.'),
      limit: z.int().min(1).max(4000).default(3000).describe('Pieces at most, the largest first.'),
    }),
    response: { kind: 'json', status: 200, schema: bytesAnswerSchema },
    errors: [...indexErrors, 'path-unknown'],
  },
  getLayerBlob: {
    ...endpoints.getLayerBlob,
    summary: 'The bytes of a layer as they are stored, compressed where they are.',
    params: imageParams.extend({ layer: layerNumberSchema }),
    query: imageQuery,
    response: { kind: 'content', status: 200 },
    errors: [...indexErrors, 'layer-unknown', 'not-found'],
  },
  listTree: {
    ...endpoints.listTree,
    summary: 'The rows of one folder of the merged file system at a level.',
    params: imageParams,
    query: z.object({
      ...imageFields,
      path: pathQuerySchema.default('/'),
      level,
      from: levelSchema.default(0).describe('Only what layers from + 1 to level changed; 0: all.'),
      sort: treeSortSchema.default('name'),
      order: z.enum(['asc', 'desc']).default('asc'),
      foldersFirst: z.boolean().default(false),
      filter: z
        .string()
        .max(1024)
        .exactOptional()
        .describe('Only names that hold this text, and folders that have such inside.'),
      ghosts: z.boolean().default(false).describe('Also what a level below had and this one has not.'),
      find: pathQuerySchema.exactOptional().describe('A path in the folder, whose place among all rows is asked for.'),
      ...pageQuery,
    }),
    response: { kind: 'json', status: 200, schema: treeAnswerSchema },
    errors: [...indexErrors, 'path-unknown'],
  },
  getPath: {
    ...endpoints.getPath,
    summary: 'The life of a path: each version, what it changed, brought and killed.',
    params: imageParams,
    query: z.object({ ...imageFields, path: pathQuerySchema, level }),
    response: { kind: 'json', status: 200, schema: pathAnswerSchema },
    errors: [...indexErrors, 'path-unknown'],
  },
  listChanges: {
    ...endpoints.listChanges,
    summary: 'Changes from one level to a higher one; `from = to - 1` gives those of a layer.',
    params: imageParams,
    query: z.object({
      ...imageFields,
      from: levelSchema.default(0),
      to: levelSchema.exactOptional().describe('The top, if left out.'),
      path: pathQuerySchema.default('/').describe('Only this path and what is below it; as percent-encoded bytes.'),
      ...pageQuery,
    }),
    response: { kind: 'json', status: 200, schema: changesAnswerSchema },
    errors: [...indexErrors, 'path-unknown'],
  },
  searchPaths: {
    ...endpoints.searchPaths,
    summary: 'Paths, live and removed, by a query in the search language (docs/search.md), and layers by their words.',
    params: imageParams,
    query: z.object({
      ...imageFields,
      q: z.string().min(1).max(1000).describe('The query.'),
      level,
      later: z.boolean().default(false).describe('Also paths that only layers above the level bring.'),
      order: searchOrderSchema
        .default('path')
        .describe('`path`: as `ls` has them. `name`: first those whose own name holds the last word.'),
      totals: z.boolean().default(false).describe('Goes through all paths to count them.'),
      cursor: z.int().min(0).default(0).describe('`next` of the answer before; 0 for the first page.'),
      limit: z.int().min(0).max(1000).default(200).describe('Rows at most; 0 where only `totals` are wanted.'),
    }),
    response: { kind: 'json', status: 200, schema: searchAnswerSchema },
    errors: [...indexErrors, 'query-invalid'],
  },
  getLedger: {
    ...endpoints.getLedger,
    summary: 'Where every byte stands at a level: live, or dead of one cause by one layer.',
    params: imageParams,
    query: z.object({ ...imageFields, level }),
    response: { kind: 'json', status: 200, schema: ledgerAnswerSchema },
    errors: indexErrors,
  },
  getContent: {
    ...endpoints.getContent,
    summary: 'The bytes of a file at a level, or as one layer brought it. Ranges are served; nothing is ever run.',
    params: imageParams,
    query: z.object({
      ...imageFields,
      path: pathQuerySchema,
      level,
      layer: layerNumberSchema.exactOptional().describe('The version that this layer brought, also of a removed file.'),
      view: z.enum(['text']).exactOptional().describe('`text`: as text/plain, to be shown; else an attachment.'),
    }),
    response: { kind: 'content', status: 200 },
    errors: [...indexErrors, 'path-unknown', 'layer-unknown', 'not-a-file'],
  },
  getTarEntries: {
    ...endpoints.getTarEntries,
    summary: "What a layer's tar has for a path: headers, pax records and where they stand, as they are stored.",
    params: imageParams,
    query: z.object({ ...imageFields, path: pathQuerySchema, layer: layerNumberSchema }),
    response: { kind: 'json', status: 200, schema: tarEntriesAnswerSchema },
    errors: [...indexErrors, 'path-unknown', 'layer-unknown'],
  },
  getArchive: {
    ...endpoints.getArchive,
    summary: 'A folder with all that is seen in it at a level, as a tar.',
    params: imageParams,
    query: z.object({ ...imageFields, path: pathQuerySchema.default('/'), level }),
    response: { kind: 'content', status: 200 },
    errors: [...indexErrors, 'path-unknown'],
  },
} as const satisfies Record<RouteName, Route>;

type Routes = typeof routes;

/** Values of a route's parameters. */
export type RouteParams<Name extends RouteName> = DeepReadonly<z.input<Routes[Name]['params']>>;
/** Values of a route's query as a client gives them: what has a default may be left out. */
export type RouteQuery<Name extends RouteName> = DeepReadonly<z.input<Routes[Name]['query']>>;
/** Values of a route's query as the server has them, defaults filled in. */
export type RouteQueryRead<Name extends RouteName> = DeepReadonly<z.output<Routes[Name]['query']>>;
/** The JSON that a route wants; `never` where it wants none. */
export type RouteRequest<Name extends RouteName> = Routes[Name] extends {
  readonly body: { readonly kind: 'json'; readonly schema: infer Schema extends z.ZodType };
}
  ? DeepReadonly<z.infer<Schema>>
  : never;
/** The JSON that a route answers; `never` where it answers something else. */
export type RouteAnswer<Name extends RouteName> = Routes[Name]['response'] extends {
  readonly kind: 'json';
  readonly schema: infer Schema extends z.ZodType;
}
  ? DeepReadonly<z.infer<Schema>>
  : never;
