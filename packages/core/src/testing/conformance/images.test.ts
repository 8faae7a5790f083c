import { describe, expect, test } from 'vitest';
import { archive } from '../image/archive';
import { dockerLegacy } from '../image/docker-archives';
import { IMAGE_FORMS, type ImageForm } from '../image/image-forms';
import { image } from '../image/image-recipe';
import { ociLayout } from '../image/oci-layout';
import { layer } from '../layer-recipe';
import { levelLines, loadArchive, loadLayers, problemLines, rowsOf, withLocation } from './open-recipe';

const base = layer().dir('etc').file('etc/motd', 'welcome');
const top = layer().whiteout('etc/motd').file('app', 'program', { mode: 0o755 });
const app = image({ names: ['example/app:1', 'example/app:latest'], layers: [base, top, base] });
const ROWS = ['/ dir implied @0', '/app file "program" 0755 @2', '/etc dir @3', '/etc/motd file "welcome" @3'];

describe('rule 17: docker archives, and every other form', () => {
  test.each(Object.keys(IMAGE_FORMS) as ImageForm[])('%s holds the same rows', async (form) => {
    expect(await levelLines(loadArchive(IMAGE_FORMS[form]([app])), [base, top])).toEqual(ROWS);
  });

  test('names and tags are those of the archive, none included; layers may be links', async () => {
    const nameless = image({ layers: [base] });
    await withLocation(archive(dockerLegacy([app, nameless])), async ({ images }) => {
      expect(images.map(({ names }) => names)).toEqual([['example/app:1', 'example/app:latest'], []]);
      expect(images.map(({ layerCount }) => layerCount)).toEqual([3, 1]);
    });
  });
});

describe('rule 18: OCI layouts', () => {
  test('a layer may lie in its descriptor, and one that is not there leaves the rest', async () => {
    const tar = base.tar();
    const data = Buffer.from(tar).toString('base64');
    const partial = image({
      layers: [
        { content: base, blob: tar, descriptor: { data }, isMissing: true },
        { content: layer().file('lost', '1'), isMissing: true, descriptor: { urls: ['https://example.invalid/'] } },
        top,
      ],
    });
    const loading = loadArchive(archive(ociLayout([partial])));
    expect(await levelLines(loading, [base, top])).toEqual([
      '/ dir implied @0',
      '/app file "program" 0755 @3',
      '/etc dir @1',
    ]);
    expect((await loading).layers.map(({ state }) => state)).toEqual(['ok', 'missing', 'ok']);
    expect(problemLines((await loading).problems)).toEqual(['missing 2']);
  });

  test('what is no image is listed as what it is', async () => {
    const sbom = { kind: 'artifact', artifactType: 'application/vnd.example.sbom', layers: [] } as const;
    await withLocation(archive(ociLayout([app, { ...sbom, names: ['example/sbom:1'] }])), async ({ images }) => {
      expect(images.map(({ kind }) => kind)).toEqual(['image', 'artifact']);
      expect(images[1]?.artifactType).toBe('application/vnd.example.sbom');
    });
  });
});

describe('rules 19 and 27: which image is meant', () => {
  const arm = image({ layers: [layer().file('arm', 'a')], platform: { os: 'linux', architecture: 'arm64' } });
  const amd = image({ layers: [layer().file('amd', 'b')] });
  const multi = {
    kind: 'index',
    names: ['docker.io/library/multi:latest'],
    manifests: [arm, amd, { kind: 'attestation', of: amd, statement: {} }],
  } as const;

  test('this machine takes its own platform; another can be asked for; attestations are attachments', async () => {
    const bytes = archive(ociLayout([multi]));
    const contents = [layer().file('arm', 'a').file('amd', 'b')];
    expect(await levelLines(loadArchive(bytes), contents)).toEqual(['/ dir implied @0', '/amd file "b" @1']);
    expect(await levelLines(loadArchive(bytes, { platform: 'linux/arm64' }), contents)).toEqual([
      '/ dir implied @0',
      '/arm file "a" @1',
    ]);
    await withLocation(bytes, async ({ images }) => {
      const attachment = images.find(({ kind }) => kind === 'attachment');
      expect(attachment?.subject).toBe(images.find(({ platform }) => platform?.architecture === 'amd64')?.digest);
    });
  });

  test('several names need a choice, which the familiar form makes', async () => {
    const bytes = archive(ociLayout([multi, app]));
    await expect(loadArchive(bytes)).rejects.toMatchObject({ code: 'image-ambiguous' });
    await expect(loadArchive(bytes, { image: 'nobody' })).rejects.toMatchObject({ code: 'image-unknown' });
    const contents = [layer().file('amd', 'b')];
    expect(await levelLines(loadArchive(bytes, { image: 'multi' }), contents)).toContain('/amd file "b" @1');
    expect(await levelLines(loadArchive(bytes, { image: 'example/app:1' }), [base, top])).toEqual(ROWS);
  });
});

describe('rule 20: trust nothing', () => {
  test('a false digest, size or diff ID is told, and the contents are shown', async () => {
    const zeros = `sha256:${'0'.repeat(64)}`;
    const liar = image({
      layers: [
        { content: base, diffId: zeros },
        { content: top, descriptor: { size: 7 } },
      ],
    });
    const loading = loadArchive(archive(ociLayout([liar])));
    expect(await levelLines(loading, [base, top])).toEqual([
      '/ dir implied @0',
      '/app file "program" 0755 @2',
      '/etc dir @1',
    ]);
    const { problems, isVerified, layers } = await loading;
    expect([...problemLines(problems)].sort()).toEqual(['digest-mismatch 1', 'size-mismatch 2']);
    expect(isVerified).toBe(false);
    // Rule 26: trust is no state.
    expect(layers.map(({ state }) => state)).toEqual(['ok', 'ok']);
  });

  test('a history that does not fit stands apart from the layers', async () => {
    const odd = image({ layers: [base], history: [{ createdBy: 'one' }, { createdBy: 'two' }, { isEmpty: true }] });
    const { source, problems } = await loadArchive(archive(ociLayout([odd])));
    expect(problemLines(problems)).toEqual(['history-mismatch']);
    expect(source.config.steps.map((step) => step.layer)).toEqual([null, null, null]);
    const fitting = image({ layers: [base, top], history: [{}, { isEmpty: true }, {}] });
    const { source: right } = await loadArchive(archive(ociLayout([fitting])));
    expect(right.config.steps.map((step) => step.layer)).toEqual([1, null, 2]);
  });
});

describe('rule 21: in a tar', () => {
  test('a character device 0/0 is a node like any other', async () => {
    expect(await rowsOf([base, layer().char('etc/motd', 0, 0)])).toEqual([
      '/ dir implied @0',
      '/etc dir @1',
      '/etc/motd char 0:0 @2',
    ]);
  });
});

describe('rule 28: problems are bounded', () => {
  test('a hundred of a code and layer are listed, then counted', async () => {
    const many = Array.from({ length: 150 }).reduce<typeof base>((recipe) => recipe.file('.wh.', ''), layer());
    const { problems } = await loadLayers(many);
    expect(problems).toHaveLength(101);
    expect(problems.at(-1)).toEqual({ code: 'bad-whiteout', layer: 1, details: { more: 50 } });
  });
});
