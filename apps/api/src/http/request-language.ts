import type { Language } from '@stratascope/core';

/**
 * The language of an answer's messages: `?lang`, else the best of `Accept-Language`, else English.
 *
 * Source: RFC 9110, section 12.5.4.
 */
export function requestLanguage(lang: string | undefined, acceptLanguage: string | undefined): Language {
  if (lang === 'en' || lang === 'zh') return lang;
  let best: { readonly language: Language; readonly weight: number } = { language: 'en', weight: 0 };
  for (const range of (acceptLanguage ?? '').slice(0, 1000).split(',')) {
    const match = /^\s*([a-z]{1,8})(?:-[a-z0-9-]+)?\s*(?:;\s*q=([01](?:\.\d{0,3})?))?\s*$/i.exec(range);
    const tag = match?.[1]?.toLowerCase();
    const weight = Number(match?.[2] ?? 1);
    if ((tag === 'en' || tag === 'zh') && weight > best.weight) best = { language: tag, weight };
  }
  return best.language;
}
