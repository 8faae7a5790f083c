import { mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DEFAULT_LIMITS, type ImageSource, type ImageStore, type Problem } from '@stratascope/core';
import { afterAll, describe, expect, test } from 'vitest';
import {
  type ArchiveMember,
  archive,
  digestOf,
  IMAGE_FORMS,
  type ImageForm,
  type ImageRecipe,
  image,
  type JsonObject,
  type LayoutNode,
  layer,
  ociLayout,
  writeFolder,
} from '../../../testing';
import { openLocation } from '../../open/open-location';
import { describeStore, type StoreForm } from '../store-contract.case';

const root = mkdtempSync(join(tmpdir(), 'stratascope-oci-'));
afterAll(() => rmSync(root, { recursive: true }));
let count = 0;

function form(name: ImageForm): StoreForm {
  return {
    write: (images, folder) => {
      const path = join(folder, name);
      writeFileSync(path, IMAGE_FORMS[name](images));
      return path;
    },
  };
}

describeStore('oci-layout', {
  'oci.tar': form('oci.tar'),
  'oci-zstd.tar': form('oci-zstd.tar'),
  'oci-docker-types.tar': form('oci-docker-types.tar'),
  'oci, a folder': {
    write: (images, folder) => {
      const path = join(folder, 'layout');
      writeFolder(path, ociLayout(images));
      return path;
    },
  },
  'oci.tar.gz': {
    write: (images, folder) => {
      const path = join(folder, 'oci.tar.gz');
      writeFileSync(path, archive(ociLayout(images), 'gzip'));
      return path;
    },
  },
});

const signal = new AbortController().signal;

async function open(members: readonly ArchiveMember[], limits = DEFAULT_LIMITS): Promise<ImageStore> {
  const path = join(root, `${count++}.tar`);
  writeFileSync(path, archive(members));
  return openLocation(path, { limits, scratchFolder: root, signal });
}

async function openImage(store: ImageStore, position = 0): Promise<ImageSource> {
  const ref = store.images[position];
  if (ref === undefined) throw new Error('no image');
  return store.openImage(ref, signal);
}

const codes = (problems: readonly Problem[]) => problems.map(({ code, layer: number }) => [code, number]);
const names = (store: ImageStore) => store.images.map((each) => each.names);

const base = layer().file('a', 'base');
const one = image({ names: ['example/one:1'], layers: [base] });
const on = (architecture: string, variant?: string): ImageRecipe =>
  image({
    layers: [base, layer().file('tool', architecture)],
    platform: { os: 'linux', architecture, ...(variant === undefined ? {} : { variant }) },
  });

function index(manifests: readonly LayoutNode[], ...own: readonly string[]): LayoutNode {
  return { kind: 'index', names: own, manifests };
}

const bytesOf = (document: unknown) => new TextEncoder().encode(JSON.stringify(document));
const blob = (bytes: Uint8Array): ArchiveMember => ({
  name: `blobs/sha256/${digestOf(bytes).slice(7)}`,
  content: bytes,
});

/** A layout whose `index.json` names these blobs. */
function layoutOf(descriptors: readonly JsonObject[], ...blobs: readonly Uint8Array[]): readonly ArchiveMember[] {
  return [...blobs.map(blob), { name: 'index.json', content: bytesOf({ schemaVersion: 2, manifests: descriptors }) }];
}

const describing = (bytes: Uint8Array) => ({ digest: digestOf(bytes), size: bytes.length });

