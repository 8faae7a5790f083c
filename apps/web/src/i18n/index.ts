export type { Dictionary } from './en';
export {
  type ByteParts,
  bytesText,
  exactBytesText,
  formatBytes,
  formatCount,
  formatPercent,
  formatShare,
  formatTime,
  formatTimeText,
  roundBytesText,
  shortDigest,
  signedBytesText,
} from './format';
export { LANGUAGES, type LanguageId, pickLanguage } from './languages';
export { loadDictionary, TextProvider, useText } from './text';
