import { z } from 'zod';
import type { DeepReadonly } from '../deep-readonly';
import { deadByCauseSchema, deadBytesSchema } from './change';
import { layerStateSchema } from './indexing';
import { bytesSchema, digestSchema, layerNumberSchema } from './scalars';

/** The bytes of one layer, as of a level (rules 22, 23): `content = live + dead`. */
export const ledgerLayerSchema = z
  .object({
    layer: layerNumberSchema,
    state: layerStateSchema,
    stored: bytesSchema.nullable(),
    tar: bytesSchema.nullable(),
    content: bytesSchema,
    live: bytesSchema,
    dead: bytesSchema,
    deadBy: z.array(deadBytesSchema),
    diesLater: z
      .array(z.object({ by: layerNumberSchema, bytes: bytesSchema }))
      .describe('Of the live bytes, those that layers above the level will kill.'),
  })
  .meta({ id: 'LedgerLayer' });
export type LedgerLayer = DeepReadonly<z.infer<typeof ledgerLayerSchema>>;

/** The ledger at a level: layers 1 to it, and their sums. */
export const ledgerAnswerSchema = z
  .object({
    ref: digestSchema,
    level: z.int().min(0),
    layers: z.array(ledgerLayerSchema),
    total: z.object({
      stored: bytesSchema.nullable().describe('Null where a layer is missing.'),
      storedOnce: bytesSchema.nullable().describe('A repeated blob counted once.'),
      tar: bytesSchema.nullable(),
      content: bytesSchema,
      live: bytesSchema,
      dead: bytesSchema,
      deadBy: deadByCauseSchema,
    }),
  })
  .meta({ id: 'LedgerAnswer' });
export type LedgerAnswer = DeepReadonly<z.infer<typeof ledgerAnswerSchema>>;
