import { z } from 'zod';
import type { DeepReadonly } from '../deep-readonly';
import {
  changedValueSchema,
  changeKindSchema,
  deathCauseSchema,
  nodeTypeSchema,
  pathStateSchema,
  removalCauseSchema,
} from './change';
import { bytesSchema, digestSchema, layerNumberSchema, pathFields } from './scalars';
import { bytesByLayerSchema } from './tree';

/** What one layer did to a path (rules 16, 24). */
export const pathVersionSchema = z
  .object({
    layer: layerNumberSchema,
    change: changeKindSchema,
    changed: z.array(changedValueSchema).describe('Attributes that differ from the version before, with their values.'),
    how: removalCauseSchema.exactOptional().describe('Of a removal.'),
    removedAt: z
      .object(pathFields)
      .exactOptional()
      .describe('The path whose removal took this one: itself or an ancestor.'),
    broughtBytes: bytesSchema,
    killed: z
      .object({
        cause: deathCauseSchema,
        bytes: bytesSchema,
        layer: layerNumberSchema.describe('Whose bytes they were.'),
      })
      .exactOptional(),
    death: z
      .object({ cause: deathCauseSchema, layer: layerNumberSchema })
      .exactOptional()
      .describe('How the bytes that this version brought die; absent while they live at the top.'),
    victims: z
      .object({
        entries: z.int().min(0).describe('Paths below that were removed with it.'),
        bytesByLayer: bytesByLayerSchema.describe('Bytes that died of it, here and below.'),
      })
      .exactOptional()
      .describe('Of a removal and of what is replaced: all that it buried.'),
    state: pathStateSchema.nullable().describe('What is seen from this layer on; null for a removal.'),
  })
  .meta({ id: 'PathVersion' });
export type PathVersion = DeepReadonly<z.infer<typeof pathVersionSchema>>;

/** The life of a path. */
export const pathAnswerSchema = z
  .object({
    ref: digestSchema,
    ...pathFields,
    level: z.int().min(0),
    type: nodeTypeSchema.describe('As seen at the level, else last, else first.'),
    state: pathStateSchema.nullable().describe('What is seen at the level.'),
    ghost: z
      .object({ layer: layerNumberSchema, how: removalCauseSchema, size: bytesSchema })
      .nullable()
      .describe('Who removed it, where a level below had it.'),
    versions: z.array(pathVersionSchema).describe('The newest first, of all layers, also those above the level.'),
    insideLayers: z
      .array(layerNumberSchema)
      .describe('Of a folder: layers that changed things inside it, the folder itself or not, ascending.'),
    unknownLayers: z
      .array(layerNumberSchema)
      .describe('Layers that could not be read whole: what they did is not known.'),
    shippedBytes: bytesSchema.describe('All bytes that all versions brought.'),
    deadBytes: bytesSchema.describe('Of those, the dead at the top of the image.'),
    size: bytesSchema.describe('At the level: of a folder all live bytes below.'),
    entries: z.int().min(0),
    target: z
      .object({
        ...pathFields,
        outcome: z
          .enum(['found', 'absent', 'nowhere', 'loop'])
          .describe(
            '`found`: it leads to `path`. `absent`: `path`, the first on the way that is missing, is at other levels; ' +
              '`nowhere`: no layer has it. `loop`: the way comes to no end.',
          ),
        steps: z
          .array(
            z.object({
              ...pathFields,
              link: z.string(),
              linkHex: z.string().exactOptional(),
              layer: layerNumberSchema,
            }),
          )
          .describe('The links on the way, this one first: where each lies, what it says, and whose layer it is of.'),
      })
      .nullable()
      .describe('Where a symbolic link leads at the level, links on its way followed; null for all else.'),
    links: z
      .array(z.object({ ...pathFields, layer: z.int().min(0).describe('Whose entry gives the name.') }))
      .describe('All visible names of the same inode, if there are two or more; bounded.'),
  })
  .meta({ id: 'PathAnswer' });
export type PathAnswer = DeepReadonly<z.infer<typeof pathAnswerSchema>>;
