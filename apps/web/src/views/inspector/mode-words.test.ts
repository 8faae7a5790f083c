import { expect, test } from 'vitest';
import { facts } from '../../i18n/en/facts';
import { modeWords } from './mode-words';

const words = (type: 'file' | 'dir', mode: string) => modeWords(type, mode, facts);

test('bits above the permissions are said in words, by what they are set on', () => {
  expect(words('file', '4755')).toEqual([facts.setuid]);
  expect(words('file', '6755')).toEqual([facts.setuid, facts.setgid]);
  expect(words('dir', '2775')).toEqual([facts.setgidFolder]);
  expect(words('dir', '1777')).toEqual([facts.sticky]);
  expect(words('file', '1644')).toEqual([facts.stickyFile]);
});

test('of a usual mode, and of setuid on a folder, nothing is said', () => {
  expect(words('file', '0755')).toEqual([]);
  expect(words('dir', '4755')).toEqual([]);
});
