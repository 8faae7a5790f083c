import { z } from 'zod';
import type { DeepReadonly } from '../deep-readonly';

export const healthAnswerSchema = z
  .object({
    status: z.enum(['ok']),
    name: z.enum(['stratascope']),
    version: z.string().describe('Of the product.'),
    api: z.int().min(1).describe('Of the API: the number in its path.'),
    answers: z.string().describe('Version of API and index together, as in `v=`.'),
  })
  .meta({ id: 'HealthAnswer' });
export type HealthAnswer = DeepReadonly<z.infer<typeof healthAnswerSchema>>;
