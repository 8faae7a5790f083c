import type { ImageStep } from '@stratascope/protocol/client';

/** The instructions that set a part of the config. */
export type SettingWord =
  | 'ENV'
  | 'ENTRYPOINT'
  | 'CMD'
  | 'USER'
  | 'WORKDIR'
  | 'EXPOSE'
  | 'VOLUME'
  | 'LABEL'
  | 'STOPSIGNAL';

/** `/bin/sh -c #(nop)  ENV A=b` of the classic builder and `ENV A=b` of BuildKit are one instruction. */
const INSTRUCTION = /^(?:\/bin\/sh -c )?(?:#\(nop\)\s*)?([A-Z]+)\s+(.*)$/s;

/**
 * The number of the last step that set a value of the config, as far as the history tells; null where it does not.
 * `key` is the name of a variable or label, or a port or folder, where the instruction sets several.
 */
export function settingStep(steps: readonly ImageStep[], word: SettingWord, key?: string): number | null {
  const step = steps.findLast(({ createdBy }) => {
    const [, said, rest] = INSTRUCTION.exec(createdBy.trim()) ?? [];
    if (said !== word || rest === undefined) return false;
    return key === undefined || names(rest, word, key);
  });
  return step?.step ?? null;
}

function names(rest: string, word: SettingWord, key: string): boolean {
  const escaped = key.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  if (word === 'ENV' || word === 'LABEL') return new RegExp(`(?:^|\\s)"?${escaped}"?(?:=|\\s)`).test(rest);
  // EXPOSE and VOLUME name the thing itself, bare, in a list, or in the classic builder's `map[80/tcp:{}]`.
  return new RegExp(`(?:^|[\\s["])${escaped.replace(/\/tcp$/, '(?:/tcp)?')}(?:$|[\\s\\]":])`).test(rest);
}
