import { formatPlatform, type LayerLedger, type Ledger } from '@stratascope/core';
import type { LoadedImage, ReadLayer } from '@stratascope/core/node';

/** The sizes of one layer (rules 22, 23). */
export interface LayerLedgerJson extends LayerLedger {
  readonly stored: number;
  readonly tar: number;
}

/** The sizes of an image at a level: layers 1 to it, and their sums. Bytes; 0 where there is no blob. */
export interface LedgerJson {
  readonly level: number;
  readonly layers: readonly LayerLedgerJson[];
  readonly total: {
    readonly stored: number;
    readonly tar: number;
    readonly content: number;
    readonly live: number;
    readonly dead: number;
    /** A repeated blob counted once. */
    readonly storedOnce: number;
    readonly deadBy: Ledger['deadBy'];
  };
}

export function ledgerJson(image: LoadedImage, level: number): LedgerJson {
  const ledger = image.tree.ledger(level);
  const layers = image.layers.slice(0, level);
  return {
    level,
    layers: ledger.layers.map((sizes) => {
      const read = image.layers[sizes.layer - 1];
      const { layer, ...content } = sizes;
      return { layer, stored: read?.storedBytes ?? 0, tar: read?.tarBytes ?? 0, ...content };
    }),
    total: {
      stored: sum(layers, ({ storedBytes }) => storedBytes),
      tar: sum(layers, ({ tarBytes }) => tarBytes),
      content: ledger.content,
      live: ledger.live,
      dead: ledger.dead,
      storedOnce: sum([...blobsOf(layers).values()], (stored) => stored),
      deadBy: ledger.deadBy,
    },
  };
}

/** What names an image in an answer. */
export function imageNames({ source: { ref } }: LoadedImage) {
  return {
    names: ref.names,
    id: ref.id,
    digest: ref.digest,
    platform: ref.platform === null ? null : formatPlatform(ref.platform),
  };
}

/** The blobs of layers by the digest of their bytes, each once, with its stored size. */
export function blobsOf(layers: readonly ReadLayer[]): ReadonlyMap<string, number> {
  return new Map(
    layers.flatMap(({ digest, storedBytes }) => (digest === null ? [] : [[digest, storedBytes ?? 0] as const])),
  );
}

function sum<T>(items: readonly T[], bytes: (item: T) => number | null): number {
  return items.reduce((total, item) => total + (bytes(item) ?? 0), 0);
}