describe('an OCI layout (rule 18)', () => {
  test('lists the images of nested indexes, with the names that indexes above give them', async () => {
    const amd64 = on('amd64');
    const store = await open(ociLayout([index([index([amd64, on('arm', 'v7')])], 'example/app:1'), one]));
    expect(names(store)).toEqual([
      ['example/app:1', '1'],
      ['example/app:1', '1'],
      ['example/one:1', '1'],
    ]);
    expect(store.images.map(({ platform }) => platform?.architecture)).toEqual(['amd64', 'arm', 'amd64']);
    expect(store.images.map((each) => each.index !== null)).toEqual([true, true, false]);
  });

  test('knows the index of an image that an entry of its own names first', async () => {
    const [amd64, arm64] = [on('amd64'), on('arm64')];
    const store = await open(ociLayout([amd64, index([amd64, arm64], 'example/app:1')]));
    const [first, second] = store.images;
    expect(first?.index).not.toBeNull();
    expect(first?.index).toBe(second?.index);
  });

  test('lists an image once that several entries name', async () => {
    const store = await open(ociLayout([image({ ...one, names: ['a:1', 'b:2'] })]));
    expect(names(store)).toEqual([['a:1', '1', 'b:2', '2']]);
  });

  test('tells attestations and artifacts from images, and whose they are', async () => {
    const amd64 = on('amd64');
    const store = await open(
      ociLayout([
        index([amd64, { kind: 'attestation', of: amd64, statement: {} }], 'example/app:1'),
        { kind: 'artifact', artifactType: 'application/vnd.example.sbom', layers: [], subject: amd64 },
      ]),
    );
    expect(store.images.map(({ kind, artifactType }) => [kind, artifactType])).toEqual([
      ['image', null],
      ['attachment', 'attestation-manifest'],
      ['artifact', 'application/vnd.example.sbom'],
    ]);
    const owner = store.images[0]?.digest;
    expect(store.images.map(({ subject }) => subject)).toEqual([null, owner, owner]);
    expect(codes(store.problems)).toEqual([['artifact', undefined]]);
  });

  test('takes a signature of cosign for what belongs to the image in its name', async () => {
    const subject = `sha256-${'a'.repeat(64)}`;
    const signature = image({
      names: [`example/one:${subject}.sig`],
      layers: [{ content: base, descriptor: { mediaType: 'application/vnd.dev.cosign.simplesigning.v1+json' } }],
    });
    const store = await open(ociLayout([one, signature]));
    expect(store.images[1]).toMatchObject({ kind: 'attachment', subject: `sha256:${'a'.repeat(64)}` });
  });

  test('takes a layer, a config and a manifest out of the descriptor that brings it', async () => {
    const tar = base.tar();
    const config = bytesOf({ os: 'linux', architecture: 'amd64', rootfs: { diff_ids: [digestOf(tar)] } });
    const brought = (bytes: Uint8Array) => ({ ...describing(bytes), data: Buffer.from(bytes).toString('base64') });
    const manifest = bytesOf({ schemaVersion: 2, config: brought(config), layers: [brought(tar)] });
    const members = [...layoutOf([brought(manifest)]), { name: 'oci-layout', content: bytesOf({}) }];
    const source = await openImage(await open(members));
    expect(source.layers[0]?.blob?.size).toBe(tar.length);
    expect(codes(source.problems)).toEqual([['history-absent', undefined]]);
  });

  test('shows layers whose descriptors are wrong as far as they can be', async () => {
    const wrong = image({
      names: ['x:1'],
      layers: [
        { content: base, descriptor: { size: -1 } },
        { content: base, descriptor: { size: '12' } },
        { content: base, descriptor: { digest: 'sha256:../../etc/passwd' } },
        { content: base, descriptor: { digest: 'md5:d41d8cd98f00b204e9800998ecf8427e' } },
        { content: base, descriptor: { digest: undefined } },
        { content: base, descriptor: { mediaType: 'application/vnd.example' } },
        { content: base, descriptor: { mediaType: 'application/vnd.oci.image.layer.v1.tar+gzip+encrypted' } },
        { content: layer().file('gone'), isMissing: true, descriptor: { urls: ['https://example.invalid/x'] } },
      ],
    });
    const source = await openImage(await open(ociLayout([wrong])));
    expect(source.layers.map(({ unavailable }) => unavailable)).toEqual([
      null,
      null,
      'missing',
      'missing',
      'missing',
      null,
      'unreadable',
      'missing',
    ]);
    expect(codes(source.problems)).toEqual([
      ['json-shape', 1],
      ['json-shape', 2],
      ['json-shape', 5],
      ['digest-invalid', 3],
      ['digest-unsupported', 4],
      ['media-type-unknown', 6],
      ['layer-encrypted', 7],
      ['missing', 8],
    ]);
    expect(source.problems.at(-1)?.details?.url).toBe('https://example.invalid/x');
  });

  test('tells a manifest and a config that are not what was promised, and shows them', async () => {
    const config = bytesOf({ os: 'linux', architecture: 'arm64', rootfs: { diff_ids: [] } });
    const false_ = { digest: digestOf(bytesOf('else')), size: 1 };
    const manifest = bytesOf({ schemaVersion: 2, config: false_, layers: [] });
    const members = [
      { name: `blobs/sha256/${false_.digest.slice(7)}`, content: config },
      { name: `blobs/sha256/${'1'.repeat(64)}`, content: manifest },
      { name: 'index.json', content: bytesOf({ manifests: [{ digest: `sha256:${'1'.repeat(64)}`, size: 5 }] }) },
    ];
    const source = await openImage(await open(members));
    expect(source.problems.map(({ code, details }) => [code, details?.what])).toEqual([
      ['digest-mismatch', 'manifest'],
      ['size-mismatch', 'manifest'],
      ['digest-mismatch', 'config'],
      ['size-mismatch', 'config'],
    ]);
    expect(source.ref).toMatchObject({ ref: digestOf(manifest), id: digestOf(config) });
    expect(source.config.platform?.architecture).toBe('arm64');
  });

  test('lists what is sound where other manifests are missing or broken', async () => {
    const broken = bytesOf({ schemaVersion: 1, fsLayers: [] });
    const cut = new TextEncoder().encode('{"layers":[');
    const [indexMember, ...others] = [...ociLayout([one])].sort((left) => (left.name === 'index.json' ? -1 : 1));
    if (indexMember === undefined || 'link' in indexMember) throw new Error('no index');
    const sound = JSON.parse(new TextDecoder().decode(indexMember.content)).manifests;
    const gone = (architecture: string) => ({
      ...describing(bytesOf(architecture)),
      platform: { os: 'linux', architecture },
    });
    const listed = [gone('arm64'), gone('s390x'), describing(broken), describing(cut), { digest: 'none' }, ...sound];
    const store = await open([
      ...others,
      blob(broken),
      blob(cut),
      { name: 'index.json', content: bytesOf({ manifests: listed }) },
    ]);
    expect(names(store)).toEqual([['example/one:1', '1']]);
    expect(store.problems.map(({ code }) => code)).toEqual([
      'schema1',
      'json-syntax',
      'digest-invalid',
      'manifest-missing',
    ]);
    expect(store.problems.at(-1)?.details).toMatchObject({ count: 2, platforms: 'linux/arm64, linux/s390x' });
  });

  test('refuses indexes that are nested too deep, and reads them where the limit is raised', async () => {
    const nested = (depth: number): LayoutNode => (depth === 0 ? one : index([nested(depth - 1)]));
    expect((await open(ociLayout([nested(16)]))).images).toHaveLength(1);
    await expect(open(ociLayout([nested(17)]))).rejects.toMatchObject({ code: 'limit-index-depth' });
    expect((await open(ociLayout([nested(17)]), { ...DEFAULT_LIMITS, indexDepth: 17 })).images).toHaveLength(1);
    const beside = await open(ociLayout([one, nested(17)]));
    expect(codes(beside.problems)).toContainEqual(['limit-index-depth', undefined]);
  });

  test('is not held up by indexes that name each other a thousandfold', async () => {
    let level = bytesOf({ manifests: [] });
    const blobs = [level];
    for (let depth = 0; depth < 10; depth++) {
      level = bytesOf({ manifests: Array.from({ length: 100 }, () => describing(level)) });
      blobs.push(level);
    }
    const members = layoutOf([describing(level)], ...blobs);
    const sound = ociLayout([one]).filter(({ name }) => name.startsWith('blobs/'));
    await expect(open([...members, ...sound])).rejects.toMatchObject({ code: 'no-images' });
  });

  test('does not read a document that is larger than the limit', async () => {
    const limits = { ...DEFAULT_LIMITS, jsonSize: 100 };
    await expect(open(ociLayout([one]), limits)).rejects.toMatchObject({ code: 'limit-json-size' });
  });

  test('says that a version other than 1.0.0 is read as that', async () => {
    const members = ociLayout([one]).filter(({ name }) => name !== 'oci-layout');
    const mark = { name: 'oci-layout', content: bytesOf({ imageLayoutVersion: '2.0.0' }) };
    expect(codes((await open([...members, mark])).problems)).toEqual([['layout-version', undefined]]);
  });
});

