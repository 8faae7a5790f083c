import type { PathAnswer } from '@stratascope/protocol/client';

/** Bytes that one layer's change of the selected path buried, by the layers that had brought them. */
export interface Burial {
  readonly by: number;
  readonly bytesOf: ReadonlyMap<number, number>;
}

/** What of it were one layer's bytes. */
export interface Buried {
  readonly by: number;
  readonly bytes: number;
}

/**
 * What the version that is looked at buried: the chosen one, else the removal that took the path away as of the level.
 * Null where it buried nothing, or is not applied yet.
 */
export function burialOf(life: PathAnswer, chosen: number | null, level: number): Burial | null {
  const version =
    chosen === null
      ? life.versions.find(({ layer, change }) => change === 'removed' && layer === life.ghost?.layer)
      : life.versions.find(({ layer }) => layer === chosen);
  if (version === undefined || version.layer > level) return null;
  const { victims, killed } = version;
  const bytesOf = new Map<number, number>();
  for (const [layer = 0, bytes = 0] of victims?.bytesByLayer ?? []) bytesOf.set(layer, bytes);
  if (victims === undefined && killed !== undefined && killed.bytes > 0) bytesOf.set(killed.layer, killed.bytes);
  return bytesOf.size === 0 ? null : { by: version.layer, bytesOf };
}

export function buriedOf(burial: Burial | null, layer: number): Buried | null {
  const bytes = burial?.bytesOf.get(layer);
  return burial === null || bytes === undefined ? null : { by: burial.by, bytes };
}
