import type { PathAnswer } from '@stratascope/protocol/client';
import { describe, expect, test } from 'vitest';
import { lifeEvents, lifeSegments, otherNames } from './life-line';

const life = (versions: readonly (readonly [number, string, ...string[]])[], insideLayers: readonly number[] = []) =>
  ({
    path: '/a',
    versions: versions.map(([layer, change, ...changed]) => ({
      layer,
      change,
      changed: changed.map((attribute) => ({ attribute })),
    })),
    insideLayers,
    links: [],
    unknownLayers: [],
  }) as unknown as PathAnswer;
/** Layers 100 px apart, the base at the bottom, 1000. */
const y = (layer: number) => 1000 - layer * 100;
const draw = (answer: PathAnswer, level: number) =>
  lifeSegments(lifeEvents(answer), { bottom: 1000, top: 0, level: y(level) - 10 }, y).map(
    ({ from, to, isSolid }) => `${from}-${to} ${isSolid ? 'solid' : 'dotted'}`,
  );

describe('the life line', () => {
  test('is dotted below the first event and solid while the path is there', () => {
    expect(
      draw(
        life([
          [3, 'added'],
          [5, 'content'],
        ]),
        9,
      ),
    ).toEqual(['1000-700 dotted', '700-90 solid', '90-0 dotted']);
  });

  test('is dotted after a removal and solid again when the path comes back', () => {
    expect(
      draw(
        life([
          [1, 'added'],
          [4, 'removed'],
          [6, 're-added'],
        ]),
        8,
      ),
    ).toEqual(['1000-900 dotted', '900-600 solid', '600-400 dotted', '400-190 solid', '190-0 dotted']);
  });

  test('is dotted above the level, whatever happens there', () => {
    expect(
      draw(
        life([
          [1, 'added'],
          [7, 'content'],
        ]),
        4,
      ),
    ).toEqual(['1000-900 dotted', '900-590 solid', '590-0 dotted']);
    expect(draw(life([[7, 'added']]), 4)).toEqual(['1000-0 dotted']);
  });

  test('of a folder has a mark where only things inside changed', () => {
    const events = lifeEvents(
      life(
        [
          [2, 'added'],
          [5, 'metadata'],
          [6, 'repeated'],
        ],
        [3, 5],
      ),
    );
    expect(events.map(({ kind, layer }) => `${kind} ${layer}`)).toEqual(['version 2', 'inside 3', 'version 5']);
  });

  test('has a mark where a layer brought other names of the file, and where one could not be read', () => {
    const answer = {
      ...life([
        [2, 'added'],
        [5, 'metadata'],
      ]),
      links: [
        { path: '/a', layer: 2 },
        { path: '/b', layer: 2 },
        { path: '/c', layer: 3 },
        { path: '/d', layer: 3 },
      ],
      unknownLayers: [4, 5],
    };
    const events = lifeEvents(answer);
    expect(events.map(({ kind, layer }) => `${kind} ${layer}`)).toEqual([
      'version 2',
      'names 3',
      'unknown 4',
      'version 5',
    ]);
    expect(events[1]).toMatchObject({ names: ['/c', '/d'] });
    expect([...otherNames(answer)]).toEqual([
      [2, ['/b']],
      [3, ['/c', '/d']],
    ]);
  });

  test('of a folder whose time alone moved with what changed inside says "inside"', () => {
    const events = lifeEvents(
      life(
        [
          [2, 'added'],
          [3, 'metadata', 'mtime'],
          [4, 'metadata', 'mtime', 'mode'],
          [5, 'metadata', 'mtime'],
        ],
        [3, 4],
      ),
    );
    expect(events.map((event) => event.kind === 'version' && event.isInside)).toEqual([false, true, false, false]);
  });
});
