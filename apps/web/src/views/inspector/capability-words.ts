import type { FileCapabilities } from '@stratascope/core';
import type { LanguageId } from '../../i18n';
import { capabilities as en } from '../../i18n/en/capabilities';
import { capabilities as zh } from '../../i18n/zh/capabilities';

const WORDS = { en, zh } satisfies Record<LanguageId, typeof en>;

/** What a program may do that has these capabilities, a sentence each; in the order of their bits. */
export function capabilityWords(
  { permitted, inheritable, isEffective }: FileCapabilities,
  language: LanguageId,
): readonly string[] {
  const text = WORDS[language];
  const when = isEffective ? text.now : text.asked;
  return [
    ...permitted.map((name) => `${text.meanings[name] ?? text.unknown(name)} · ${when}`),
    ...inheritable.filter((name) => !permitted.includes(name)).map(text.inherited),
  ];
}
