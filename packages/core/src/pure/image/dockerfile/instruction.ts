/** The instructions of a Dockerfile. */
export type InstructionWord =
  | 'ADD'
  | 'ARG'
  | 'CMD'
  | 'COPY'
  | 'ENTRYPOINT'
  | 'ENV'
  | 'EXPOSE'
  | 'FROM'
  | 'HEALTHCHECK'
  | 'LABEL'
  | 'MAINTAINER'
  | 'ONBUILD'
  | 'RUN'
  | 'SHELL'
  | 'STOPSIGNAL'
  | 'USER'
  | 'VOLUME'
  | 'WORKDIR';

/** What a step of the history says, without what its builder put around it. */
export interface Instruction {
  /** Null where the text names no instruction: it may be a note of any tool. */
  readonly word: InstructionWord | null;
  /** What follows the word; white space as it stands, but for the ends. */
  readonly rest: string;
  /** Build arguments that were in effect, `NAME=value`, of a RUN. */
  readonly buildArguments: readonly string[];
}

const WORD =
  /^(ADD|ARG|CMD|COPY|ENTRYPOINT|ENV|EXPOSE|FROM|HEALTHCHECK|LABEL|MAINTAINER|ONBUILD|RUN|SHELL|STOPSIGNAL|USER|VOLUME|WORKDIR)(?:\s+([\s\S]*))?$/;
/** The shell that a builder calls. */
const SHELL = /^(?:\/bin\/(?:ba|a|da)?sh -[a-z]*c|cmd \/S \/C|powershell -Command)(?:\s+|$)/;
const NO_OPERATION = /^#\(nop\)\s*/;
const BUILDKIT = ' # buildkit';
/** `|2`: how many build arguments stand before the shell. */
const ARGUMENT_COUNT = /^\|(\d{1,3})\s/;

/**
 * Reads `created_by` of a history entry, in the forms of the builders:
 *
 *     /bin/sh -c #(nop)  CMD ["bash"]                     the classic builder, buildah
 *     |1 VERSION=1.2 /bin/sh -c make                      the same, with build arguments
 *     RUN |1 VERSION=1.2 /bin/sh -c make # buildkit       BuildKit
 *     RUN make                                            kaniko and others
 *
 * @remarks Build arguments whose values hold spaces cannot be told apart; all up to the shell is one text then.
 */
export function parseInstruction(createdBy: string): Instruction {
  const whole = createdBy.trim();
  const text = whole.endsWith(BUILDKIT) ? whole.slice(0, -BUILDKIT.length).trimEnd() : whole;
  const [, word, rest = ''] = WORD.exec(text) ?? [];
  if (word === 'RUN') {
    const { rest: command, buildArguments } = withoutShell(rest);
    return { word, rest: command, buildArguments };
  }
  if (word !== undefined) return { word: word as InstructionWord, rest: rest.trim(), buildArguments: [] };

  const { rest: command, buildArguments, hasShell } = withoutShell(text);
  if (!hasShell) return { word: null, rest: text, buildArguments: [] };
  if (!NO_OPERATION.test(command)) return { word: 'RUN', rest: command, buildArguments };
  const said = command.replace(NO_OPERATION, '');
  const [, quiet, arguments_ = ''] = WORD.exec(said) ?? [];
  if (quiet === undefined) return { word: null, rest: said, buildArguments: [] };
  return { word: quiet as InstructionWord, rest: arguments_.trim(), buildArguments: [] };
}

function withoutShell(text: string): Omit<Instruction, 'word'> & { readonly hasShell: boolean } {
  const { after, buildArguments } = withoutArguments(text);
  const rest = after.replace(SHELL, '');
  return { rest: rest.trim(), buildArguments, hasShell: rest !== after };
}

function withoutArguments(text: string): { readonly after: string; readonly buildArguments: readonly string[] } {
  const [mark, count] = ARGUMENT_COUNT.exec(text) ?? [];
  if (mark === undefined) return { after: text, buildArguments: [] };
  // Values may hold spaces: what ends them is the shell.
  const shell = /\s(?=\/bin\/(?:ba|a|da)?sh -|cmd \/S|powershell )/.exec(text.slice(mark.length - 1));
  if (shell === null) return { after: text, buildArguments: [] };
  const end = mark.length - 1 + shell.index;
  const said = text.slice(mark.length, end).trim();
  const words = said.split(/\s+(?=[A-Za-z_]\w*=)/).filter((word) => word !== '');
  return { after: text.slice(end).trim(), buildArguments: words.length === Number(count) ? words : [said] };
}
