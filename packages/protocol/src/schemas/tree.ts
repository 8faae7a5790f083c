import { z } from 'zod';
import type { DeepReadonly } from '../deep-readonly';
import { changedAttributeSchema, changeKindSchema, nodeTypeSchema, removalCauseSchema } from './change';
import { bytesSchema, digestSchema, layerNumberSchema, nameFields, nextSchema, pathFields } from './scalars';

/** The newest layer, at or below the level, that changed a path; for a folder: it or anything inside. */
export const changedInSchema = z
  .object({
    layer: z.int().min(0).describe('0: never changed.'),
    change: z
      .union([changeKindSchema, z.literal('inside')])
      .nullable()
      .describe('`inside`: only things in the folder.'),
    changed: z.array(changedAttributeSchema),
    how: removalCauseSchema.exactOptional(),
  })
  .meta({ id: 'ChangedIn' });
export type ChangedIn = DeepReadonly<z.infer<typeof changedInSchema>>;

/** Live bytes by the layer that brought them, lowest layer first, as pairs `[layer, bytes]` without zeros. */
export const bytesByLayerSchema = z.array(z.tuple([layerNumberSchema, bytesSchema])).meta({ id: 'BytesByLayer' });
export type BytesByLayer = DeepReadonly<z.infer<typeof bytesByLayerSchema>>;

/** One row of the merged file system: rule 25, with what a tree shows besides. */
export const treeRowSchema = z
  .object({
    ...pathFields,
    ...nameFields,
    type: nodeTypeSchema,
    mode: z.string().exactOptional().describe('Four octal digits; none for a ghost.'),
    uid: z.int().exactOptional(),
    gid: z.int().exactOptional(),
    owner: z.string().exactOptional(),
    group: z.string().exactOptional(),
    mtime: z.string().exactOptional(),
    size: bytesSchema.describe(
      'A file: logical bytes. A folder: all live bytes below, each inode once. A ghost: what it had last.',
    ),
    entries: z.int().min(0).exactOptional().describe('Of a folder: visible paths below.'),
    link: z.string().exactOptional(),
    linkHex: z.string().exactOptional(),
    dev: z.string().exactOptional(),
    hl: z
      .string()
      .exactOptional()
      .describe('Smallest visible name of the same inode; another name than this one counts no bytes.'),
    hlHex: z.string().exactOptional(),
    implied: z.literal(true).exactOptional(),
    layer: z.int().min(0).describe('The layer whose entry is seen (a ghost: was seen last).'),
    changedIn: changedInSchema,
    ghost: z.object({ layer: layerNumberSchema, how: removalCauseSchema }).exactOptional().describe('Who removed it.'),
    hasChildren: z.boolean().describe('Whether opening it shows rows, with the same question.'),
    isMatch: z.literal(false).exactOptional().describe('It is listed only because it leads to something.'),
    bytesByLayer: bytesByLayerSchema,
  })
  .meta({ id: 'TreeRow' });
export type TreeRow = DeepReadonly<z.infer<typeof treeRowSchema>>;

export const treeSortSchema = z
  .enum(['name', 'size', 'layer', 'change', 'mode', 'owner', 'mtime', 'entries'])
  .meta({ id: 'TreeSort' });
export type TreeSort = z.infer<typeof treeSortSchema>;

/** One page of a folder's rows. */
export const treeAnswerSchema = z
  .object({
    ref: digestSchema,
    ...pathFields,
    level: z.int().min(0),
    from: z.int().min(0),
    folder: z
      .object({ size: bytesSchema, entries: z.int().min(0), bytesByLayer: bytesByLayerSchema })
      .describe('The folder itself, whatever filter is set.'),
    total: z.int().min(0).describe('Rows of the folder in all.'),
    foundAt: z.int().min(0).nullable().describe('Index of the row that `find` asked for; null where there is none.'),
    matches: z
      .int()
      .min(0)
      .nullable()
      .describe('Paths of the whole image that range and filter leave; null without them.'),
    rows: z.array(treeRowSchema),
    next: nextSchema,
  })
  .meta({ id: 'TreeAnswer' });
export type TreeAnswer = DeepReadonly<z.infer<typeof treeAnswerSchema>>;
