/** From this height a slab has a second row; somewhat lower ones have both, drawn closer. */
const SECOND_ROW_FROM = 36;
const AIRY_FROM = 44;

/** Whether a slab of a height (CSS px) shows counts, tag and dead bytes in a row of their own. */
export function hasSecondRow(height: number): boolean {
  return height >= SECOND_ROW_FROM;
}

/** Whether its two rows have to stand close. */
export function isSnug(height: number): boolean {
  return height >= SECOND_ROW_FROM && height < AIRY_FROM;
}
