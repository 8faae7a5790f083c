import { gzipSync } from 'node:zlib';
import { xzStream } from '../compression/xz-stream';
import { zstdFrame } from '../compression/zstd-frame';
import { archive } from '../image/archive';
import { dockerLegacy } from '../image/docker-archives';
import { type ImageRecipe, image, type JsonObject } from '../image/image-recipe';
import { ociLayout } from '../image/oci-layout';
import { layer } from '../layer-recipe';
import { GOOD, type HostileInput, imageOf, manyFiles } from './hostile-input';

const MIB = 1024 * 1024;
const repeated = (item: string, count: number) => new TextEncoder().encode(`[${`${item},`.repeat(count - 1)}${item}]`);
const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
const good = (names: readonly string[] = ['hostile/app:1']): ImageRecipe => image({ names, layers: [GOOD] });

/** The members of an archive with other bytes for one of them. */
function withMember(recipe: ImageRecipe, name: string, edit: (old: string) => string) {
  return archive(
    ociLayout([recipe]).map((member) =>
      member.name === name && 'content' in member
        ? { name, content: new TextEncoder().encode(edit(text(member.content))) }
        : member,
    ),
  );
}

const rawConfig = (edit: (config: JsonObject) => string) =>
  imageOf([], { editConfig: (config) => new TextEncoder().encode(edit(config)) });
const rawManifest = (edit: (manifest: JsonObject) => string) =>
  imageOf([], { editManifest: (manifest) => new TextEncoder().encode(edit(manifest)) });

/** Puts text, too long for a value, in place of a value of a document. */
const withRaw = (document: JsonObject, key: string, raw: string) =>
  JSON.stringify({ ...document, [key]: '@raw' }).replace('"@raw"', () => raw);

