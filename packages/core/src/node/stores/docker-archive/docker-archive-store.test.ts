import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DEFAULT_LIMITS, type ImageSource, type ImageStore, type Problem } from '@stratascope/core';
import { afterAll, describe, expect, test } from 'vitest';
import {
  type ArchiveMember,
  archive,
  buildImage,
  crane,
  digestOf,
  docker25,
  dockerLegacy,
  dockerOld,
  IMAGE_FORMS,
  type ImageForm,
  image,
  layer,
  tarMember,
  writeTar,
} from '../../../testing';
import { readBytes } from '../../blobs/file-byte-source';
import { openLocation } from '../../open/open-location';
import { describeStore, type StoreForm } from '../store-contract.case';

const root = mkdtempSync(join(tmpdir(), 'stratascope-docker-'));
afterAll(() => rmSync(root, { recursive: true }));
let count = 0;

function form(name: ImageForm, lacks: StoreForm['lacks'] = {}): StoreForm {
  return {
    lacks: { 'missing blobs': 'recipes of this form always write the member', ...lacks },
    write: (images, folder) => {
      const path = join(folder, name);
      writeFileSync(path, IMAGE_FORMS[name](images));
      return path;
    },
  };
}

describeStore('docker-archive', {
  'docker-legacy.tar': form('docker-legacy.tar'),
  'docker-legacy.tar.gz': form('docker-legacy.tar.gz'),
  'docker-old.tar': form('docker-old.tar', { config: 'before Docker 1.10 there was neither config nor history' }),
  'docker25.tar': { ...form('docker25.tar'), lacks: {} },
  'docker25.tar.zst': { ...form('docker25.tar.zst'), lacks: {} },
  'podman.tar': form('podman.tar'),
  'crane.tar': form('crane.tar'),
});

async function open(bytes: Uint8Array): Promise<ImageStore> {
  const path = join(root, `${count++}.tar`);
  writeFileSync(path, bytes);
  const signal = new AbortController().signal;
  return openLocation(path, { limits: DEFAULT_LIMITS, scratchFolder: root, signal });
}

async function openImage(store: ImageStore, position = 0): Promise<ImageSource> {
  const ref = store.images[position];
  if (ref === undefined) throw new Error('no image');
  return store.openImage(ref, new AbortController().signal);
}

const codes = (problems: readonly Problem[]) => problems.map(({ code, layer: number }) => [code, number]);

const base = layer().file('a', 'base');
const top = layer().file('b', 'top');
const two = image({ names: ['example/two:1'], layers: [base, top] });
const names = (store: ImageStore) => store.images.map((each) => each.names);

/** The legacy form, with members taken out, put in or given another content. */
function edited(edit: (members: readonly ArchiveMember[]) => readonly ArchiveMember[]): Uint8Array {
  return archive(edit(dockerLegacy([two])));
}

/** The data of a file with holes: its blocks of 512 bytes that are not zeros. */
function dataOf(content: Uint8Array): { readonly offset: number; readonly content: Uint8Array }[] {
  const blocks = Array.from({ length: Math.ceil(content.length / 512) }, (_, block) => ({
    offset: block * 512,
    content: content.subarray(block * 512, (block + 1) * 512),
  }));
  return blocks.filter((block) => block.content.some((byte) => byte !== 0));
}

const text = (content: string) => new TextEncoder().encode(content);

