import { type EntryPath, hexToByteString, ImageError, normalizePath, textToByteString } from '@stratascope/core';
import type { Arguments } from './parse-arguments';

/**
 * The one LOCATION of a command that takes nothing else.
 *
 * @throws ImageError `usage` where there is none, or more.
 */
export function onlyLocation({ positionals }: Arguments, command: string): string {
  const [location, extra] = positionals;
  if (location === undefined) throw usage(`${command} needs a LOCATION: an archive or folder with an image.`);
  if (extra !== undefined) throw usage(`${command} takes one LOCATION; “${extra}” is one too many.`);
  return location;
}

/**
 * A LOCATION and the PATH in it. A path that does not begin with `/` is taken from the root; with `--hex` it is hexadecimal
 * digits, since a command line cannot carry every byte.
 *
 * @throws ImageError `usage`.
 */
export function locationAndPath(
  args: Arguments,
  command: string,
): { readonly location: string; readonly path: EntryPath } {
  const [location, text, extra] = args.positionals;
  if (location === undefined || text === undefined) throw usage(`${command} needs a LOCATION and a PATH in the image.`);
  if (extra !== undefined) throw usage(`${command} takes one PATH; “${extra}” is one too many.`);
  const bytes = args.isSet('hex') ? hexToByteString(text) : textToByteString(text);
  if (bytes === null) throw usage(`“${text}” is not pairs of hexadecimal digits.`);
  const path = normalizePath(bytes);
  if (path === null) throw usage(`“${text}” climbs out of the root.`);
  return { location, path };
}

/** A LOCATION, and what may follow it. */
export function locationAndMore(
  { positionals }: Arguments,
  command: string,
): { readonly location: string; readonly more: string | undefined } {
  const [location, more, extra] = positionals;
  if (location === undefined) throw usage(`${command} needs a LOCATION: an archive or folder with an image.`);
  if (extra !== undefined) throw usage(`${command} cannot use “${extra}”.`);
  return { location, more };
}

/**
 * A LOCATION and a QUERY; of a query in several words each may be an argument of its own.
 *
 * @throws ImageError `usage`.
 */
export function locationAndQuery({ positionals }: Arguments): { readonly location: string; readonly query: string } {
  const [location, ...words] = positionals;
  if (location === undefined || words.length === 0) throw usage('find needs a LOCATION and a QUERY.');
  return { location, query: words.join(' ') };
}

const usage = (reason: string) => new ImageError('usage', { details: { reason } });
