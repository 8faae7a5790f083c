import { z } from 'zod';
import type { DeepReadonly } from '../deep-readonly';

/** Why a request cannot be answered, or a location or image not be read. */
export const errorCodes = [
  'archive-corrupt',
  'artifact-only',
  'empty-file',
  'index-missing',
  'json-shape',
  'json-syntax',
  'limit-index-depth',
  'limit-json-depth',
  'limit-json-size',
  'limit-json-values',
  'limit-layers',
  'limit-members',
  'limit-open-images',
  'limit-data-size',
  'limit-unpacked-ratio',
  'limit-zstd-window',
  'location-changed',
  'location-missing',
  'location-unreadable',
  'manifest-missing',
  'no-images',
  'not-an-image',
  'schema1',
  'compression-unsupported',
  'stream-corrupt',
  'digest-invalid',
  'upload-too-large',
  'data-folder-unwritable',
  'disk-full',
  'cancelled',
  'image-ambiguous',
  'image-unknown',
  'platform-unknown',
  'level-unknown',
  'layer-unknown',
  'path-unknown',
  'not-a-file',
  'usage',
  'query-invalid',
  'request-invalid',
  'unauthorized',
  'forbidden',
  'not-found',
  'internal',
] as const;

export const errorCodeSchema = z.enum(errorCodes).meta({ id: 'ErrorCode' });
export type ErrorCode = z.infer<typeof errorCodeSchema>;

const detailsSchema = z.record(z.string(), z.union([z.string(), z.number()]));

/** `message` says what is wrong and where, `hint` what to do next, both in the language asked for. */
export const failureSchema = z
  .object({ code: errorCodeSchema, message: z.string(), hint: z.string(), details: detailsSchema.exactOptional() })
  .meta({ id: 'Failure' });
export type Failure = DeepReadonly<z.infer<typeof failureSchema>>;

/** The one shape of every answer that is no success. */
export const failureAnswerSchema = z.object({ error: failureSchema }).meta({ id: 'FailureAnswer' });
export type FailureAnswer = DeepReadonly<z.infer<typeof failureAnswerSchema>>;

/** An error or oddity of an image that it survives (rule 20; `docs/problems.md` lists the codes). */
export const problemSchema = z
  .object({
    code: z.string(),
    kind: z.enum(['problem', 'note']),
    layer: z.int().min(1).exactOptional(),
    path: z.string().exactOptional(),
    pathHex: z.string().exactOptional(),
    message: z.string(),
    hint: z.string(),
    details: detailsSchema.exactOptional(),
  })
  .meta({ id: 'Problem' });
export type Problem = DeepReadonly<z.infer<typeof problemSchema>>;
