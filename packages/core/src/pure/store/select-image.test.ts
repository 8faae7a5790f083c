import { describe, expect, it } from 'vitest';
import { parsePlatform } from '../image/platform';
import { type Digest, sha256Digest } from '../model/digest';
import { ImageError } from '../model/image-error';
import { chooseImage, type ImageQuery, selectImage } from './select-image';
import type { ImageRef } from './store';

const digest = (text: string): Digest => sha256Digest(text.padEnd(64, '0'));

interface Given extends Partial<Omit<ImageRef, 'platform'>> {
  readonly on?: string;
}

/** An image of a layout; `on` is its platform. */
function ref(name: string, { on, ...given }: Given = {}): ImageRef {
  return {
    ref: digest(name),
    names: [],
    aliases: [],
    kind: 'image',
    id: digest(`c${name}`),
    digest: digest(name),
    index: null,
    platform: on === undefined ? null : parsePlatform(on),
    artifactType: null,
    subject: null,
    layerCount: 1,
    ...given,
  };
}

const select = (images: readonly ImageRef[], query: Partial<ImageQuery> = {}) => {
  const choice = selectImage(images, { host: { os: 'linux', architecture: 'arm64' }, ...query });
  if (choice.kind === 'chosen') return images.indexOf(choice.image);
  return choice.kind === 'ambiguous' ? choice.images.map((image) => images.indexOf(image)) : choice.code;
};

const app = { names: ['docker.io/example/app:1', '1'], index: digest('f') };
const multi = [
  ref('a1', { ...app, on: 'linux/amd64' }),
  ref('a2', { ...app, on: 'linux/arm64' }),
  ref('a3', { ...app, on: 'linux/arm/v7' }),
  ref('a4', { ...app, on: 'unknown/unknown', kind: 'attachment' }),
];

