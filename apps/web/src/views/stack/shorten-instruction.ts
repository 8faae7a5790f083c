import { textToByteString } from '@stratascope/core';
import { visibleText } from '../../components';

/** A step's instruction as a slab shows it: its word, and the text without what every builder puts around it. */
export interface ShortInstruction {
  /** `RUN`, `COPY` …; null where the text names none. */
  readonly word: string | null;
  readonly text: string;
}

const WORDS =
  /^(ADD|ARG|CMD|COPY|ENTRYPOINT|ENV|EXPOSE|FROM|HEALTHCHECK|LABEL|MAINTAINER|ONBUILD|RUN|SHELL|STOPSIGNAL|USER|VOLUME|WORKDIR)\s+(.*)$/;
/** The shell that builders call, with the build arguments they put before it: `|2 A=1 B=2 /bin/sh -c`. */
const SHELL = /^(?:\|\d+ .*?)?(?:\/bin\/(?:ba|a|da)?sh -c|cmd \/S \/C)\s+/;
const NO_OPERATION = /^#\(nop\)\s*/;
const MOST_CHARACTERS = 400;

/**
 * Shortens `created_by` of a history entry: drops `/bin/sh -c`, `#(nop)` and `# buildkit`, collapses spaces, names the
 * instruction. What it does not know stays as it is. The text is safe to show.
 */
export function shortenInstruction(createdBy: string): ShortInstruction {
  const line = createdBy
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/\s*# buildkit$/, '');
  const isShell = SHELL.test(line);
  const command = line.replace(SHELL, '');
  const isNoOperation = NO_OPERATION.test(command);
  const [, word, rest] = WORDS.exec(command.replace(NO_OPERATION, '')) ?? [];

  if (word !== undefined && rest !== undefined && (isNoOperation || !isShell)) {
    return { word, text: show(word === 'RUN' ? rest.replace(SHELL, '') : rest) };
  }
  return isShell && !isNoOperation ? { word: 'RUN', text: show(command) } : { word: null, text: show(line) };
}

function show(text: string): string {
  // The digests that the classic builder names copied files by say nothing to a reader.
  const short = text.replace(/\b(file|dir|multi):([0-9a-f]{4})[0-9a-f]{60}/g, '$1:$2…');
  return visibleText(textToByteString(short.slice(0, MOST_CHARACTERS)));
}
