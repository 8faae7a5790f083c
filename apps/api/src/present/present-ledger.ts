import type { LoadedImage } from '@stratascope/core/node';
import type { LedgerAnswer } from '@stratascope/protocol';
import { sumOrNull } from './present-library';

/** The ledger of a level (rules 22, 23), with what of it later layers will kill. */
export function presentLedger(image: LoadedImage, level: number): LedgerAnswer {
  const { tree, layers, source } = image;
  const ledger = tree.ledger(level);
  const top = tree.ledger(tree.layerCount);
  const read = layers.slice(0, level);
  return {
    ref: source.ref.ref,
    level,
    layers: ledger.layers.map(({ layer, content, live, dead, deadBy }) => ({
      layer,
      state: layers[layer - 1]?.state ?? 'missing',
      stored: layers[layer - 1]?.storedBytes ?? null,
      tar: layers[layer - 1]?.tarBytes ?? null,
      content,
      live,
      dead,
      deadBy,
      diesLater: diesLater(top.layers[layer - 1]?.deadBy ?? [], level),
    })),
    total: {
      stored: sumOrNull(read.map(({ storedBytes }) => storedBytes)),
      storedOnce: storedOnce(read),
      tar: sumOrNull(read.map(({ tarBytes }) => tarBytes)),
      content: ledger.content,
      live: ledger.live,
      dead: ledger.dead,
      deadBy: ledger.deadBy,
    },
  };
}

function diesLater(
  deadBy: readonly { readonly by: number; readonly bytes: number }[],
  level: number,
): LedgerAnswer['layers'][number]['diesLater'] {
  const byLayer = new Map<number, number>();
  for (const { by, bytes } of deadBy) if (by > level) byLayer.set(by, (byLayer.get(by) ?? 0) + bytes);
  return [...byLayer].sort(([one], [other]) => one - other).map(([by, bytes]) => ({ by, bytes }));
}

/** A blob that several layers name counts once (rule 22); null where the size of one is not known. */
export function storedOnce(
  layers: readonly { readonly layer: number; readonly digest: string | null; readonly storedBytes: number | null }[],
): number | null {
  const blobs = new Map(layers.map(({ layer, digest, storedBytes }) => [digest ?? `layer ${layer}`, storedBytes]));
  return sumOrNull([...blobs.values()]);
}
