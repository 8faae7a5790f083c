/** How a column stands: text to the left, numbers to the right. */
export type Alignment = 'left' | 'right';

export interface Column {
  readonly title: string;
  readonly align: Alignment;
  /** Blanks before it; 2 where not given. A size and its unit stand closer. */
  readonly gap?: number;
}

/**
 * Lines of a table whose columns are as wide as their widest cell. The last column is not padded.
 *
 * Cells hold no marks of colour: `paintLine` puts them on whole lines, which keeps widths right.
 */
export function alignColumns(columns: readonly Column[], rows: readonly (readonly string[])[]): string[] {
  const all = [columns.map(({ title }) => title), ...rows];
  const widths = columns.map((_, at) => Math.max(...all.map((row) => displayWidth(row[at] ?? ''))));
  return all.map((row) => alignRow(columns, widths, row));
}

/** One row by widths that are settled; a wider cell pushes the rest to the right. */
export function alignRow(columns: readonly Column[], widths: readonly number[], row: readonly string[]): string {
  return columns
    .map(({ align, gap = 2 }, at) => {
      const cell = row[at] ?? '';
      const blanks = ' '.repeat(Math.max(0, (widths[at] ?? 0) - displayWidth(cell)));
      const isLast = at === columns.length - 1;
      const aligned = align === 'right' ? blanks + cell : isLast ? cell : cell + blanks;
      return (at === 0 ? '' : ' '.repeat(gap)) + aligned;
    })
    .join('')
    .trimEnd();
}

// East Asian wide and full-width characters, and pictographs.
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u;
const COMBINING = /\p{Mn}|\p{Me}/u;

/** Columns that a text takes on a terminal. */
export function displayWidth(text: string): number {
  if (/^[ -~]*$/.test(text)) return text.length;
  let width = 0;
  for (const character of text) width += COMBINING.test(character) ? 0 : WIDE.test(character) ? 2 : 1;
  return width;
}
