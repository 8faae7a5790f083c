import { displayWidth } from './columns';

/** A line cut to the width of the terminal, so that a table stays one; as it is for files and pipes. */
export function fitLine(line: string, columns: number | undefined): string {
  if (columns === undefined || displayWidth(line) <= columns) return line;
  let width = 0;
  let kept = '';
  for (const character of line) {
    width += displayWidth(character);
    if (width > columns - 1) break;
    kept += character;
  }
  return `${kept}…`;
}
