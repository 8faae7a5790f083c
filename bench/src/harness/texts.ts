/** Milliseconds for people: `1.75 s`, `56 ms`, `0.42 ms`. */
export function timeText(milliseconds: number): string {
  if (milliseconds >= 1000) return `${(milliseconds / 1000).toFixed(2)} s`;
  return `${milliseconds.toFixed(milliseconds < 10 ? 2 : 0)} ms`;
}

export function megabytesText(bytes: number): string {
  return `${(bytes / 1e6).toFixed(0)} MB`;
}
