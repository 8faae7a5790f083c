import { z } from 'zod';
import type { DeepReadonly } from '../deep-readonly';
import { bytesSchema, digestSchema, layerNumberSchema, pathFields } from './scalars';

/** One entry of a layer's tar as it stands there. */
export const tarEntrySchema = z
  .object({
    kind: z
      .enum(['file', 'hardlink', 'symlink', 'char', 'block', 'dir', 'fifo', 'whiteout', 'opaque'])
      .describe('What it does to the path: `whiteout` hides it, `opaque` what is in it.'),
    offset: bytesSchema.describe('Of its first header in the uncompressed tar.'),
    headerBytes: bytesSchema.describe('Its headers, pax records and long names with them: its data begin behind them.'),
    storedBytes: bytesSchema.describe('What its data take, not padded; of a sparse file without its holes.'),
    headers: z.base64().describe('The headers as bytes; the first 64 KiB of them where there are more.'),
  })
  .meta({ id: 'TarEntry' });
export type TarEntryAnswer = DeepReadonly<z.infer<typeof tarEntrySchema>>;

/** What a layer's tar has for one path. */
export const tarEntriesAnswerSchema = z
  .object({
    ref: digestSchema,
    ...pathFields,
    layer: layerNumberSchema,
    total: z
      .int()
      .min(0)
      .describe('Entries of the layer that act on the path; 0 where only something below it is there.'),
    entries: z.array(tarEntrySchema).describe('The last eight of them, in archive order: of two the later one counts.'),
  })
  .meta({ id: 'TarEntriesAnswer' });
export type TarEntriesAnswer = DeepReadonly<z.infer<typeof tarEntriesAnswerSchema>>;
