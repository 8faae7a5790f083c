import { z } from 'zod';
import type { DeepReadonly } from '../deep-readonly';
import { failureSchema, problemSchema } from './failure';
import { indexStateSchema } from './indexing';
import { bytesSchema, digestSchema } from './scalars';

export const platformSchema = z
  .object({
    os: z.string(),
    architecture: z.string(),
    variant: z.string().exactOptional(),
    osVersion: z.string().exactOptional(),
  })
  .meta({ id: 'Platform' });
export type Platform = DeepReadonly<z.infer<typeof platformSchema>>;

export const imageKindSchema = z.enum(['image', 'attachment', 'artifact']).meta({ id: 'ImageKind' });
export type ImageKind = z.infer<typeof imageKindSchema>;

/** The sizes of an image at its top (rule 22); null where they are not known. */
export const imageSizesSchema = z
  .object({
    stored: bytesSchema.nullable().describe('Bytes of all blobs as the store holds them.'),
    unpacked: bytesSchema.nullable().describe('Content: logical bytes of the files that all layers bring.'),
    live: bytesSchema.nullable(),
    dead: bytesSchema.nullable(),
  })
  .meta({ id: 'ImageSizes' });
export type ImageSizes = DeepReadonly<z.infer<typeof imageSizesSchema>>;

/** One image, attachment or artifact of a location. */
export const imageSummarySchema = z
  .object({
    ref: digestSchema.describe('Names the image in every link: its manifest digest, as computed from the bytes.'),
    names: z.array(z.string()),
    kind: imageKindSchema,
    id: digestSchema.nullable().describe('Digest of the config.'),
    digest: digestSchema.nullable().describe('Digest of the manifest; null for a legacy archive.'),
    platform: platformSchema.nullable(),
    artifactType: z.string().nullable(),
    subject: digestSchema.nullable().describe('The manifest an attachment belongs to.'),
    layerCount: z.int().min(0),
    sizes: imageSizesSchema,
    index: indexStateSchema,
  })
  .meta({ id: 'ImageSummary' });
export type ImageSummary = DeepReadonly<z.infer<typeof imageSummarySchema>>;

/** An opened location, with all it holds. */
export const locationSchema = z
  .object({
    id: z.string(),
    location: z.string().describe('What was opened, as it was given.'),
    title: z.string().describe('For people: the name of the file or folder.'),
    store: z.object({ id: z.string(), title: z.string() }).nullable().describe('Null until it is known.'),
    isSample: z.boolean(),
    isUpload: z.boolean(),
    state: z.enum(['opening', 'open', 'error']),
    progress: z
      .object({ readBytes: bytesSchema, totalBytes: bytesSchema })
      .nullable()
      .describe('While an archive that is compressed as a whole is unpacked.'),
    error: failureSchema.exactOptional(),
    problems: z.array(problemSchema),
    images: z.array(imageSummarySchema),
  })
  .meta({ id: 'Location' });
export type Location = DeepReadonly<z.infer<typeof locationSchema>>;

/** A location that was open before, the newest first; kept in the data folder. */
export const recentLocationSchema = z
  .object({
    location: z.string(),
    title: z.string(),
    store: z.object({ id: z.string(), title: z.string() }).nullable(),
    openedAt: z.string(),
    isOpen: z.boolean(),
  })
  .meta({ id: 'RecentLocation' });
export type RecentLocation = DeepReadonly<z.infer<typeof recentLocationSchema>>;

export const libraryAnswerSchema = z
  .object({
    locations: z.array(locationSchema).describe('In the order they were opened.'),
    recent: z.array(recentLocationSchema),
    dataFolder: z.string().describe('Where the cache and uploads lie; safe to delete.'),
    canOpenPaths: z.boolean().describe('Whether POST /locations is allowed.'),
    maxUploadBytes: bytesSchema,
  })
  .meta({ id: 'LibraryAnswer' });
export type LibraryAnswer = DeepReadonly<z.infer<typeof libraryAnswerSchema>>;

export const openLocationRequestSchema = z
  .object({ location: z.string().min(1).max(32_768).describe('A path on the machine that serves the page.') })
  .meta({ id: 'OpenLocationRequest' });
export type OpenLocationRequest = DeepReadonly<z.infer<typeof openLocationRequestSchema>>;
