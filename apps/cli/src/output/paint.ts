import { styleText } from 'node:util';
import type { OutputStream } from './command-streams';

/** Styles by purpose; nothing is told by them alone. */
const STYLES = {
  heading: 'bold',
  quiet: 'dim',
  added: 'green',
  changed: 'yellow',
  removed: 'red',
} as const satisfies Record<string, Parameters<typeof styleText>[0]>;

export type Style = keyof typeof STYLES;

export type Paint = (style: Style, text: string) => string;

/** Marks text up for a terminal; leaves it as it is for files, pipes and NO_COLOR. */
export function painter(stream: OutputStream): Paint {
  return stream.hasColor
    ? (style, text) => styleText(STYLES[style], text, { validateStream: false })
    : (_, text) => text;
}
