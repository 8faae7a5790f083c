import { describe, expect, test } from 'vitest';
import { digestOf, jsonBytes } from '../image/image-recipe';
import { type FuzzCase, makeCase } from './fuzz-case';

const numbers = Array.from({ length: 150 }, (_, at) => at + 1);
const cases = numbers.map((number) => makeCase(5, number));

function fingerprint({ form, content, limits, changes }: FuzzCase): string {
  const parts =
    content.kind === 'file'
      ? [digestOf(content.bytes)]
      : content.members.map((member) => [member.name, 'link' in member ? member.link : digestOf(member.content)]);
  return digestOf(jsonBytes([form, parts, limits, changes]));
}

describe('a fuzz case', () => {
  test('is the same for the same seed and number, and no other', () => {
    for (const number of numbers.slice(0, 30)) {
      expect(fingerprint(makeCase(5, number))).toBe(fingerprint(makeCase(5, number)));
    }
    expect(new Set(cases.map(fingerprint)).size).toBe(cases.length);
    expect(fingerprint(makeCase(6, 1))).not.toBe(fingerprint(makeCase(5, 1)));
  });

  test('changes something, and says what', () => {
    expect(cases.filter(({ changes }) => changes.length === 0)).toEqual([]);
  });

  test('comes in every form, and is changed in every place', () => {
    const forms = new Set(cases.map(({ form }) => form.split(',')[0]));
    expect(forms.size).toBe(9);
    expect(new Set(cases.map(({ form }) => form.split(', ')[1])).size).toBe(4);
    const changes = cases.flatMap((each) => each.changes);
    for (const place of [/header of/, / x header /, / L header /, /sparse file \(old\)/, /sparse file \(1\.0\)/]) {
      expect(changes.some((change) => place.test(change))).toBe(true);
    }
    for (const place of [/: gzip: /, /: zstd: /, /^index\.json: /, /^manifest\.json: /, /^repositories: /, /limits/]) {
      expect(changes.some((change) => place.test(change))).toBe(true);
    }
  });

  test('of a folder never has a name that leads out of it', () => {
    for (const { content } of cases) {
      if (content.kind === 'file') continue;
      expect(content.members.filter(({ name }) => name.startsWith('/') || name.includes('..'))).toEqual([]);
    }
  });
});
