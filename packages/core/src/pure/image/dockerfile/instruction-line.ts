import { type InstructionWord, parseInstruction } from './instruction';

/** A step's instruction in a line. Its text comes from the image: it is made visible where it is shown. */
export interface InstructionLine {
  /** `RUN`, `COPY` …; null where the text names none. */
  readonly word: InstructionWord | null;
  /** What follows the word, cut after about 400 characters. */
  readonly text: string;
}

const MOST_CHARACTERS = 400;
/** Of a text full of white space that many characters are looked at, so that a history of long ones costs little. */
const MOST_READ = 4 * MOST_CHARACTERS;

/**
 * `created_by` of a history entry in a line: without the shell and the marks that builders put around it, white space
 * collapsed, the digests by which the classic builder names copied files cut short: they say nothing to a reader.
 */
export function instructionLine(createdBy: string): InstructionLine {
  const { word, rest } = parseInstruction(createdBy);
  const line = rest.slice(0, MOST_READ).replace(/\s+/g, ' ').trim();
  const text = line.replace(/\b(file|dir|multi):([0-9a-f]{4})[0-9a-f]{60}/g, '$1:$2…');
  return { word, text: text.slice(0, MOST_CHARACTERS) };
}
