import { expect, test } from 'vitest';
import { inspector } from '../../i18n/en/inspector';
import { targetWords } from './target-words';

const words = (outcome: 'found' | 'absent' | 'nowhere' | 'loop', path = '/bin/vim') =>
  targetWords({ outcome, path, steps: [] }, 7, inspector);

test('of a link that leads somewhere nothing is said', () => {
  expect(words('found')).toBeNull();
});

test('what is missing is named, and whether any layer has it', () => {
  expect(words('nowhere')).toBe('The link points to /bin/vim, which no layer has.');
  expect(words('absent')).toBe('The link points to /bin/vim, which is not there as of layer 7; other layers have it.');
  expect(words('loop')).toBe('The link leads in a circle.');
});

test('a name cannot reorder the sentence that it stands in', () => {
  expect(words('nowhere', '/a\u202eb')).toContain('/a\\u202eb,');
});
