import { type ByteString, type EntryPath, hexToByteString, textToByteString } from '@stratascope/core';
import type { LayerSummary } from '@stratascope/protocol/client';

export interface FolderRow {
  readonly path: EntryPath;
  /** The path as it fits: without its slash, leading folders cut. */
  readonly shown: ByteString;
  readonly bytes: number;
  readonly isDead: boolean;
}

const FIRST_ROW_AT = 44;
const ROW_HEIGHT = 15;
/** Of the mono face at 10.5 px. */
const CHARACTER_WIDTH = 6.3;
/** Digits, unit and the gap before them, and the padding after. */
const SIZE_WIDTH = 68;

/**
 * The rows of largest folders that fit into a slab of a height, and what is left over in one row more; null where not
 * one fits. Sizes in CSS px.
 */
export function folderRows(
  layer: LayerSummary,
  { height, width }: { readonly height: number; readonly width: number },
): { readonly folders: readonly FolderRow[]; readonly more: number; readonly moreBytes: number } | null {
  const fitting = Math.floor((height - FIRST_ROW_AT) / ROW_HEIGHT);
  if (fitting < 1 || height < 60 || layer.content === null) return null;
  const all = layer.folders.length + layer.moreFolders;
  // The last line tells of the rest; where only one line fits, the largest folder says more than the rest.
  const shown = all <= fitting ? layer.folders.length : Math.min(layer.folders.length, Math.max(1, fitting - 1));
  const folders = layer.folders.slice(0, shown);
  const most = Math.floor((width - SIZE_WIDTH) / CHARACTER_WIDTH);
  const shownBytes = folders.reduce((sum, { bytes }) => sum + bytes, 0);
  return {
    folders: folders.map((folder) => {
      const path = pathOf(folder);
      return {
        path,
        shown: shortenPath(path, most),
        bytes: folder.bytes,
        isDead: folder.bytes > 0 && folder.dead === folder.bytes,
      };
    }),
    more: shown < fitting ? all - shown : 0,
    moreBytes: Math.max(0, layer.content - shownBytes),
  };
}

/** A path without its first slash, cut from the left at a folder's border to fit `most` characters: `…/lib/scipy`. */
export function shortenPath(path: EntryPath, most: number): ByteString {
  const whole = path.slice(1);
  // Files right in the root.
  if (whole === '') return '/' as ByteString;
  if (whole.length <= most) return whole as ByteString;
  const parts = whole.split('/');
  for (let from = 1; from < parts.length; from++) {
    const rest = parts.slice(from).join('/');
    if (rest.length + 2 <= most || from === parts.length - 1) return `${textToByteString('…')}/${rest}` as ByteString;
  }
  return whole as ByteString;
}

/** The bytes of a path as answers have it. */
function pathOf({ path, pathHex }: { readonly path: string; readonly pathHex?: string }): EntryPath {
  return ((pathHex === undefined ? null : hexToByteString(pathHex)) ?? textToByteString(path)) as EntryPath;
}
