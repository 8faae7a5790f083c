import { createContext, type ReactNode, useContext, useEffect, useState } from 'react';
import { useExplorer } from '../state';
import type { Dictionary } from './en';
import { LANGUAGES, type LanguageId } from './languages';

const TextContext = createContext<Dictionary | null>(null);

/** All texts of the page in the language chosen. Each is a text or a function of the values it speaks of. */
export function useText(): Dictionary {
  const text = useContext(TextContext);
  if (text === null) throw new Error('useText outside of TextProvider');
  return text;
}

/** Loads the dictionary of the language chosen, and keeps the one before on screen until it is there. */
export function TextProvider({ initial, children }: { readonly initial: Dictionary; readonly children: ReactNode }) {
  const language = useExplorer((state) => state.language);
  const [text, setText] = useState(initial);

  useEffect(() => {
    let isCurrent = true;
    loadDictionary(language).then((loaded) => {
      if (!isCurrent) return;
      document.documentElement.lang = languageOf(language).htmlLang;
      setText(loaded);
    });
    return () => {
      isCurrent = false;
    };
  }, [language]);

  return <TextContext value={text}>{children}</TextContext>;
}

export function loadDictionary(language: LanguageId): Promise<Dictionary> {
  return languageOf(language).load();
}

function languageOf(id: LanguageId) {
  return LANGUAGES.find((language) => language.id === id) ?? LANGUAGES[0];
}