describe('selectImage', () => {
  it('chooses the only image, whatever its name and platform', () => {
    expect(select([ref('a')])).toBe(0);
    expect(select([ref('a', { names: ['x:1'], on: 'windows/amd64' })])).toBe(0);
  });

  it('chooses this machine’s platform, else linux/amd64, else the first (rule 19)', () => {
    expect(select(multi)).toBe(1);
    expect(select(multi, { host: { os: 'darwin', architecture: 'arm64' } })).toBe(1);
    expect(select(multi, { host: { os: 'linux', architecture: 'riscv64' } })).toBe(0);
    expect(select(multi.slice(2), { host: { os: 'linux', architecture: 'riscv64' } })).toBe(0);
  });

  it('prefers the plain one of several variants', () => {
    const variants = ['linux/amd64/v3', 'linux/amd64'].map((on, at) => ref(`a${at}`, { names: ['x:1'], on }));
    expect(select(variants, { host: { os: 'linux', architecture: 'amd64' } })).toBe(1);
  });

  it('chooses the platform that is asked for', () => {
    expect(select(multi, { platform: 'linux/amd64' })).toBe(0);
    expect(select(multi, { platform: 'linux/arm/v7' })).toBe(2);
    expect(select(multi, { platform: 'linux/s390x' })).toBe('platform-unknown');
    expect(select(multi, { platform: 'nonsense//' })).toBe('platform-unknown');
  });

  it.each(['docker.io/example/app:1', 'example/app:1', 'index.docker.io/example/app:1', '1'])(
    'finds an image by its name %s (rule 27)',
    (image) => {
      expect(select(multi, { image })).toBe(1);
    },
  );

  it('does not find another tag, or a part of a name', () => {
    for (const image of ['example/app', 'example/app:2', 'app:1', 'example']) {
      expect(select(multi, { image })).toBe('image-unknown');
    }
  });

  it('finds an image by an alias, but a name comes first', () => {
    const images = [
      ref('a', { names: ['a:1'], aliases: ['1'] }),
      ref('b', { names: ['1'] }),
      ref('c', { aliases: ['2'] }),
    ];
    expect(select(images, { image: '1' })).toBe(1);
    expect(select(images, { image: '2' })).toBe(2);
  });

  it('finds an image by its ID or manifest digest, in full or by 12 digits and more', () => {
    const images = [ref('a1b2c3d4e5f6a7'), ref('a1b2c3d4e5f6b8'), ref('0', { id: 'e'.repeat(64) })];
    expect(select(images, { image: digest('a1b2c3d4e5f6a7') })).toBe(0);
    expect(select(images, { image: 'sha256:a1b2c3d4e5f6a7' })).toBe(0);
    expect(select(images, { image: 'a1b2c3d4e5f6b' })).toBe(1);
    expect(select(images, { image: 'ca1b2c3d4e5f6b' })).toBe(1);
    expect(select(images, { image: 'a1b2c3d4e5f6' })).toEqual([0, 1]);
    expect(select(images, { image: 'a1b2c3d4e5f' })).toBe('image-unknown');
    expect(select(images, { image: 'eeeeeeeeeeee' })).toBe(2);
  });

  it('finds all platforms of an index by its digest', () => {
    expect(select(multi, { image: digest('f') })).toBe(1);
  });

  it('takes the platforms that have the name for one image, whatever other names one of them has (rule 27)', () => {
    const index = digest('f');
    const images = [
      ref('a', { names: ['latest', '1-amd64'], index, on: 'linux/amd64' }),
      ref('b', { names: ['latest', '1-arm64'], index, on: 'linux/arm64' }),
    ];
    expect(select(images)).toEqual([0, 1]);
    expect(select(images, { image: 'latest' })).toBe(1);
    expect(select(images, { image: 'latest', platform: 'linux/amd64' })).toBe(0);
    expect(select(images, { image: '1-amd64' })).toBe(0);
    expect(select(images, { image: index })).toBe(1);
  });

  it('takes the familiar form of a name and the full one for the same name', () => {
    // What containerd exports: manifest.json names one platform, index.json all.
    const images = [
      ref('a', { names: ['s:latest'], aliases: ['latest'], on: 'linux/amd64' }),
      ref('b', { names: ['docker.io/library/s:latest', 'latest'], on: 'linux/arm64' }),
    ];
    expect(select(images)).toBe(1);
    expect(select(images, { platform: 'linux/amd64' })).toBe(0);
    expect(select([...images, ref('c', { names: ['t:latest', 'latest'], on: 'linux/arm64' })])).toEqual([0, 1, 2]);
  });

  it('leaves the choice where a bare tag is that of several repositories', () => {
    const images = [
      ref('a', { names: ['docker.io/example/app:1', '1'], on: 'linux/amd64' }),
      ref('b', { names: ['docker.io/example/web:1', '1'], on: 'linux/arm64' }),
    ];
    expect(select(images, { image: '1' })).toEqual([0, 1]);
    expect(select(images, { image: 'example/web:1' })).toBe(1);
  });

  it('leaves the choice where several names are left', () => {
    const images = [...multi, ref('b', { names: ['other:1'], on: 'linux/arm64' })];
    expect(select(images)).toEqual([0, 1, 2, 4]);
    expect(select(images, { platform: 'linux/arm64' })).toEqual([1, 4]);
    expect(select(images, { platform: 'linux/arm/v7' })).toBe(2);
    expect(select(images, { image: 'other:1' })).toBe(4);
  });

  it('takes images without a name for one only where an index lists them for several platforms', () => {
    const index = digest('f');
    const named = (on: string, at: number) => ref(`a${at}`, { index, on });
    expect(select(['linux/amd64', 'linux/arm64'].map(named))).toBe(1);
    expect(select(['linux/arm64', 'linux/arm64'].map(named))).toEqual([0, 1]);
    expect(
      select([ref('a', { digest: null, on: 'linux/amd64' }), ref('b', { digest: null, on: 'linux/arm64' })]),
    ).toEqual([0, 1]);
  });

  it('never chooses what is no image', () => {
    expect(select([ref('a', { kind: 'artifact', names: ['x:1'] })], { image: 'x:1' })).toBe('image-unknown');
  });
});

describe('chooseImage', () => {
  it('throws what names the images that are there', () => {
    const choose = (query: Partial<ImageQuery>) => () =>
      chooseImage(
        [...multi, ref('b', { names: ['b:1'] })],
        { host: { os: 'linux', architecture: 'arm64' }, ...query },
        'x.tar',
      );
    expect(choose({})).toThrow(ImageError);
    const details = (query: Partial<ImageQuery>) => {
      try {
        choose(query)();
        return null;
      } catch (error) {
        return error instanceof ImageError ? { code: error.code, ...error.details } : error;
      }
    };
    expect(details({})).toEqual({ code: 'image-ambiguous', location: 'x.tar', count: 4 });
    expect(details({ image: 'c' })).toMatchObject({
      code: 'image-unknown',
      image: 'c',
      names: 'docker.io/example/app:1, 1, b:1',
    });
    expect(details({ platform: 'linux/mips' })).toMatchObject({
      code: 'platform-unknown',
      platforms: 'linux/amd64, linux/arm64, linux/arm/v7',
    });
  });
});
