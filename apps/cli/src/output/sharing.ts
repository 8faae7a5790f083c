import type { ReadLayer } from '@stratascope/core/node';
import { blobsOf } from './ledger-json';

/** What one of several images shares with the others (rule 22): stored bytes, each blob once. */
export interface Sharing {
  /** Of blobs that another image has too. */
  readonly shared: number;
  /** Of blobs that no other image has. */
  readonly own: number;
  /** Position of each image that shares something, with how much. */
  readonly sharedWith: readonly { readonly image: number; readonly stored: number }[];
}

/** For each image, and all of them together. */
export function sharingOf(images: readonly { readonly layers: readonly ReadLayer[] }[]): {
  readonly images: readonly Sharing[];
  readonly storedOnce: number;
} {
  const blobs = images.map(({ layers }) => blobsOf(layers));
  const all = new Map(blobs.flatMap((map) => [...map]));
  return {
    images: blobs.map((mine, at) => {
      const others = blobs.map((theirs, other) => (other === at ? new Map<string, number>() : theirs));
      const isShared = (digest: string) => others.some((theirs) => theirs.has(digest));
      return {
        shared: sumOf(mine, isShared),
        own: sumOf(mine, (digest) => !isShared(digest)),
        sharedWith: others.flatMap((theirs, image) => {
          const stored = sumOf(mine, (digest) => theirs.has(digest));
          return stored === 0 ? [] : [{ image, stored }];
        }),
      };
    }),
    storedOnce: sumOf(all, () => true),
  };
}

function sumOf(blobs: ReadonlyMap<string, number>, counts: (digest: string) => boolean): number {
  let sum = 0;
  for (const [digest, stored] of blobs) if (counts(digest)) sum += stored;
  return sum;
}