describe('a docker-archive (rule 17)', () => {
  test('lists an image of several names once, and one without a name', async () => {
    const unnamed = image({ layers: [top] });
    const store = await open(archive(dockerLegacy([image({ ...two, names: ['a:1', 'b:2'] }), unnamed])));
    expect(names(store)).toEqual([['a:1', 'b:2'], []]);
  });

  test('follows a layer that is a link to a layer of another image', async () => {
    const store = await open(archive(dockerLegacy([two, image({ names: ['example/base:1'], layers: [base] })])));
    const source = await openImage(store, 1);
    expect(source.layers[0]?.blob?.size).toBe(base.tar().length);
  });

  test('reads members with holes, as `tar --sparse` packs what `docker save` wrote', async () => {
    const recipe = layer();
    for (const member of dockerLegacy([two])) {
      if ('link' in member) recipe.symlink(member.name, member.link);
      else recipe.sparse(member.name, member.content.length, dataOf(member.content));
    }
    const source = await openImage(await open(recipe.tar()));
    expect(codes(source.problems)).toEqual([]);
    for (const [position, { blob }] of source.layers.entries()) {
      const tar = [base, top][position]?.tar() ?? new Uint8Array();
      expect(blob?.size).toBe(tar.length);
      expect(blob === null ? null : Buffer.from(await readBytes(blob)).equals(tar)).toBe(true);
      const range = { start: 500, end: tar.length - 1 };
      expect(blob === null ? null : Buffer.from(await readBytes(blob, range)).equals(tar.subarray(500, -1))).toBe(true);
    }
  });

  test('does not believe a member that claims to be nearly all hole', async () => {
    const recipe = layer();
    for (const member of dockerLegacy([two])) {
      if ('link' in member) recipe.symlink(member.name, member.link);
      else if (!member.name.endsWith('/layer.tar')) recipe.file(member.name, member.content);
      else recipe.sparse(member.name, 2 ** 50, dataOf(member.content));
    }
    const source = await openImage(await open(recipe.tar()));
    expect(codes(source.problems)).toEqual([
      ['member-not-a-file', 1],
      ['member-not-a-file', 2],
    ]);
  });

  test('names layers by the digests that their names promise, and only those', async () => {
    const built = buildImage(two, 'gzip');
    const ofCrane = await openImage(await open(archive(crane([two]))));
    expect(ofCrane.layers.map(({ digest }) => digest)).toEqual(built.layers.map(({ digest }) => digest));
    const legacy = await openImage(await open(archive(dockerLegacy([two]))));
    expect(legacy.layers.map(({ digest }) => digest)).toEqual([null, null]);
  });

  test('does not take a layer named by its diff ID for one named by its digest', async () => {
    const built = buildImage(two, 'gzip');
    const renamed = (name: string) => {
      const position = built.layers.findIndex(({ digest }) => `${digest.slice(7)}.tar.gz` === name);
      return position < 0 ? name : `${built.layers[position]?.diffId.slice(7)}.tar.gz`;
    };
    const members = crane([two]).map((member) => {
      if (member.name !== 'manifest.json' || 'link' in member) return { ...member, name: renamed(member.name) };
      const listed = new TextDecoder().decode(member.content).replace(/[0-9a-f]{64}\.tar\.gz/g, renamed);
      return { ...member, content: text(listed) };
    });
    const source = await openImage(await open(archive(members)));
    expect(source.layers.map(({ digest }) => digest)).toEqual([null, null]);
    expect(source.layers.map(({ unavailable }) => unavailable)).toEqual([null, null]);
  });

  test('tells a config whose bytes are not those that its name promises, and shows it', async () => {
    const bytes = edited((members) =>
      members.map((member) =>
        /^[0-9a-f]{64}\.json$/.test(member.name) && 'content' in member
          ? { ...member, content: Buffer.concat([member.content, text(' ')]) }
          : member,
      ),
    );
    const source = await openImage(await open(bytes));
    expect(codes(source.problems)).toEqual([['digest-mismatch', undefined]]);
    expect(source.ref.id).toBe(digestOf(source.configBytes ?? new Uint8Array()));
    expect(source.config.steps).toHaveLength(2);
  });

  test('shows layers where the config is missing', async () => {
    const store = await open(edited((members) => members.filter(({ name }) => !/^[0-9a-f]{64}\.json$/.test(name))));
    const source = await openImage(store);
    expect(codes(source.problems)).toEqual([['config-missing', undefined]]);
    expect(source.ref.id).toBeNull();
    expect(source.layers.map(({ unavailable }) => unavailable)).toEqual([null, null]);
  });

  test('says which layer is not there', async () => {
    const layers = dockerLegacy([two]).filter(({ name }) => name.endsWith('/layer.tar'));
    const store = await open(edited((members) => members.filter(({ name }) => name !== layers[1]?.name)));
    const source = await openImage(store);
    expect(codes(source.problems)).toEqual([['missing', 2]]);
    expect(source.layers.map(({ unavailable }) => unavailable)).toEqual([null, 'missing']);
  });

  test('lists what is sound where one entry of manifest.json is broken', async () => {
    const store = await open(
      edited((members) =>
        members.map((member) => {
          if (member.name !== 'manifest.json' || 'link' in member) return member;
          const entries = JSON.parse(new TextDecoder().decode(member.content));
          return { ...member, content: text(JSON.stringify([{ Config: 'x.json', Layers: 'none' }, ...entries])) };
        }),
      ),
    );
    expect(names(store)).toEqual([['example/two:1']]);
    expect(codes(store.problems)).toEqual([['json-shape', undefined]]);
  });

  test('keeps two images apart that have one config and other layers', async () => {
    const store = await open(
      edited((members) =>
        members.map((member) => {
          if (member.name !== 'manifest.json' || 'link' in member) return member;
          const [entry] = JSON.parse(new TextDecoder().decode(member.content));
          const other = { ...entry, RepoTags: ['example/half:1'], Layers: entry.Layers.slice(0, 1) };
          return { ...member, content: text(JSON.stringify([entry, other])) };
        }),
      ),
    );
    expect(names(store)).toEqual([['example/two:1'], ['example/half:1']]);
    expect(new Set(store.images.map(({ ref }) => ref)).size).toBe(2);
    expect((await openImage(store, 1)).layers).toHaveLength(1);
  });
});

