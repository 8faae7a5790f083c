import { gunzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { layer } from '../layer-recipe';
import { type ArchiveMember, archive } from './archive';
import { crane, dockerLegacy, dockerOld, podman } from './docker-archives';
import { digestOf, image } from './image-recipe';
import { docker25, ociLayout } from './oci-layout';

const base = layer().file('etc/motd', 'welcome');
const app = image({ names: ['example/app:1', 'example/app:latest'], layers: [base, layer().file('app', 'x'), base] });
const other = image({ names: ['example/base:1'], layers: [base] });

/** Reads a member's content, through links. */
function content(members: readonly ArchiveMember[], name: string): Uint8Array {
  const member = members.find((each) => each.name === name);
  if (member === undefined) throw new Error(`no member ${name}`);
  if ('content' in member) return member.content;
  const target = new URL(member.link, `file:///${name}`).pathname.slice(1);
  return content(members, target);
}

const json = (bytes: Uint8Array) => JSON.parse(new TextDecoder().decode(bytes));

describe('docker archives', () => {
  test.each([
    ['docker-legacy', dockerLegacy([app, other]), (bytes: Uint8Array) => bytes],
    ['podman', podman([app, other]), (bytes: Uint8Array) => bytes],
    ['crane', crane([app, other]), (bytes: Uint8Array) => new Uint8Array(gunzipSync(bytes))],
    ['docker25', docker25([app, other]), (bytes: Uint8Array) => bytes],
  ])('%s names layers whose bytes are those of the diff IDs', (_, members, unpack) => {
    const rows = json(content(members, 'manifest.json'));
    expect(rows.map((row: { RepoTags: unknown }) => row.RepoTags)).toEqual([app.names, other.names]);
    for (const row of rows) {
      const { rootfs } = json(content(members, row.Config));
      const diffIds = row.Layers.map((name: string) => digestOf(unpack(content(members, name))));
      expect(diffIds).toEqual(rootfs.diff_ids);
    }
  });

  test('of Docker before 1.10 lead from a name through parents to the base', () => {
    const members = dockerOld([app, other]);
    const top = json(content(members, 'repositories'))['example/app'].latest;
    const chain: string[] = [];
    for (let id = top; id !== undefined; id = json(content(members, `${id}/json`)).parent) {
      chain.unshift(digestOf(content(members, `${id}/layer.tar`)));
    }
    expect(chain).toEqual([base, layer().file('app', 'x'), base].map((recipe) => digestOf(recipe.tar())));
  });

  test('hold a layer that stands twice as a link to the first', () => {
    const links = dockerLegacy([app, other]).filter((member) => 'link' in member);
    expect(links).toHaveLength(2);
  });
});

describe('an OCI layout', () => {
  test.each(['none', 'gzip', 'zstd'] as const)('of %s layers has every blob under its digest', (compression) => {
    const members = ociLayout([app, other], { compression });
    for (const member of members) {
      const hex = /^blobs\/sha256\/(.*)$/.exec(member.name)?.[1];
      if (hex !== undefined) expect(digestOf(content(members, member.name))).toBe(`sha256:${hex}`);
    }
    const { manifests } = json(content(members, 'index.json'));
    expect(manifests).toHaveLength(3);
  });

  test('lists platforms, attachments and artifacts as they nest', () => {
    const arm = image({ layers: [base], platform: { os: 'linux', architecture: 'arm64', variant: 'v8' } });
    const members = ociLayout([
      {
        kind: 'index',
        names: ['example/multi:1'],
        manifests: [other, arm, { kind: 'attestation', of: arm, statement: { predicateType: 'test' } }],
      },
      { kind: 'artifact', artifactType: 'application/vnd.example.sbom', layers: [], subject: arm },
    ]);
    const [multi, artifact] = json(content(members, 'index.json')).manifests;
    const inner = json(content(members, `blobs/sha256/${multi.digest.slice(7)}`)).manifests;
    expect(inner.map((each: { platform: unknown }) => each.platform)).toEqual([
      { os: 'linux', architecture: 'amd64' },
      { os: 'linux', architecture: 'arm64', variant: 'v8' },
      { os: 'unknown', architecture: 'unknown' },
    ]);
    expect(inner[2].annotations['vnd.docker.reference.digest']).toBe(inner[1].digest);
    const sbom = json(content(members, `blobs/sha256/${artifact.digest.slice(7)}`));
    expect(sbom.subject.digest).toBe(inner[1].digest);
  });

  test('is the same to the byte each time it is made', () => {
    expect(digestOf(archive(ociLayout([app])))).toBe(digestOf(archive(ociLayout([app]))));
  });
});
