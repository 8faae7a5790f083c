/** Words in double quotes, as Go and JSON write them, quotes and escapes kept. */
export interface QuotedWords {
  readonly words: readonly string[];
  /** Where the first bracket that closes a list stands outside of quotes; -1 where none does. */
  readonly closedAt: number;
}

/** Reads the words of a list that begins at `start`, up to the bracket that closes it; one that is not closed is left out. */
export function quotedWords(text: string, start = 0): QuotedWords {
  const words: string[] = [];
  for (let at = start; at < text.length; at++) {
    if (text[at] === ']') return { words, closedAt: at };
    if (text[at] !== '"') continue;
    const open = at;
    for (at++; at < text.length && text[at] !== '"'; at++) if (text[at] === '\\') at++;
    if (at < text.length) words.push(text.slice(open, at + 1));
  }
  return { words, closedAt: -1 };
}
