/** Of the mono face at 12 px; names in scripts as wide as Chinese take more. */
const CHARACTER_WIDTH = 7.23;
const WIDE_CHARACTER_WIDTH = 12;
/** The padding of a part, and the slash before it. */
const AROUND = 8 + CHARACTER_WIDTH;
const LEAST_PART = 24;
/** The root, and the sign that parts are left out. */
const ROOT_WIDTH = 24;
const ELLIPSIS_WIDTH = 24 + CHARACTER_WIDTH;

/**
 * The index of the first part of a path that is shown in a width (CSS px): all where they fit, else so many from the end
 * that there is room to say that some are left out. The last is always shown.
 */
export function firstShownCrumb(parts: readonly string[], width: number): number {
  const widths = parts.map((part) => Math.max(LEAST_PART, textWidth(part) + AROUND));
  let free = width - ROOT_WIDTH - widths.reduce((sum, one) => sum + one, 0);
  if (free >= 0) return 0;
  free -= ELLIPSIS_WIDTH;
  let first = 0;
  while (free < 0 && first < parts.length - 1) free += widths[first++] ?? 0;
  return first;
}

function textWidth(text: string): number {
  let width = 0;
  for (const character of text) width += character > '\u1100' ? WIDE_CHARACTER_WIDTH : CHARACTER_WIDTH;
  return width;
}
