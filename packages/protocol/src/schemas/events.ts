import { z } from 'zod';
import type { DeepReadonly } from '../deep-readonly';
import { indexStatusSchema } from './indexing';
import { libraryAnswerSchema } from './location';

/**
 * What the event stream sends, by the name of the event. `library` comes at once and after each change of what is open;
 * `progress` while an image is indexed, last with its final state.
 */
export const serverEventSchemas = {
  library: libraryAnswerSchema,
  progress: z
    .object({ ref: z.string(), locationId: z.string(), index: indexStatusSchema })
    .meta({ id: 'ProgressEvent' }),
} as const;

export type ServerEventName = keyof typeof serverEventSchemas;
export type ServerEvents = {
  readonly [Name in ServerEventName]: DeepReadonly<z.infer<(typeof serverEventSchemas)[Name]>>;
};
export type ProgressEvent = ServerEvents['progress'];
