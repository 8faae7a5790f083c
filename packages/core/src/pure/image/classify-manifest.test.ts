import { describe, expect, test } from 'vitest';
import { classifyManifest } from './classify-manifest';
import { type Descriptor, readDescriptor } from './descriptor';
import { readDocument } from './json/read-document';
import { readManifest } from './manifest';

const label = { document: 'manifest', name: 'm' } as const;
const limits = { jsonSize: 1 << 20, jsonDepth: 16, jsonValues: 1000 };
const digest = `sha256:${'a'.repeat(64)}`;

function place(value: unknown) {
  return readDocument(new TextEncoder().encode(JSON.stringify(value)), { label, limits, report: () => {} });
}

const described = (fields: object): Descriptor | null => readDescriptor(place({ digest, size: 1, ...fields }));

/** What a manifest with a config of a type is taken for, listed with these fields in its descriptor. */
function classify(configType: string, { listed = {}, own = {} }: { readonly listed?: object; readonly own?: object }) {
  const config = { mediaType: configType, digest, size: 1 };
  const manifest = readManifest(place({ schemaVersion: 2, config, layers: [], ...own }), label, () => {});
  const { kind, artifactType } = classifyManifest(manifest, described(listed), null, []);
  return artifactType === null ? kind : `${kind} ${artifactType}`;
}

const OCI = 'application/vnd.oci.image.config.v1+json';
const DOCKER = 'application/vnd.docker.container.image.v1+json';

describe('classifyManifest (rule 18)', () => {
  test.each([OCI, DOCKER])(
    'an image is one whose list repeats the type of its config, as crane writes it: %s',
    (type) => {
      expect(classify(type, { listed: { artifactType: type } })).toBe('image');
      expect(classify(type, { listed: { artifactType: '' }, own: { artifactType: '' } })).toBe('image');
      expect(classify(type, {})).toBe('image');
    },
  );

  test('an artifact says so by its own type, by that in its list, or by the type of its config', () => {
    const sbom = 'application/vnd.example.sbom';
    expect(classify(OCI, { own: { artifactType: sbom } })).toBe(`artifact ${sbom}`);
    expect(classify(OCI, { listed: { artifactType: sbom } })).toBe(`artifact ${sbom}`);
    expect(classify(OCI, { own: { artifactType: sbom }, listed: { artifactType: OCI } })).toBe(`artifact ${sbom}`);
    expect(classify(sbom, {})).toBe(`artifact ${sbom}`);
    expect(classify(sbom, { listed: { artifactType: sbom } })).toBe(`artifact ${sbom}`);
    expect(classify(sbom, { listed: { artifactType: OCI } })).toBe(`artifact ${OCI}`);
  });
});
