import { homedir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { defaultDataRoot } from './data-folder';

describe('defaultDataRoot', () => {
  test('is what the variable says, on every platform', () => {
    for (const platform of ['linux', 'darwin', 'win32'] as const) {
      expect(defaultDataRoot({ STRATASCOPE_DATA: '/data', XDG_CACHE_HOME: '/cache' }, platform)).toBe('/data');
    }
  });

  test.each([
    ['linux', { XDG_CACHE_HOME: '/cache' }, join('/cache', 'stratascope')],
    ['linux', { XDG_CACHE_HOME: 'not/absolute' }, join(homedir(), '.cache', 'stratascope')],
    ['linux', { STRATASCOPE_DATA: '' }, join(homedir(), '.cache', 'stratascope')],
    ['darwin', {}, join(homedir(), 'Library', 'Caches', 'stratascope')],
    ['win32', { LOCALAPPDATA: '/local' }, join('/local', 'stratascope')],
  ] as const)('on %s with %j', (platform, environment, expected) => {
    expect(defaultDataRoot(environment, platform)).toBe(expected);
  });
});
