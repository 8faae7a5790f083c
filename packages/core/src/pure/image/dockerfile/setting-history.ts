import { namesOf } from './dockerfile-lines';
import { type Instruction, type InstructionWord, parseInstruction } from './instruction';

/** A step of the history, its text read once for all that is asked of it. */
export interface ReadStep {
  readonly step: number;
  readonly instruction: Instruction;
}

/** A step that set a part of the config, and to what, as far as its text tells. */
export interface SettingStep {
  readonly step: number;
  readonly value: string;
}

/** The steps that set each of several settings, by the name of the setting, the oldest first. */
export type SettingHistories = ReadonlyMap<string, readonly SettingStep[]>;

/** Reads the steps of a history, the oldest first. */
export function readSteps(
  steps: readonly { readonly step: number; readonly createdBy: string }[],
): readonly ReadStep[] {
  return steps.map(({ step, createdBy }) => ({ step, instruction: parseInstruction(createdBy) }));
}

/** The steps that set a single value of the config (`USER`, `CMD` …), the oldest first. */
export function settingHistory(steps: readonly ReadStep[], word: InstructionWord): readonly SettingStep[] {
  return steps.flatMap(({ step, instruction }) =>
    instruction.word === word ? [{ step, value: instruction.rest }] : [],
  );
}

/**
 * The steps that set each variable of `ENV` or label of `LABEL`.
 *
 * @param names all that the config has: builders drop the quotes, and only names tell where a value with blanks ends
 */
export function pairHistory(
  steps: readonly ReadStep[],
  word: 'ENV' | 'LABEL',
  names: Iterable<string>,
): SettingHistories {
  const known = new Set(names);
  const histories = new Map<string, SettingStep[]>();
  for (const { step, value: said } of settingHistory(steps, word)) {
    for (const [name, value] of pairsOf(said, known)) append(histories, name, { step, value });
  }
  return histories;
}

/** The steps that named each port of `EXPOSE` or folder of `VOLUME`; a value is a name as the config has it. */
export function nameHistory(steps: readonly ReadStep[], word: 'EXPOSE' | 'VOLUME'): SettingHistories {
  const histories = new Map<string, SettingStep[]>();
  for (const { step, value: said } of settingHistory(steps, word)) {
    // The config has a port with its protocol, which is TCP where the instruction names none.
    const names = namesOf(said).map((name) => (word === 'EXPOSE' && !name.includes('/') ? `${name}/tcp` : name));
    for (const name of new Set(names)) append(histories, name, { step, value: name });
  }
  return histories;
}

function append(histories: Map<string, SettingStep[]>, name: string, setting: SettingStep): void {
  const history = histories.get(name);
  if (history === undefined) histories.set(name, [setting]);
  else history.push(setting);
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
