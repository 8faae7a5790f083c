import type { FileCapabilities } from '@stratascope/core';
import type { Dictionary } from '../../i18n';

/** What a program may do that has these capabilities, a sentence each; in the order of their bits. */
export function capabilityWords(
  { permitted, inheritable, isEffective }: FileCapabilities,
  text: Dictionary['facts'],
): readonly string[] {
  const when = isEffective ? text.capabilityNow : text.capabilityAsked;
  return [
    ...permitted.map((name) => `${text.capabilityWords[name] ?? text.capabilityUnknown(name)} · ${when}`),
    ...inheritable.filter((name) => !permitted.includes(name)).map(text.capabilityInherited),
  ];
}
