import {
  type ByteString,
  byteStringToHex,
  byteStringToText,
  type EntryPath,
  isValidUtf8,
  splitPath,
} from '@stratascope/core';

/** Where a path is to be taken from. */
export interface ExtractSource {
  /** The location as it was given; a relative one is relative to where the server was started. */
  readonly location: string;
  /** What picks the image where its location has several; null: it has one. */
  readonly image: string | null;
  readonly level: number;
}

/** The command line that writes a file as of a level under its own name, or unpacks a folder with all that is in it. */
export function extractCommand(
  kind: 'file' | 'folder',
  path: EntryPath,
  { location, image, level }: ExtractSource,
): string {
  const isText = isValidUtf8(path) && !CONTROL.test(path);
  const words = [
    'npx stratascope',
    kind === 'file' ? 'cat' : 'export',
    quoted(location),
    isText ? quoted(byteStringToText(path)) : `${byteStringToHex(path)} --hex`,
    `--level ${level}`,
    image === null ? null : `--image ${quoted(image)}`,
    kind === 'file' ? `> ${quoted(isText ? fileName(path) : 'file')}` : '| tar -x',
  ];
  return words.filter((word) => word !== null).join(' ');
}

/** A terminal would act on them. */
const CONTROL = /[\x00-\x1f\x7f]/;

const fileName = (path: EntryPath) => `./${byteStringToText(splitPath(path).name as ByteString)}`;

/** For a POSIX shell: as it is where that is safe, else in single quotes. */
function quoted(word: string): string {
  return /^[\w./:@%+=,-]+$/.test(word) && !word.startsWith('-') ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
