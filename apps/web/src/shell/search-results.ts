import { type ByteString, type EntryPath, splitPath } from '@stratascope/core';
import { type ImageAnswer, pathBytes, type SearchRow } from '@stratascope/protocol/client';
import { shortenInstruction } from '../views/stack/shorten-instruction';

export type SearchResult =
  | {
      readonly kind: 'layer';
      readonly key: string;
      readonly layer: number;
      readonly word: string | null;
      readonly text: string;
    }
  | {
      readonly kind: 'path';
      readonly key: string;
      readonly path: EntryPath;
      /** With its last slash. */
      readonly folder: ByteString;
      readonly name: ByteString;
      readonly layer: number;
      readonly bytes: number;
      readonly removedIn: number | null;
    };

const MOST_LAYERS = 5;

/** The layers whose instruction holds all the words, the newest first, then the paths that the server found. */
export function searchResults(image: ImageAnswer, rows: readonly SearchRow[], words: string): readonly SearchResult[] {
  const parts = words.toLowerCase().split(/\s+/);
  const layers = image.steps
    .filter(({ layer, createdBy }) => layer !== null && parts.every((part) => createdBy.toLowerCase().includes(part)))
    .reverse()
    .slice(0, MOST_LAYERS)
    .map(
      ({ layer, createdBy }): SearchResult => ({
        kind: 'layer',
        key: `layer ${layer}`,
        layer: layer ?? 0,
        ...shortenInstruction(createdBy),
      }),
    );
  const paths = rows.map((row): SearchResult => {
    const path = pathBytes(row) as EntryPath;
    const { directory, name } = splitPath(path);
    return {
      kind: 'path',
      key: path,
      path,
      folder: (directory === '/' ? '/' : `${directory}/`) as ByteString,
      name,
      layer: row.layer,
      bytes: row.size,
      removedIn: row.removed?.layer ?? null,
    };
  });
  return [...layers, ...paths];
}
