import { z } from 'zod';
import type { DeepReadonly } from '../deep-readonly';
import { changeCountsSchema, deadByCauseSchema, deadBytesSchema } from './change';
import { problemSchema } from './failure';
import { indexStatusSchema, layerStateSchema } from './indexing';
import { imageKindSchema, imageSizesSchema, imageSummarySchema, platformSchema } from './location';
import { bytesSchema, digestSchema, layerNumberSchema, pathFields } from './scalars';

/** One step of the history, the oldest first (rule 20). */
export const imageStepSchema = z
  .object({
    step: z.int().min(1),
    createdBy: z.string(),
    createdAt: z.string().nullable(),
    comment: z.string().nullable(),
    author: z.string().nullable(),
    layer: layerNumberSchema.nullable().describe('Null for an empty step, or where steps and layers do not fit.'),
    isEmpty: z.boolean(),
  })
  .meta({ id: 'ImageStep' });
export type ImageStep = DeepReadonly<z.infer<typeof imageStepSchema>>;

/** What is used of the config (OCI image spec, config.md); its raw text has a route of its own. */
export const imageConfigSchema = z
  .object({
    platform: platformSchema.nullable(),
    createdAt: z.string().nullable(),
    author: z.string().nullable(),
    user: z.string().nullable(),
    workingDirectory: z.string().nullable(),
    entrypoint: z.array(z.string()).nullable(),
    command: z.array(z.string()).nullable(),
    environment: z.array(z.string()),
    labels: z.record(z.string(), z.string()),
    exposedPorts: z.array(z.string()),
    volumes: z.array(z.string()),
    stopSignal: z.string().nullable(),
  })
  .meta({ id: 'ImageConfig' });
export type ImageConfig = DeepReadonly<z.infer<typeof imageConfigSchema>>;

/** A part of what a layer brings: a folder or a large file. No byte is counted in two parts. */
export const layerFolderSchema = z
  .object({
    ...pathFields,
    isFolder: z.boolean(),
    bytes: bytesSchema.describe('Of a folder: all below it but what is listed as a part of its own.'),
    dead: bytesSchema.describe('Of those, the dead at the top of the image.'),
  })
  .meta({ id: 'LayerFolder' });
export type LayerFolder = DeepReadonly<z.infer<typeof layerFolderSchema>>;

/** Compression of a blob as its bytes tell it (rule 15). */
export const compressionSchema = z.enum(['none', 'gzip', 'zstd', 'bzip2', 'xz']).meta({ id: 'Compression' });
export type Compression = z.infer<typeof compressionSchema>;

/** One layer as the stack draws it. What needs the whole image (`content` and on) is null until all is indexed. */
export const layerSummarySchema = z
  .object({
    layer: layerNumberSchema,
    step: z.int().min(1).nullable(),
    state: layerStateSchema,
    digest: digestSchema.nullable(),
    diffId: digestSchema.nullable(),
    mediaType: z.string().nullable(),
    compression: compressionSchema.nullable(),
    isVerified: z.boolean().describe('Size, digest and diff ID are those that were promised.'),
    stored: bytesSchema.nullable().describe('As read; before that, as its descriptor says.'),
    tar: bytesSchema.nullable(),
    content: bytesSchema.nullable(),
    live: bytesSchema.nullable(),
    dead: bytesSchema.nullable(),
    deadBy: z.array(deadBytesSchema).describe('As of the top level (rule 23).'),
    counts: changeCountsSchema.nullable(),
    folders: z.array(layerFolderSchema).describe('Where the bytes of the layer lie: its largest parts.'),
    moreFolders: z.int().min(0).describe('How many parts are not listed.'),
    moreFolderBytes: bytesSchema.describe('Their bytes; with those listed they make the content.'),
  })
  .meta({ id: 'LayerSummary' });
export type LayerSummary = DeepReadonly<z.infer<typeof layerSummarySchema>>;

/** Where the base image ends. */
export const baseImageSchema = z
  .object({
    layers: z.int().min(1).describe('How many of the lowest layers are its.'),
    name: z.string().nullable(),
    from: z
      .enum(['label', 'opened-image'])
      .describe('A label or annotation, or layers shared with another opened image.'),
  })
  .meta({ id: 'BaseImage' });
export type BaseImage = DeepReadonly<z.infer<typeof baseImageSchema>>;

/** One image. `ref`, `version` and every other field are of the image that the name or digest asked for led to. */
export const imageAnswerSchema = z
  .object({
    ref: digestSchema,
    locationId: z.string(),
    names: z.array(z.string()),
    kind: imageKindSchema,
    id: digestSchema.nullable(),
    digest: digestSchema.nullable(),
    platform: platformSchema.nullable(),
    artifactType: z.string().nullable(),
    subject: digestSchema.nullable(),
    version: z
      .string()
      .nullable()
      .describe(
        'For `v=` of queries about this image: set once all was read and verified, so that answers never change.',
      ),
    index: indexStatusSchema,
    sizes: imageSizesSchema,
    storedOnce: bytesSchema.nullable().describe('Stored bytes with a repeated blob counted once.'),
    deadBy: deadByCauseSchema,
    config: imageConfigSchema,
    steps: z.array(imageStepSchema),
    layers: z.array(layerSummarySchema).describe('The base first.'),
    base: baseImageSchema.nullable(),
    problems: z.array(problemSchema),
    platforms: z
      .array(imageSummarySchema)
      .describe('All images of the location that share a name with this one, itself too.'),
    attachments: z.array(imageSummarySchema),
  })
  .meta({ id: 'ImageAnswer' });
export type ImageAnswer = DeepReadonly<z.infer<typeof imageAnswerSchema>>;

/** The documents as they stand in the store; null where there are none. */
export const documentsAnswerSchema = z
  .object({
    ref: digestSchema,
    index: z.string().nullable().describe('The image index that lists the image; not the `index.json` of a layout.'),
    manifest: z.string().nullable(),
    config: z.string().nullable(),
  })
  .meta({ id: 'DocumentsAnswer' });
export type DocumentsAnswer = DeepReadonly<z.infer<typeof documentsAnswerSchema>>;

/** The facts of one layer. */
export const layerAnswerSchema = layerSummarySchema
  .extend({
    ref: digestSchema,
    createdBy: z.string().nullable(),
    createdAt: z.string().nullable(),
    comment: z.string().nullable(),
    entries: z.int().min(0).nullable().describe('Entries of its tar, whiteouts too.'),
    deadByCause: deadByCauseSchema,
    largest: z
      .array(z.object({ ...pathFields, bytes: bytesSchema, isDead: z.boolean() }))
      .describe('The ten largest files it brings.'),
    problems: z.array(problemSchema),
  })
  .meta({ id: 'LayerAnswer' });
export type LayerAnswer = DeepReadonly<z.infer<typeof layerAnswerSchema>>;
