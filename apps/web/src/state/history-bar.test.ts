import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createHistoryBar } from './history-bar';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

function recording() {
  const written: string[] = [];
  const bar = createHistoryBar({
    pushState: (_, __, link) => written.push(`push ${link}`),
    replaceState: (_, __, link) => written.push(`replace ${link}`),
  });
  return { bar, written };
}

test('of replacements that follow each other closely the last is written', () => {
  const { bar, written } = recording();
  for (const link of ['/a', '/b', '/c']) bar.write(link, 'replace');
  expect(written).toEqual([]);
  vi.runAllTimers();
  expect(written).toEqual(['replace /c']);
});

test('a step writes what still waits into the entry that it leaves', () => {
  const { bar, written } = recording();
  bar.write('/a?at=3', 'replace');
  bar.write('/b', 'push');
  vi.runAllTimers();
  expect(written).toEqual(['replace /a?at=3', 'push /b']);
});

test('what was waiting when the user went back is not written over the entry stepped to', () => {
  const { bar, written } = recording();
  bar.write('/a?at=3', 'replace');
  bar.forget();
  vi.runAllTimers();
  expect(written).toEqual([]);
});
