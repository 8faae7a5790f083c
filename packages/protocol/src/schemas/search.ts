import { z } from 'zod';
import type { DeepReadonly } from '../deep-readonly';
import { nodeTypeSchema, removalCauseSchema } from './change';
import { bytesSchema, digestSchema, layerNumberSchema, nameFields, nextSchema, pathFields } from './scalars';

/** A path that a search found, with the layers that it has to do with. */
export const searchRowSchema = z
  .object({
    ...pathFields,
    ...nameFields,
    standing: z
      .enum(['live', 'removed', 'later'])
      .describe('As of the level: seen, removed, or only brought by a layer above it.'),
    type: nodeTypeSchema,
    mode: z.string().describe('Four octal digits.'),
    uid: z.int(),
    gid: z.int(),
    size: bytesSchema.describe('Logical bytes of a file; 0 of all else.'),
    link: z.string().exactOptional(),
    linkHex: z.string().exactOptional(),
    hl: z.string().exactOptional().describe('Smallest visible name of the same inode; its bytes count there.'),
    layer: z.int().min(0).describe('The layer whose entry is seen, was seen last, or will first be.'),
    removed: z
      .object({ layer: layerNumberSchema, how: removalCauseSchema })
      .exactOptional()
      .describe('Who removed it.'),
    layers: z.array(layerNumberSchema).describe('All layers of the image that brought, changed or removed it.'),
  })
  .meta({ id: 'SearchRow' });
export type SearchRow = DeepReadonly<z.infer<typeof searchRowSchema>>;

export const searchOrderSchema = z.enum(['path', 'name']).meta({ id: 'SearchOrder' });

/** What a search finds, in groups. */
export const searchAnswerSchema = z
  .object({
    ref: digestSchema,
    q: z.string(),
    level: z.int().min(0),
    exact: searchRowSchema
      .nullable()
      .describe('The path that `q` is if taken as a whole, where it begins with a slash and the image has or had it.'),
    layers: z.array(layerNumberSchema).describe('Layers whose instruction holds all the words, the newest first.'),
    rows: z.array(searchRowSchema),
    next: nextSchema,
    total: z.int().min(0).nullable().describe('Paths in all; null unless `totals` was asked for.'),
    bytes: bytesSchema.nullable().describe('Their live bytes, each inode once; null unless `totals` was asked for.'),
  })
  .meta({ id: 'SearchAnswer' });
export type SearchAnswer = DeepReadonly<z.infer<typeof searchAnswerSchema>>;
