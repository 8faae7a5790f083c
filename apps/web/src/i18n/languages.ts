import type { Dictionary } from './en';

/** Languages of the page: to add one, write its dictionary and a row here; a missing text is a type error. */
export const LANGUAGES = [
  { id: 'en', name: 'English', htmlLang: 'en', load: async () => (await import('./en')).en },
  { id: 'zh', name: '简体中文', htmlLang: 'zh-Hans', load: async () => (await import('./zh')).zh },
] as const satisfies readonly Language[];

interface Language {
  readonly id: string;
  /** In the language itself. */
  readonly name: string;
  readonly htmlLang: string;
  readonly load: () => Promise<Dictionary>;
}

export type LanguageId = (typeof LANGUAGES)[number]['id'];

/** The first of the reader's languages that there is a dictionary for, else English. */
export function pickLanguage(preferred: readonly string[]): LanguageId {
  for (const tag of preferred) {
    const found = LANGUAGES.find(({ id }) => tag.toLowerCase().split('-')[0] === id);
    if (found !== undefined) return found.id;
  }
  return 'en';
}
