import type { Dictionary } from '../../i18n';

const NAMES: Readonly<Record<string, string>> = { '\n': 'LF', '\r\n': 'CRLF', '\r': 'CR' };

/** The name of what ends a line. */
export function endWords(end: string, text: Dictionary['contents']): string {
  return NAMES[end] ?? text.noEnd;
}
