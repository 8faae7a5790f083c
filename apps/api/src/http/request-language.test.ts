import { expect, test } from 'vitest';
import { requestLanguage } from './request-language';

test.each([
  [undefined, undefined, 'en'],
  [undefined, 'zh-CN,zh;q=0.9,en;q=0.8', 'zh'],
  [undefined, 'de,en;q=0.7,zh;q=0.5', 'en'],
  [undefined, 'de;q=0.9,zh-Hant;q=0.2', 'zh'],
  [undefined, 'zh;q=0', 'en'],
  [undefined, '*;;;,,garbage', 'en'],
  ['zh', 'en', 'zh'],
  ['en', 'zh', 'en'],
  ['fr', 'zh', 'zh'],
])('lang=%s, Accept-Language: %s', (lang, header, language) => {
  expect(requestLanguage(lang, header)).toBe(language);
});
