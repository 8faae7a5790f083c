import { visibleLines, visibleString } from '@stratascope/core';

/** Fields that are asked for again as they are or name bytes: who shows them makes them visible. Messages are safe already. */
const AS_THEY_ARE: ReadonlySet<string> = new Set([
  'ref',
  'id',
  'digest',
  'diffId',
  'subject',
  'version',
  'location',
  'locationId',
  'path',
  'pathHex',
  'message',
  'hint',
  'details',
]);
/** Fields that may have lines, and what is in them. */
const OF_LINES: ReadonlySet<string> = new Set([
  'createdBy',
  'comment',
  'entrypoint',
  'command',
  'environment',
  'labels',
]);

/**
 * An answer about images and places with all text of theirs fit to be seen: names, labels, steps and titles come from
 * images and clients, and may hold what hides, reorders or looks like something else. Made so where answers come in, so
 * that no view can forget it.
 */
export function showable<Answer>(answer: Answer): Answer {
  return show(answer, visibleString) as Answer;
}

function show(value: unknown, text: (value: string) => string): unknown {
  if (typeof value === 'string') return text(value);
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((each) => show(each, text));
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => {
      if (AS_THEY_ARE.has(key) && text === visibleString) return [key, each];
      return [text(key), show(each, OF_LINES.has(key) ? visibleLines : text)];
    }),
  );
}
