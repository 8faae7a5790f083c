import { byteStringToText, bytesToByteString } from '../model/byte-string';

/** What a distribution says of itself; null where it does not say. */
export interface Distribution {
  /** `debian`, `alpine`: small letters, made for programs. */
  readonly id: string | null;
  readonly name: string | null;
  readonly version: string | null;
  /** The one that is made to be shown: `Debian GNU/Linux 12 (bookworm)`. */
  readonly prettyName: string | null;
}

/** Longest value that is taken; a real one has some dozens of characters. */
const LONGEST_VALUE = 200;

/**
 * Reads an `os-release` file; null where it says nothing of what is asked. Later lines win, as in a shell.
 *
 * Source: os-release(5): assignments as a shell reads them, without expansion.
 */
export function readOsRelease(file: Uint8Array): Distribution | null {
  const values = new Map<string, string>();
  for (const line of byteStringToText(bytesToByteString(file)).split('\n')) {
    const [, key, value] = /^\s*([A-Z][A-Z0-9_]*)=(.*)$/.exec(line) ?? [];
    if (key !== undefined && value !== undefined) values.set(key, unquoted(value.trim()).slice(0, LONGEST_VALUE));
  }
  const textOf = (key: string) => values.get(key) || null;
  const distribution = {
    id: textOf('ID'),
    name: textOf('NAME'),
    version: textOf('VERSION') ?? textOf('VERSION_ID'),
    prettyName: textOf('PRETTY_NAME'),
  };
  return Object.values(distribution).some((value) => value !== null) ? distribution : null;
}

/** A value without its quotes; in double quotes and outside of any a backslash stands before a sign that is meant as it is. */
function unquoted(value: string): string {
  const [, single] = /^'(.*)'$/.exec(value) ?? [];
  if (single !== undefined) return single;
  const [, double] = /^"(.*)"$/.exec(value) ?? [];
  return (double ?? value).replace(/\\([$"'\\`])/g, '$1');
}
