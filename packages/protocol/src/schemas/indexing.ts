import { z } from 'zod';
import type { DeepReadonly } from '../deep-readonly';
import { failureSchema } from './failure';
import { bytesSchema, layerNumberSchema } from './scalars';

/** Rule 26, and two states of the job: `waiting` for its turn and `indexing`. */
export const layerStateSchema = z
  .enum(['waiting', 'indexing', 'ok', 'broken', 'missing', 'unreadable'])
  .meta({ id: 'LayerState' });
export type LayerState = z.infer<typeof layerStateSchema>;

/** How far the reading of one layer is. */
export const layerProgressSchema = z
  .object({ layer: layerNumberSchema, state: layerStateSchema, readBytes: bytesSchema, totalBytes: bytesSchema })
  .meta({ id: 'LayerProgress' });
export type LayerProgress = DeepReadonly<z.infer<typeof layerProgressSchema>>;

/** `idle`: nobody asked yet. `ready`: queries are answered. `cancelled` and `failed` start again when asked to. */
export const indexStateSchema = z.enum(['idle', 'indexing', 'ready', 'cancelled', 'failed']).meta({ id: 'IndexState' });
export type IndexState = z.infer<typeof indexStateSchema>;

/** How far the indexing of one image is. */
export const indexStatusSchema = z
  .object({
    state: indexStateSchema,
    layerCount: z.int().min(0),
    layersRead: z.int().min(0).describe('Layers that are done, whether they could be read or not.'),
    readBytes: bytesSchema.describe('Stored bytes read so far, of all layers.'),
    totalBytes: bytesSchema,
    layers: z.array(layerProgressSchema).describe('The base first. Empty where no layer was opened yet.'),
    error: failureSchema.exactOptional().describe('Why it failed.'),
  })
  .meta({ id: 'IndexStatus' });
export type IndexStatus = DeepReadonly<z.infer<typeof indexStatusSchema>>;
