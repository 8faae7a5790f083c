import type { ImageSummary, LibraryAnswer, Location } from '@stratascope/protocol/client';
import { describe, expect, test } from 'vitest';
import { libraryRows, placeKind } from './library-rows';

const image = (ref: string, name: string | null, architecture = 'amd64', kind = 'image') =>
  ({
    ref,
    names: name === null ? [] : [name],
    kind,
    platform: { os: 'linux', architecture },
  }) as unknown as ImageSummary;
const place = (id: string, ...images: ImageSummary[]) =>
  ({ id, images, isSample: false, store: { id: 'docker-archive', title: '' } }) as unknown as Location;
const rows = (...locations: Location[]) =>
  libraryRows({ locations } as unknown as LibraryAnswer).map(
    ({ image: { ref }, otherPlatforms }) => `${ref}+${otherPlatforms}`,
  );

describe('libraryRows', () => {
  test('the platforms of a name are one row, amd64 for all of them', () => {
    expect(rows(place('a', image('1', 'app', 'arm64'), image('2', 'app'), image('3', 'app', 's390x')))).toEqual([
      '2+2',
    ]);
    expect(rows(place('a', image('1', 'app', 'arm64'), image('2', 'app', 'riscv64')))).toEqual(['1+1']);
  });

  test('images without a name do not fall together', () => {
    expect(rows(place('a', image('1', null), image('2', null)))).toEqual(['1+0', '2+0']);
  });

  test('the same name in two places is two rows', () => {
    expect(rows(place('a', image('1', 'app')), place('b', image('1', 'app')))).toEqual(['1+0', '1+0']);
  });

  test('attachments and artifacts are no rows', () => {
    expect(rows(place('a', image('1', 'app'), image('2', 'app', 'unknown', 'attachment')))).toEqual(['1+0']);
  });
});

test('a sample is a sample, whatever store it lies in', () => {
  expect(placeKind({ ...place('a'), isSample: true })).toBe('samples');
  expect(placeKind(place('a'))).toBe('archives');
  expect(placeKind({ ...place('a'), store: { id: 'oci-layout', title: '' } })).toBe('layouts');
});
