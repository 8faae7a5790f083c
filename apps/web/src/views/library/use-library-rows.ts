import type { LibraryAnswer } from '@stratascope/protocol/client';
import { useQueries } from '@tanstack/react-query';
import { useMemo } from 'react';
import { imageOptions } from '../../client';
import { useExplorer } from '../../state';
import { type LibraryRow, libraryRows } from './library-rows';

/** For more images than this the library does not ask for their layers one by one. */
const MOST_ASKED = 30;

/** The rows of the library, each with its whole image as soon as that is known. */
export function useLibraryRows(library: LibraryAnswer): readonly LibraryRow[] {
  const language = useExplorer((state) => state.language);
  const rows = useMemo(() => libraryRows(library), [library]);
  const answers = useQueries({
    queries: rows.slice(0, MOST_ASKED).map(({ image }) => imageOptions(image.ref, null, language)),
    combine: (results) => results.map(({ data }) => data),
  });
  return useMemo(() => rows.map((row, at) => ({ ...row, answer: answers[at] ?? null })), [rows, answers]);
}
