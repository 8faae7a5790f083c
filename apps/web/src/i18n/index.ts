export type { Dictionary } from './en';
export {
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
export { LANGUAGES, type LanguageId } from './languages';
export { loadDictionary, TextProvider, useText } from './text';