/** Claims and bombs in documents, in the archive around them, and in its compression as a whole. */
export const HOSTILE_DOCUMENTS: readonly HostileInput[] = [
  {
    name: 'index-million-images',
    what: 'an index of 100,000 manifests that are not there',
    outcome: 'error',
    code: 'limit-json-values',
    bytes: () => {
      const digest = (at: number) => `sha256:${at.toString(16).padStart(64, '0')}`;
      const more = Array.from({ length: 100_000 }, (_, at) => `{"digest":"${digest(at)}","size":9}`).join(',');
      return withMember(good(), 'index.json', (old) => old.replace(/\]\}$/, `,${more}]}`));
    },
  },
  {
    name: 'index-numbers',
    what: 'sizes of 400 digits and exponents of 400',
    outcome: 'image',
    code: 'json-shape',
    bytes: () =>
      rawManifest((manifest) => JSON.stringify(manifest).replace(/"size":\d+(?=\}\]\})/, `"size":${'9'.repeat(400)}`)),
  },
  {
    name: 'docker-million-tags',
    what: 'a manifest.json of a million tags',
    outcome: 'error',
    code: 'limit-json-values',
    bytes: () => {
      const tags = Array.from({ length: 1_000_000 }, (_, at) => `a:${at}`);
      return archive(dockerLegacy([good(['hostile/app:1', ...tags])]).filter(({ name }) => name !== 'repositories'));
    },
  },
  {
    name: 'index-million-names',
    what: 'an index that gives an image 50,000 names',
    outcome: 'error',
    code: 'limit-json-values',
    bytes: () => archive(ociLayout([good(['hostile/app:1', ...Array.from({ length: 50_000 }, (_, at) => `a:${at}`)])])),
  },
  {
    name: 'index-many-images',
    what: 'an index of 19,000 manifests, one of which is there',
    outcome: 'image',
    code: 'images-left-out',
    bytes: () => {
      const digest = (at: number) => `sha256:${at.toString(16).padStart(64, '0')}`;
      const more = Array.from({ length: 19_000 }, (_, at) => `{"digest":"${digest(at)}","size":9}`).join(',');
      return withMember(good(), 'index.json', (old) => old.replace(/\]\}$/, `,${more}]}`));
    },
  },
  {
    name: 'index-same-large',
    what: 'an index that leads 9,000 times to one manifest of ten megabytes',
    outcome: 'image',
    code: 'images-left-out',
    bytes: () => {
      const recipe = image({
        names: Array.from({ length: 9000 }, (_, at) => `hostile/app:${at}`),
        layers: [GOOD],
        annotations: { large: 'x'.repeat(10_000_000) },
      });
      return archive(ociLayout([recipe]));
    },
  },
  {
    name: 'legacy-long-chains',
    what: 'before Docker 1.10: 3,000 names along one chain of 900 parents',
    outcome: 'error',
    code: 'image-ambiguous',
    exit: 2,
    bytes: () => {
      const id = (at: number) => at.toString(16).padStart(64, '0');
      const encode = (value: unknown) => new TextEncoder().encode(JSON.stringify(value));
      const nodes = Array.from({ length: 900 }, (_, at) => ({
        name: `${id(at)}/json`,
        content: encode({ id: id(at), ...(at === 0 ? {} : { parent: id(at - 1) }) }),
      }));
      const layers = nodes.map((_, at) => ({
        name: `${id(at)}/layer.tar`,
        content: (at === 0 ? GOOD : layer()).tar(),
      }));
      const tags = Object.fromEntries(Array.from({ length: 3000 }, (_, at) => [`t${at}`, id(899 - (at % 800))]));
      const repositories = encode({ 'hostile/app': { 1: id(899), ...tags } });
      return archive([...nodes, ...layers, { name: 'repositories', content: repositories }]);
    },
  },
  {
    name: 'config-million-steps',
    what: 'a history of five million steps',
    outcome: 'image',
    code: 'limit-json-values',
    bytes: () => rawConfig((config) => withRaw(config, 'history', text(repeated('{}', 5_000_000)))),
  },
  {
    name: 'config-million-labels',
    what: 'a configuration with 800,000 labels',
    outcome: 'image',
    code: 'limit-json-values',
    bytes: () =>
      rawConfig((config) =>
        withRaw(
          config,
          'config',
          `{"Labels":{${Array.from({ length: 800_000 }, (_, at) => `"l${at}":"v"`).join(',')}}}`,
        ),
      ),
  },
  {
    name: 'config-million-diff-ids',
    what: 'five million diff IDs',
    outcome: 'image',
    code: 'limit-json-values',
    bytes: () => rawConfig((config) => withRaw(config, 'rootfs', `{"diff_ids":${text(repeated('""', 5_000_000))}}`)),
  },
  {
    name: 'manifest-million-layers',
    what: 'a manifest of five million layers that say nothing',
    outcome: 'error',
    code: 'limit-json-values',
    bytes: () => rawManifest((manifest) => withRaw(manifest, 'layers', text(repeated('{}', 5_000_000)))),
  },
  {
    name: 'manifest-same-layer',
    what: 'a manifest that names the same layer 40,000 times',
    outcome: 'error',
    code: 'limit-layers',
    bytes: () =>
      rawManifest((manifest) => {
        const layers = manifest.layers as readonly JsonObject[];
        return withRaw(manifest, 'layers', text(repeated(JSON.stringify(layers[0]), 40_000)));
      }),
  },
  {
    name: 'json-wide',
    what: 'an index of five million empty lists',
    outcome: 'error',
    code: 'limit-json-values',
    bytes: () => withMember(good(), 'index.json', () => text(repeated('[]', 5_000_000))),
  },
  {
    name: 'json-keys',
    what: 'a configuration whose object has a million keys that are like numbers',
    outcome: 'image',
    code: 'limit-json-values',
    bytes: () =>
      rawConfig((config) =>
        withRaw(config, 'config', `{${Array.from({ length: 1_000_000 }, (_, at) => `"${at * 4001}":0`).join(',')}}`),
      ),
  },
  {
    name: 'archive-million-members',
    what: 'an archive of 1.1 million members, compressed as a whole',
    outcome: 'error',
    code: 'limit-members',
    bytes: () => {
      const parts = [...manyFiles(1_100_000)].map((part) => gzipSync(part, { level: 1 }));
      return Buffer.concat([...parts, gzipSync(imageOf([]))]);
    },
  },
  {
    name: 'archive-long-members',
    what: 'an archive of eight thousand names of 64,000 bytes, compressed as a whole',
    outcome: 'image',
    code: null,
    bytes: () => {
      const parts: Uint8Array[] = [];
      for (let part = 0; part < 80; part++) {
        const recipe = layer();
        for (let at = 0; at < 100; at++) recipe.file(`${part}-${at}/${'a/'.repeat(31_980)}f`);
        parts.push(gzipSync(recipe.tar({ endBlocks: 0 }), { level: 1 }));
      }
      return Buffer.concat([...parts, gzipSync(imageOf([]))]);
    },
  },
  {
    name: 'archive-link-chain',
    what: 'a layer.tar behind a hundred thousand links',
    outcome: 'image',
    code: 'member-link-loop',
    bytes: () => {
      const members = dockerLegacy([image({ names: ['hostile/app:1'], layers: [GOOD, layer().file('b')] })]);
      const target = members.filter(({ name }) => name.endsWith('/layer.tar')).at(-1)?.name ?? '';
      const links = Array.from({ length: 100_000 }, (_, at) => ({ name: `l${at}`, link: `l${at + 1}` }));
      return archive([
        ...members.map((member) => (member.name === target ? { name: target, link: '../l0' } : member)),
        ...links,
      ]);
    },
  },
  {
    name: 'archive-gzip-bomb',
    what: 'an archive whose gzip unpacks to three gigabytes of zeros',
    outcome: 'error',
    code: 'limit-unpacked-ratio',
    bytes: () => Buffer.concat([gzipSync(sizedStart()), ...Array.from({ length: 192 }, () => zeros16)]),
  },
  {
    name: 'archive-zstd-bomb',
    what: 'an archive whose zstd unpacks to five gigabytes of zeros',
    outcome: 'error',
    code: 'limit-unpacked-ratio',
    bytes: () => {
      const frame = zstdFrame(new Uint8Array(200 * 128 * 1024));
      return Buffer.concat([zstdFrame(sizedStart()), ...Array.from({ length: 200 }, () => frame)]);
    },
  },
  {
    name: 'archive-xz-dictionary',
    what: 'an xz archive that asks for a dictionary of 4 GiB',
    outcome: 'error',
    code: 'stream-corrupt',
    bytes: () => xzStream(imageOf([]), { dictionary: 40 }),
  },
  {
    name: 'archive-xz-dictionary-1.5gb',
    what: 'an xz archive that asks for a dictionary of 1.5 GiB',
    outcome: 'error',
    code: 'stream-corrupt',
    bytes: () => xzStream(imageOf([]), { dictionary: 37 }),
  },
  {
    name: 'archive-zstd-window',
    what: 'a zstd archive that asks for a window of a gigabyte',
    outcome: 'error',
    code: 'limit-zstd-window',
    bytes: () => {
      const frame = zstdFrame(imageOf([]));
      frame[5] = 20 << 3;
      return frame;
    },
  },
];

const zeros16 = gzipSync(new Uint8Array(16 * MIB));

/** The first header of a tar with room for all that follows. */
function sizedStart(): Uint8Array {
  return layer()
    .entry({ name: new TextEncoder().encode('zeros'), typeflag: '0', declaredSize: 7 * 1024 ** 3 })
    .tar({ endBlocks: 0 });
}
