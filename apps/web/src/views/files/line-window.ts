/** Lines of one height below each other, in a room that shows some of them. */
export interface LineRoom {
  readonly count: number;
  /** CSS px, as all of these. */
  readonly lineHeight: number;
  /** How far the room is scrolled, and how much of it lines have. */
  readonly scrollTop: number;
  readonly height: number;
}

/** What of the lines is drawn, and where. */
export interface LineWindow {
  /** The lines in sight, the last one included; -1 where there are none. */
  readonly first: number;
  readonly last: number;
  /** Of all lines together, as far as a browser can draw it. */
  readonly contentHeight: number;
  /** The top of line 0, were it drawn: 0 but where there are too many lines for a browser. */
  readonly origin: number;
}

/** A browser draws nothing that is further down: Chromium at 33,554,428 px, Firefox at 17,895,697. */
const MOST_HEIGHT = 16_000_000;

/** The lines in sight. Where all of them are higher than a browser can draw, the scroll bar stands for them in proportion. */
export function lineWindow({ count, lineHeight, scrollTop, height }: LineRoom): LineWindow {
  const full = count * lineHeight;
  const contentHeight = Math.min(full, MOST_HEIGHT);
  const top = fullTop(full, contentHeight, scrollTop, height);
  const first = Math.max(0, Math.min(count - 1, Math.floor(top / lineHeight)));
  const last = Math.min(count - 1, Math.ceil((top + height) / lineHeight) - 1);
  return { first, last: Math.max(last, Math.min(first, count - 1)), contentHeight, origin: scrollTop - top };
}

/** Where the room has to be scrolled to so that a line is in sight, as little as possible; null where it is. */
export function scrollTopFor(line: number, room: LineRoom): number | null {
  const { count, lineHeight, scrollTop, height } = room;
  const full = count * lineHeight;
  const contentHeight = Math.min(full, MOST_HEIGHT);
  const top = fullTop(full, contentHeight, scrollTop, height);
  const start = line * lineHeight;
  const wanted = start < top ? start : start + lineHeight > top + height ? start + lineHeight - height : top;
  if (wanted === top) return null;
  const stretch = (full - height) / (contentHeight - height);
  return full === contentHeight ? wanted : wanted / stretch;
}

/** How far down the lines the room is: where it is scrolled to, but in proportion where there are too many. */
function fullTop(full: number, contentHeight: number, scrollTop: number, height: number): number {
  if (full === contentHeight || contentHeight <= height) return scrollTop;
  return Math.min(full - height, (scrollTop * (full - height)) / (contentHeight - height));
}
