import { z } from 'zod';
import type { DeepReadonly } from '../deep-readonly';
import { bytesSchema } from './scalars';

export const cachePartSchema = z.enum(['indexes', 'contents', 'scratch']).meta({ id: 'CachePart' });
export type CachePart = z.infer<typeof cachePartSchema>;

/** What is kept on disk to save time: all of it can be made again. */
export const cacheAnswerSchema = z
  .object({
    folder: z.string().describe('The data folder.'),
    bytes: bytesSchema,
    maxBytes: bytesSchema.describe('Above it, what was used least goes.'),
    parts: z
      .array(z.object({ part: cachePartSchema, bytes: bytesSchema, maxBytes: bytesSchema }))
      .describe('Indexes of layers, contents of compressed layers, and archives that are compressed as a whole.'),
    uploads: z
      .object({ bytes: bytesSchema, files: z.int().min(0) })
      .describe('No part of the cache: an upload is deleted when it is closed.'),
  })
  .meta({ id: 'CacheAnswer' });
export type CacheAnswer = DeepReadonly<z.infer<typeof cacheAnswerSchema>>;
