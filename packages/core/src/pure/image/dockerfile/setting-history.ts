import { namesOf } from './dockerfile-lines';
import { type InstructionWord, parseInstruction } from './instruction';

/** A step that set a part of the config, and to what, as far as its text tells. */
export interface SettingStep {
  readonly step: number;
  readonly value: string;
}

/**
 * The steps that set a single value of the config (`USER`, `CMD` …), the oldest first.
 *
 * @param steps of the history, the oldest first
 */
export function settingHistory(
  steps: readonly { readonly step: number; readonly createdBy: string }[],
  word: InstructionWord,
): readonly SettingStep[] {
  return steps.flatMap(({ step, createdBy }) => {
    const instruction = parseInstruction(createdBy);
    return instruction.word === word ? [{ step, value: instruction.rest }] : [];
  });
}

/**
 * The same of each variable of `ENV` or label of `LABEL`, by its name.
 *
 * @param names all that the config has: builders drop the quotes, and only names tell where a value with blanks ends
 */
export function pairHistory(
  steps: readonly { readonly step: number; readonly createdBy: string }[],
  word: 'ENV' | 'LABEL',
  names: Iterable<string>,
): ReadonlyMap<string, readonly SettingStep[]> {
  const known = new Set(names);
  const history = new Map<string, SettingStep[]>();
  for (const { step, value: said } of settingHistory(steps, word)) {
    for (const [name, value] of pairsOf(said, known)) {
      const before = history.get(name) ?? [];
      history.set(name, [...before, { step, value }]);
    }
  }
  return history;
}

/** The same of each port of `EXPOSE` or folder of `VOLUME`; their value is their name. */
export function nameHistory(
  steps: readonly { readonly step: number; readonly createdBy: string }[],
  word: 'EXPOSE' | 'VOLUME',
  name: string,
): readonly SettingStep[] {
  // The config has a port with its protocol, which is TCP where the instruction names none.
  const isMeant = (said: string) => said === name || (word === 'EXPOSE' && `${said}/tcp` === name);
  return settingHistory(steps, word).filter(({ value }) => namesOf(value).some(isMeant));
}

/** `A=1 B=two words`: a name counts where it stands at the beginning or after a blank. */
function* pairsOf(said: string, known: ReadonlySet<string>): Generator<readonly [name: string, value: string]> {
  const marks = [...said.matchAll(/(?:^|\s)"?([^\s="]+)"?=/g)].filter(
    ([, name]) => name !== undefined && known.has(name),
  );
  if (marks.length === 0) {
    // The old form, `ENV NAME value`.
    const [, name, value = ''] = /^(\S+)\s+([\s\S]*)$/.exec(said) ?? [];
    if (name !== undefined && known.has(name)) yield [name, value];
    return;
  }
  for (const [at, mark] of marks.entries()) {
    const start = mark.index + mark[0].length;
    const value = said.slice(start, marks[at + 1]?.index).trim();
    yield [mark[1] ?? '', /^".*"$/s.test(value) ? value.slice(1, -1) : value];
  }
}
