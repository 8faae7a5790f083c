import { type AllLimits, ImageError, LIMIT_OPTIONS } from '@stratascope/core';
import { sizeText } from '../output/size-text';
import { parseBytes } from './parse-bytes';

/** What each limit bounds, for help. */
const TEXTS: Record<keyof AllLimits, string> = {
  unpackedRatio: 'times its stored size that a layer over 1 GiB may unpack to',
  entries: 'entries of all layers together',
  pathLength: 'bytes of a path or link',
  paxSize: 'bytes of an extension header',
  jsonSize: 'bytes of a JSON document',
  jsonDepth: 'levels of a JSON document',
  jsonValues: 'values of a JSON document',
  indexDepth: 'levels of nested image indexes',
  zstdWindow: 'bytes that a zstd stream may ask to keep',
  layers: 'layers of an image',
  images: 'images that a location may list',
  members: 'members of an archive',
  uploadSize: 'bytes of an upload, or of standard input',
  dataSize: 'bytes that the data folder may hold',
  openImages: 'images of all locations that are open on the page',
};

/** The flags of the limits: name without dashes, and text for help with the default. */
export const LIMIT_FLAGS = LIMIT_OPTIONS.map(({ name, flag, unit, value }) => ({
  flag,
  text: `${TEXTS[name]} (${unit === 'bytes' ? binarySize(value) : value})`,
}));

/**
 * The limits that flags set; the others are left out.
 *
 * @throws ImageError `usage` where a value is no number.
 */
export function parseLimits(values: Readonly<Record<string, string | boolean | undefined>>): Partial<AllLimits> {
  const limits: Partial<Record<keyof AllLimits, number>> = {};
  for (const { name, flag } of LIMIT_OPTIONS) {
    const value = values[flag];
    if (typeof value !== 'string') continue;
    const number = parseBytes(value);
    if (number === null || number === 0) {
      throw new ImageError('usage', { details: { reason: `--${flag} needs a number, not “${value}”.` } });
    }
    limits[name] = number;
  }
  return limits;
}

/** Defaults are powers of two. */
function binarySize(bytes: number): string {
  const unit = [...['GiB', 'MiB', 'KiB'].entries()].find(([at]) => bytes % 1024 ** (3 - at) === 0);
  return unit === undefined ? sizeText(bytes) : `${bytes / 1024 ** (3 - unit[0])}${unit[1]}`;
}
