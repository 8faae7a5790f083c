import type { PathVersion } from '@stratascope/protocol/client';
import { describe, expect, test } from 'vitest';
import { inspector as text } from '../../i18n/en/inspector';
import { versionSentence, versionSize } from './version-sentence';

const state = (size: number): PathVersion['state'] => ({ type: 'file', mode: '0644', uid: 0, gid: 0, size, layer: 1 });
const version = (fields: Partial<PathVersion>): PathVersion => ({
  layer: 8,
  change: 'added',
  changed: [],
  broughtBytes: 0,
  state: state(0),
  ...fields,
});

describe('versionSentence', () => {
  test('a mode that was changed says that the bytes were copied', () => {
    const changed = [{ attribute: 'mode', before: '0755', after: '0775' }] as const;
    expect(versionSentence(version({ change: 'metadata', changed, broughtBytes: 1204 }), '/a', text)).toBe(
      'Mode changed; bytes copied again',
    );
    expect(versionSentence(version({ change: 'metadata', changed }), '/a', text)).toBe('Mode changed');
  });

  test('user and group are told apart, each once', () => {
    const changed = [
      { attribute: 'uid', before: 0, after: 10 },
      { attribute: 'gid', before: 0, after: 10 },
    ] as const;
    expect(versionSentence(version({ change: 'metadata', changed }), '/a', text)).toBe('Owner, Group changed');
  });

  test('a whiteout of the path itself is another thing than one of a folder above', () => {
    const removed = { change: 'removed', how: 'whiteout', state: null } as const;
    expect(versionSentence(version({ ...removed, removedAt: { path: '/a/b' } }), '/a/b', text)).toBe(
      text.versionWhiteout,
    );
    expect(versionSentence(version({ ...removed, removedAt: { path: '/a' } }), '/a/b', text)).toBe(
      text.versionWhiteoutAbove,
    );
  });
});

describe('versionSize', () => {
  const copied = version({ layer: 7, state: state(1204), broughtBytes: 1204, death: { cause: 'metadata', layer: 8 } });

  test('bytes are dead from the level on that killed them', () => {
    expect(versionSize(copied, undefined, 9).fate).toBe('dead');
    expect(versionSize(copied, undefined, 8).fate).toBe('dead');
  });

  test('below that level they say where they die', () => {
    expect(versionSize(copied, undefined, 7).fate).toBe(8);
  });

  test('the difference is to the version below', () => {
    const next = version({ layer: 9, state: state(1171), broughtBytes: 1171 });
    expect(versionSize(next, copied, 9)).toEqual({ bytes: 1171, difference: -33, fate: null });
  });
});