describe('an archive before Docker 1.10 (rule 17)', () => {
  test('has no repositories where images were saved by their IDs', async () => {
    const store = await open(archive(dockerOld([two]).filter(({ name }) => name !== 'repositories')));
    expect(names(store)).toEqual([[]]);
    expect(store.images.map(({ layerCount }) => layerCount)).toEqual([2]);
  });

  test('has the images of repositories, then the ends of chains that nothing names', async () => {
    const unnamed = image({ layers: [base, layer().file('c', 'else')] });
    const store = await open(archive(dockerOld([two, unnamed])));
    expect(names(store)).toEqual([['example/two:1'], []]);
    expect(store.images.map(({ layerCount }) => layerCount)).toEqual([2, 2]);
    expect(store.images.map(({ id }) => /^[0-9a-f]{64}$/.test(id ?? ''))).toEqual([true, true]);
  });

  test('ends a chain of parents that leads back to itself', async () => {
    const ids = ['1', '2'].map((digit) => digit.repeat(64));
    const [one, other] = ids;
    const members = ids.flatMap((id) => [
      { name: `${id}/json`, content: text(JSON.stringify({ id, parent: id === one ? other : one })) },
      { name: `${id}/layer.tar`, content: base.tar() },
    ]);
    const repositories = { name: 'repositories', content: text(JSON.stringify({ loop: { latest: one } })) };
    const source = await openImage(await open(archive([...members, repositories])));
    expect(source.layers).toHaveLength(2);
    expect(codes(source.problems)).toEqual([['index-cycle', undefined]]);
  });
});

describe('an archive of Docker 25 or later (rule 17)', () => {
  test('has each image once, with the names of both lists and the manifest of the index', async () => {
    const store = await open(archive(docker25([two])));
    expect(store.images).toHaveLength(1);
    expect(store.images[0]).toMatchObject({ names: ['example/two:1'], aliases: ['1'] });
    expect(store.images[0]?.digest).toBe(store.images[0]?.ref);
  });

  test('has images that only one of the lists names', async () => {
    const only = image({ names: ['example/only:1'], layers: [top] });
    const whole = docker25([two, only]);
    const short = docker25([two]);
    const listOf = (members: readonly ArchiveMember[], name: string) =>
      members.filter((member) => member.name === name);
    const without = (name: string) => whole.filter((member) => member.name !== name);
    for (const name of ['index.json', 'manifest.json']) {
      const store = await open(archive([...without(name), ...listOf(short, name)]));
      expect(names(store)).toEqual([['example/two:1'], expect.arrayContaining(['example/only:1'])]);
    }
  });
});

