import { type ByteString, visibleText as visible } from '@stratascope/core';

/** A part of a name as it may be shown: text as it is, or a boxed sign for what would hide, reorder or break. */
export interface VisibleSegment {
  readonly kind: 'plain' | 'escape' | 'space';
  readonly text: string;
}

/**
 * A name made fit to be seen: control, bidirectional and invisible characters and bytes that are not UTF-8 become
 * escapes (`\x0a`, `\u202e`, `\xff`), spaces at its ends become dots. Nothing of it can hide or reorder its surroundings.
 */
export function visibleSegments(name: ByteString): readonly VisibleSegment[] {
  const segments = visible(name).segments.map(
    ({ text, escaped }): VisibleSegment => ({
      kind: escaped ? 'escape' : 'plain',
      text,
    }),
  );
  const [first] = segments;
  if (first?.kind === 'plain') segments.splice(0, 1, ...withoutEnd(first.text, /^ +/));
  const last = segments.at(-1);
  if (last?.kind === 'plain') segments.splice(-1, 1, ...withoutEnd(last.text, / +$/));
  return segments;
}

/** The same as one text, for labels and titles. */
export function visibleText(name: ByteString): string {
  return visibleSegments(name)
    .map(({ text }) => text)
    .join('');
}

/** A text in two parts, of which one is the spaces at an end of it, as dots. */
function withoutEnd(text: string, spaces: RegExp): readonly VisibleSegment[] {
  const end = spaces.exec(text);
  if (end === null) return [{ kind: 'plain', text }];
  const dots: VisibleSegment = { kind: 'space', text: '·'.repeat(end[0].length) };
  const rest = text.replace(spaces, '');
  if (rest === '') return [dots];
  const plain: VisibleSegment = { kind: 'plain', text: rest };
  return end.index === 0 ? [dots, plain] : [plain, dots];
}
