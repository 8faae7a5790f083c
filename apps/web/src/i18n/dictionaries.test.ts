import { expect, test } from 'vitest';
import { en } from './en';
import { capabilities as capabilitiesInEnglish } from './en/capabilities';
import { rawEntry as rawEntryInEnglish } from './en/raw-entry';
import { layerList } from './plural';
import { zh } from './zh';
import { capabilities } from './zh/capabilities';
import { rawEntry } from './zh/raw-entry';

/** Every text without values, by its place: `shell.copyLink`. */
function plainTexts(dictionary: object, prefix = ''): [string, string][] {
  return Object.entries(dictionary).flatMap(([key, value]): [string, string][] => {
    if (typeof value === 'string') return [[prefix + key, value]];
    return typeof value === 'object' && value !== null ? plainTexts(value, `${prefix}${key}.`) : [];
  });
}

/** Names of formats and of fields of the specs, and paths that are typed as they stand: the same in every language. */
const SAME_IN_BOTH = /^(?:gzip|zstd|bzip2|xz|tar|FIFO|diff ID|\.\/\S+|[\s\d./_-]*)$/i;

test('nothing of the Chinese page is left in English', () => {
  const english = new Map(plainTexts({ ...en, capabilities: capabilitiesInEnglish, rawEntry: rawEntryInEnglish }));
  const left = plainTexts({ ...zh, capabilities, rawEntry })
    .filter(([place, text]) => english.get(place) === text && text !== '' && !SAME_IN_BOTH.test(text))
    .map(([place]) => place);
  expect(left).toEqual([]);
});

test('layers are listed with runs drawn together', () => {
  expect(layerList([1], 'en')).toBe('1');
  expect(layerList([1, 2, 5], 'en')).toBe('1, 2, and 5');
  expect(layerList([1, 2, 3, 4, 7, 8], 'en')).toBe('1–4, 7, and 8');
  expect(layerList([1, 2], 'zh')).toBe('1和2');
});
