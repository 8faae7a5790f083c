import type { TarEntry } from '../../pure/model/entry';
import { SparseExpander } from '../../pure/tar/sparse-expander';
import { TarReader } from '../../pure/tar/tar-reader';
import { type RecipeEntry, sha256 } from '../layer-recipe';
import { join } from '../tar/write-tar';

const LIMITS = { pathBytes: 1 << 16, paxBytes: 1 << 20 };

/** The entries of a whole tar with their contents, all in memory: for the reference and for tests of small layers. */
export function entriesOfTar(tar: Uint8Array): readonly RecipeEntry[] {
  const entries: RecipeEntry[] = [];
  let current: TarEntry | null = null;
  let stored: Uint8Array[] = [];
  const reader = new TarReader(
    {
      entry(entry) {
        current = entry;
        stored = [];
      },
      data: (bytes) => stored.push(bytes.slice()),
      entryEnd() {
        if (current === null) throw new Error('an end without an entry');
        const content = current.sparse === null ? join(stored) : expand(current, stored);
        entries.push({ ...current, content, sha256: current.type === 'file' ? sha256(content) : null });
      },
      problem: () => {},
    },
    LIMITS,
  );
  reader.write(tar);
  reader.end();
  return entries;
}

function expand(entry: TarEntry, stored: readonly Uint8Array[]): Uint8Array {
  const pieces: Uint8Array[] = [];
  const expander = new SparseExpander(entry.sparse ?? [], entry.size, (piece) => pieces.push(piece.slice()));
  for (const piece of stored) expander.write(piece);
  expander.end();
  return join(pieces);
}
