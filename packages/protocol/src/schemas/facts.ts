import { z } from 'zod';
import type { DeepReadonly } from '../deep-readonly';
import { digestSchema, pathFields } from './scalars';

const text = z.string().nullable();

/** What an image is at a level, as its own files tell. */
export const factsAnswerSchema = z
  .object({
    ref: digestSchema,
    level: z.int().min(0),
    distribution: z
      .object({ id: text, name: text, version: text, prettyName: text, ...pathFields })
      .nullable()
      .describe('Of os-release; null where there is none that says who it is.'),
    packages: z.array(
      z.object({
        manager: z.enum(['dpkg', 'apk', 'rpm']),
        count: z.int().min(0).nullable().describe('Null where the database is not read: that of rpm is a binary one.'),
        ...pathFields,
      }),
    ),
    shell: z.object(pathFields).nullable().describe('A shell that could be run.'),
    kernel: z.object(pathFields).nullable().describe('A kernel; an image has no need of one.'),
  })
  .meta({ id: 'FactsAnswer' });
export type FactsAnswer = DeepReadonly<z.infer<typeof factsAnswerSchema>>;
