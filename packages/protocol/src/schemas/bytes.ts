import { z } from 'zod';
import type { DeepReadonly } from '../deep-readonly';
import { deathCauseSchema } from './change';
import { bytesSchema, digestSchema, layerNumberSchema, nameFields, pathFields } from './scalars';
import { bytesByLayerSchema } from './tree';

/** Which bytes a picture shows. */
export const bytesShownSchema = z.enum(['both', 'live', 'dead']).meta({ id: 'BytesShown' });
export type BytesShown = z.infer<typeof bytesShownSchema>;

/** As what bytes are counted. */
export const bytesMeasureSchema = z.enum(['unpacked', 'stored']).meta({ id: 'BytesMeasure' });
export type BytesMeasure = z.infer<typeof bytesMeasureSchema>;

/** By what live bytes are told apart. */
export const bytesColourSchema = z.enum(['layer', 'change', 'kind']).meta({ id: 'BytesColour' });
export type BytesColour = z.infer<typeof bytesColourSchema>;

/** What of a folder is too small to stand for itself. */
const restFields = {
  count: z.int().min(1).describe('Names in the folder that have such bytes.'),
  bytes: bytesSchema,
  layers: bytesByLayerSchema,
};
const groupSchema = z.string().describe('A change, or a kind of file.');

/** A folder: its files, the folders in it and its rests add up to `live` and `dead`. */
export const bytesFolderSchema = z
  .object({
    ...nameFields,
    parent: z.int().min(-1).describe('Index of the folder around it; -1 of the one that was asked for.'),
    live: bytesSchema,
    dead: bytesSchema,
    restLive: z
      .object({ ...restFields, groups: z.array(z.tuple([groupSchema, bytesSchema])).exactOptional() })
      .exactOptional(),
    restDead: z.object({ ...restFields, killers: bytesByLayerSchema }).exactOptional(),
  })
  .meta({ id: 'BytesFolder' });
export type BytesFolder = DeepReadonly<z.infer<typeof bytesFolderSchema>>;

/** The live bytes of a file, or those of a version of it that died. */
export const bytesCellSchema = z
  .object({
    ...nameFields,
    folder: z.int().min(0).describe('Index of its folder.'),
    bytes: bytesSchema,
    layer: layerNumberSchema.describe('The layer that brought them.'),
    group: groupSchema.exactOptional(),
    dead: z.object({ by: layerNumberSchema, cause: deathCauseSchema }).exactOptional().describe('Dead at the level.'),
    diesIn: layerNumberSchema.exactOptional().describe('Alive at the level; that layer above will kill them.'),
  })
  .meta({ id: 'BytesCell' });
export type BytesCell = DeepReadonly<z.infer<typeof bytesCellSchema>>;

/** Where the bytes of a folder lie, with no more pieces than can be seen; all of it adds up to the byte. */
export const bytesAnswerSchema = z
  .object({
    ref: digestSchema,
    ...pathFields,
    level: z.int().min(0),
    from: z.int().min(0),
    show: bytesShownSchema,
    measure: bytesMeasureSchema,
    by: bytesColourSchema,
    live: bytesSchema.describe('Of the folder, whatever is shown of it.'),
    dead: bytesSchema,
    undivided: bytesSchema.describe('Stored bytes of layers that bring no file bytes, so that they lie nowhere.'),
    folders: z.array(bytesFolderSchema).describe('A folder before what is in it; the first is the one asked for.'),
    cells: z.array(bytesCellSchema).describe('Files, in the order of their folders, the largest of each first.'),
  })
  .meta({ id: 'BytesAnswer' });
export type BytesAnswer = DeepReadonly<z.infer<typeof bytesAnswerSchema>>;
