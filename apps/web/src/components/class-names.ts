/** The names that hold, as one `class`: `classNames(styles.row, isSelected && styles.selected)`. */
export function classNames(...names: readonly (string | false | null | undefined)[]): string {
  return names.filter(Boolean).join(' ');
}