describe('a layout folder', () => {
  const write = () => {
    const folder = join(root, `folder-${count++}`);
    writeFolder(folder, ociLayout([one]));
    return folder;
  };
  const openFolder = (folder: string) => openLocation(folder, { limits: DEFAULT_LIMITS, scratchFolder: root, signal });
  const layerPath = (folder: string, source: ImageSource) =>
    join(folder, 'blobs/sha256', source.layers[0]?.digest?.slice(7) ?? '');

  test('may have links that stay in it', async () => {
    const folder = write();
    const path = layerPath(folder, await openImage(await openFolder(folder)));
    renameSync(path, join(folder, 'elsewhere'));
    symlinkSync('../../elsewhere', path);
    expect((await openImage(await openFolder(folder))).layers[0]?.blob).not.toBeNull();
  });

  test.each([
    ['member-outside', (path: string) => symlinkSync('/etc/hostname', path)],
    ['member-link-loop', (path: string) => symlinkSync(path, path)],
    ['member-not-a-file', (path: string) => mkdirSync(path)],
    ['missing', () => {}],
  ])('has a layer that is %s', async (code, replace) => {
    const folder = write();
    const path = layerPath(folder, await openImage(await openFolder(folder)));
    rmSync(path);
    replace(path);
    const source = await openImage(await openFolder(folder));
    expect(codes(source.problems)).toEqual([[code, 1]]);
    expect(source.layers[0]?.blob).toBeNull();
  });

  test('is not opened through a link that leads out of it for its index either', async () => {
    const folder = write();
    renameSync(join(folder, 'index.json'), join(root, 'outside.json'));
    symlinkSync(join(root, 'outside.json'), join(folder, 'index.json'));
    await expect(openFolder(folder)).rejects.toMatchObject({ code: 'manifest-missing' });
  });
});

describe('a folder that changes while it is open', () => {
  const manifestOf = async (folder: string) => {
    const store = await openLocation(folder, { limits: DEFAULT_LIMITS, scratchFolder: root, signal });
    const digest = store.images[0]?.digest ?? '';
    return { store, path: join(folder, 'blobs', ...digest.split(':')) };
  };

  test.each([
    ['has the manifest of another', (path: string, theirs: string) => renameSync(theirs, path)],
    ['has lost it', (path: string) => rmSync(path)],
    [
      'has a folder in its place',
      (path: string) => {
        rmSync(path);
        mkdirSync(path);
      },
    ],
  ])('%s: no other image is shown under the digest', async (_, change) => {
    const [mine, theirs] = [join(root, `layout-${count++}`), join(root, `layout-${count++}`)];
    writeFolder(mine, ociLayout([one]));
    writeFolder(theirs, ociLayout([on('arm64')]));
    const { store, path } = await manifestOf(mine);
    change(path, (await manifestOf(theirs)).path);
    await expect(openImage(store)).rejects.toMatchObject({ code: 'location-changed' });
  });
});