describe('the members of an archive', () => {
  const withManifest = (layers: readonly string[], members: Parameters<typeof writeTar>[0]) => {
    const manifest = text(JSON.stringify([{ Config: 'config.json', RepoTags: ['x:1'], Layers: layers }]));
    const documents = [
      tarMember({ name: text('manifest.json'), typeflag: '0', content: manifest }),
      tarMember({ name: text('config.json'), typeflag: '0', content: text('{"os":"linux","architecture":"amd64"}') }),
    ];
    return open(writeTar([...members, ...documents]));
  };
  const file = (name: string) => tarMember({ name: text(name), typeflag: '0', content: base.tar() });
  const link = (name: string, target: string, typeflag = '2') =>
    tarMember({ name: text(name), typeflag, link: text(target) });

  test.each([
    ['a symbolic link beside it', [file('a.tar'), link('layer.tar', 'a.tar')]],
    ['a symbolic link of the folder', [file('real/layer.tar'), link('x', 'real')], 'x/layer.tar'],
    ['links of links', [link('layer.tar', 'b'), link('b', './c/../c'), link('c', 'a.tar'), file('a.tar')]],
    ['a hard link', [file('a.tar'), link('layer.tar', 'a.tar', '1')]],
    ['a name in another spelling', [file('./x//layer.tar')], 'x/./layer.tar'],
  ])('are found through %s', async (_, members, name = 'layer.tar') => {
    const source = await openImage(await withManifest([name], members));
    expect(source.layers[0]?.blob?.size).toBe(base.tar().length);
  });

  test.each([
    ['member-outside', [link('layer.tar', '../../etc/passwd')]],
    ['member-outside', [link('layer.tar', '/etc/passwd')]],
    ['member-outside', [link('x', '..'), link('layer.tar', 'x/x/etc')]],
    ['member-link-loop', [link('layer.tar', 'b'), link('b', 'layer.tar')]],
    ['member-link-loop', [link('layer.tar', 'layer.tar', '1')]],
    ['member-not-a-file', [tarMember({ name: text('layer.tar'), typeflag: '6' })]],
    ['member-not-a-file', [file('layer.tar/inside')]],
    ['missing', [link('layer.tar', 'nothing')]],
    ['missing', []],
  ])('are not opened where they are %s', async (code, members) => {
    const source = await openImage(await withManifest(['layer.tar'], members));
    expect(source.layers[0]).toMatchObject({ blob: null, unavailable: 'missing' });
    expect(source.problems.filter(({ layer: number }) => number === 1).map((problem) => problem.code)).toEqual([code]);
  });

  test('never follow a name for longer than it takes, however long it is', async () => {
    const long = `${'x/'.repeat(200_000)}layer.tar`;
    const source = await openImage(await withManifest([long], []));
    expect(source.problems.map(({ code }) => code)).toContain('missing');
  });

  test('of which the last counts, where one is repeated', async () => {
    const other = tarMember({ name: text('layer.tar'), typeflag: '0', content: top.tar() });
    const store = await withManifest(['layer.tar'], [other, file('layer.tar')]);
    expect(codes(store.problems)).toEqual([['member-repeated', undefined]]);
    const blob = (await openImage(store)).layers[0]?.blob;
    const pieces: Uint8Array[] = [];
    for await (const piece of blob?.stream() ?? []) pieces.push(piece);
    expect(digestOf(Buffer.concat(pieces))).toBe(digestOf(base.tar()));
  });
});
