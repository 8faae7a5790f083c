import { z } from 'zod';
import type { DeepReadonly } from '../deep-readonly';
import { bytesSchema, layerNumberSchema, nextSchema, pathFields } from './scalars';

/** What a layer did to a path, judged level against level (rule 16). */
export const changeKindSchema = z
  .enum(['added', 'content', 'metadata', 'replaced', 'identical', 'removed', 're-added', 'repeated'])
  .meta({ id: 'ChangeKind' });
export type ChangeKind = z.infer<typeof changeKindSchema>;

export const changedAttributeSchema = z
  .enum(['mode', 'uid', 'gid', 'mtime', 'xattrs'])
  .meta({ id: 'ChangedAttribute' });
export type ChangedAttribute = z.infer<typeof changedAttributeSchema>;

/** How a path was taken away (rules 5, 6, 9, 10). */
export const removalCauseSchema = z.enum(['whiteout', 'opaque', 'replaced']).meta({ id: 'RemovalCause' });
export type RemovalCause = z.infer<typeof removalCauseSchema>;

/** Why a byte is dead (rule 23). */
export const deathCauseSchema = z
  .enum(['overwritten', 'metadata', 'identical', 'whiteout', 'opaque', 'replaced', 'superseded-in-layer'])
  .meta({ id: 'DeathCause' });
export type DeathCause = z.infer<typeof deathCauseSchema>;

export const nodeTypeSchema = z.enum(['file', 'dir', 'symlink', 'char', 'block', 'fifo']).meta({ id: 'NodeType' });
export type NodeType = z.infer<typeof nodeTypeSchema>;

/** How many paths a layer changed: each path, folders too, and each path below a removed folder. */
export const changeCountsSchema = z
  .object({
    added: z.int().min(0),
    changed: z.int().min(0),
    metadata: z.int().min(0).describe('Of the changed those of which nothing but mode, owner, time or attributes did.'),
    removed: z.int().min(0),
  })
  .meta({ id: 'ChangeCounts' });
export type ChangeCounts = DeepReadonly<z.infer<typeof changeCountsSchema>>;

/** Dead bytes of one layer that the layer `by` killed (rule 23). */
export const deadBytesSchema = z
  .object({ cause: deathCauseSchema, by: layerNumberSchema, bytes: bytesSchema })
  .meta({ id: 'DeadBytes' });
export type DeadBytes = DeepReadonly<z.infer<typeof deadBytesSchema>>;

/** Sums of dead bytes by cause; a cause with none is left out. */
export const deadByCauseSchema = z.partialRecord(deathCauseSchema, bytesSchema).meta({ id: 'DeadByCause' });
export type DeadByCause = DeepReadonly<z.infer<typeof deadByCauseSchema>>;

/** Extended attributes: name to value as base64. */
export const xattrsSchema = z.record(z.string(), z.string()).meta({ id: 'ExtendedAttributes' });

/** What is seen at a path: the fields of rule 25, and the names of owner and group at that level. */
export const pathStateSchema = z
  .object({
    type: nodeTypeSchema,
    mode: z.string().describe('Four octal digits.'),
    uid: z.int(),
    gid: z.int(),
    owner: z.string().exactOptional().describe("Name of `uid` in that level's /etc/passwd, if it has one."),
    group: z.string().exactOptional().describe("Name of `gid` in that level's /etc/group, if it has one."),
    mtime: z.string().exactOptional().describe('Seconds since 1970, with a fraction; none for an implied directory.'),
    size: bytesSchema.exactOptional().describe('Logical bytes of a file.'),
    sha256: z.string().exactOptional().describe('Of the logical content of a file, as hexadecimal digits.'),
    link: z.string().exactOptional(),
    linkHex: z.string().exactOptional(),
    dev: z.string().exactOptional().describe('`major:minor` of a device.'),
    xattrs: xattrsSchema.exactOptional(),
    hl: z.string().exactOptional().describe('Smallest visible name of the same inode; only if there are two or more.'),
    hlHex: z.string().exactOptional(),
    implied: z.literal(true).exactOptional(),
    layer: z.int().min(0).describe('The layer whose entry is seen; 0 for a root that no layer declares.'),
  })
  .meta({ id: 'PathState' });
export type PathState = DeepReadonly<z.infer<typeof pathStateSchema>>;

/** An attribute that differs, before and after, as they stand in {@link pathStateSchema}. */
export const changedValueSchema = z
  .discriminatedUnion('attribute', [
    z.object({ attribute: z.enum(['mode']), before: z.string(), after: z.string() }),
    z.object({ attribute: z.enum(['uid', 'gid']), before: z.int(), after: z.int() }),
    z.object({ attribute: z.enum(['mtime']), before: z.string().nullable(), after: z.string().nullable() }),
    z.object({ attribute: z.enum(['xattrs']), before: xattrsSchema, after: xattrsSchema }),
  ])
  .meta({ id: 'ChangedValue' });
export type ChangedValue = DeepReadonly<z.infer<typeof changedValueSchema>>;

/** A change of one path from one level to a higher one (rule 16). */
export const pathChangeSchema = z
  .object({
    ...pathFields,
    change: z.enum(['added', 'content', 'metadata', 'replaced', 'removed', 're-added']),
    changed: z
      .array(changedAttributeSchema)
      .describe('Which attributes differ, of `content`, `metadata` and `re-added`.'),
    how: removalCauseSchema.exactOptional().describe('Of `removed`.'),
    before: pathStateSchema.nullable(),
    after: pathStateSchema.nullable(),
  })
  .meta({ id: 'PathChange' });
export type PathChange = DeepReadonly<z.infer<typeof pathChangeSchema>>;

/** Changes in the order of `ls`. */
export const changesAnswerSchema = z
  .object({
    ref: z.string(),
    from: z.int().min(0),
    to: z.int().min(0),
    ...pathFields,
    total: z.int().min(0),
    counts: changeCountsSchema.describe('Of all changes of the answer, not of this page alone.'),
    changes: z.array(pathChangeSchema),
    next: nextSchema,
  })
  .meta({ id: 'ChangesAnswer' });
export type ChangesAnswer = DeepReadonly<z.infer<typeof changesAnswerSchema>>;
