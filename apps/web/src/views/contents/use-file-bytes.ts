import type { EntryPath } from '@stratascope/core';
import { useQueries } from '@tanstack/react-query';
import { useMemo } from 'react';
import { contentOptions, useOpenImage } from '../../client';

const FIRST_BYTES = 256_000;
const MORE_BYTES = 1_000_000;

/** A version of a file: as one layer brought it. */
export interface FileVersion {
  readonly path: EntryPath;
  readonly layer: number;
  /** Bytes. */
  readonly size: number;
  /** Of its contents, as hexadecimal digits. */
  readonly sha256: string | null;
}

export interface FileBytes {
  /** The first bytes, as many of those asked for as are there by now. */
  readonly bytes: Uint8Array;
  readonly isPending: boolean;
  readonly failed: { readonly refetch: () => unknown } | null;
}

/** The first `end` bytes of a file, in pieces that stay when more are asked for. */
export function useFileBytes({ path, layer, size }: FileVersion, end: number): FileBytes {
  const { key } = useOpenImage();
  const { pieces, isPending, failed } = useQueries({
    queries: piecesTo(Math.min(size, end)).map((range) => contentOptions(key, { path, layer }, range)),
    combine: (results) => ({
      pieces: results.flatMap(({ data }) => data ?? []),
      isPending: results.some((result) => result.isPending),
      failed: results.find((result) => result.error !== null) ?? null,
    }),
  });
  const bytes = useMemo(() => joined(pieces), [pieces]);
  return { bytes, isPending, failed };
}

/** The ranges that make up the first `end` bytes: the first piece small, so that it is there at once. */
function piecesTo(end: number): readonly { readonly start: number; readonly end: number }[] {
  const pieces: { start: number; end: number }[] = [];
  for (let start = 0; start < end; ) {
    const next = Math.min(end, start + (start === 0 ? FIRST_BYTES : MORE_BYTES));
    pieces.push({ start, end: next });
    start = next;
  }
  return pieces;
}

function joined(pieces: readonly Uint8Array[]): Uint8Array {
  const [first] = pieces;
  if (pieces.length === 1 && first !== undefined) return first;
  const bytes = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    bytes.set(piece, at);
    at += piece.length;
  }
  return bytes;
}
