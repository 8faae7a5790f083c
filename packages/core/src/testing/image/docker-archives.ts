import type { ArchiveMember } from './archive';
import { type BuiltImage, buildImage, digestOf, hexOf, type ImageRecipe, jsonBytes } from './image-recipe';

/** What `docker save` wrote from 1.10 to 24: `ID/layer.tar`, uncompressed; of equal layers all but one are links. */
export function dockerLegacy(images: readonly ImageRecipe[]): readonly ArchiveMember[] {
  const built = images.map((recipe) => buildImage(recipe, 'none'));
  return dropRepeated([
    ...built.flatMap((each) => [
      { name: `${hexOf(each.configDigest)}.json`, content: each.configBytes },
      ...v1Members(each, 'layer-tar'),
    ]),
    manifestJson(
      built,
      (each) => `${hexOf(each.configDigest)}.json`,
      (each, index) => `${v1Id(each, index)}/layer.tar`,
    ),
    repositories(built),
  ]);
}

/** Before Docker 1.10: no `manifest.json` and no configuration; `repositories`, and each `ID/json` names its parent. */
export function dockerOld(images: readonly ImageRecipe[]): readonly ArchiveMember[] {
  const built = images.map((recipe) => buildImage(recipe, 'none'));
  return dropRepeated([...built.flatMap((each) => v1Members(each, 'layer-tar')), repositories(built)]);
}

/** What podman and skopeo write: `DIFFID.tar`, with `ID/layer.tar` as links for old readers. */
export function podman(images: readonly ImageRecipe[]): readonly ArchiveMember[] {
  const built = images.map((recipe) => buildImage(recipe, 'none'));
  const layerName = (each: BuiltImage, index: number) => `${hexOf(digestOf(layerAt(each, index).blob))}.tar`;
  return dropRepeated([
    ...built.flatMap((each) => [
      ...each.layers.map(({ blob }, index) => ({ name: layerName(each, index), content: blob })),
      { name: `${hexOf(each.configDigest)}.json`, content: each.configBytes },
      ...v1Members(each, (index) => `../${layerName(each, index)}`),
    ]),
    manifestJson(built, (each) => `${hexOf(each.configDigest)}.json`, layerName),
    repositories(built),
  ]);
}

/** What crane writes: the configuration as `sha256:HEX`, layers as `HEX.tar.gz`. */
export function crane(images: readonly ImageRecipe[]): readonly ArchiveMember[] {
  const built = images.map((recipe) => buildImage(recipe, 'gzip'));
  const layerName = (each: BuiltImage, index: number) => `${hexOf(layerAt(each, index).digest)}.tar.gz`;
  return dropRepeated([
    ...built.flatMap((each) => [
      { name: each.configDigest, content: each.configBytes },
      ...each.layers.map(({ blob }, index) => ({ name: layerName(each, index), content: blob })),
    ]),
    manifestJson(built, (each) => each.configDigest, layerName),
  ]);
}

/** `manifest.json` over members of any name. */
export function manifestJson(
  images: readonly BuiltImage[],
  configName: (image: BuiltImage) => string,
  layerName: (image: BuiltImage, index: number) => string,
): ArchiveMember {
  const rows = images.map((each) => ({
    Config: configName(each),
    RepoTags: each.recipe.names.length === 0 ? null : each.recipe.names,
    Layers: each.layers.map((_, index) => layerName(each, index)),
  }));
  return { name: 'manifest.json', content: jsonBytes(rows) };
}

function layerAt(image: BuiltImage, index: number) {
  const layer = image.layers[index];
  if (layer === undefined) throw new RangeError(`no layer ${index}`);
  return layer;
}

/** An ID as Docker made them: of the layer, of all below it, and for the top one of the configuration. */
function v1Id(image: BuiltImage, index: number): string {
  const chain = image.layers.slice(0, index + 1).map(({ diffId }) => diffId);
  const isTop = index === image.layers.length - 1;
  return hexOf(digestOf(jsonBytes(isTop ? [...chain, image.configDigest] : chain)));
}

/** `ID/VERSION`, `ID/json` and `ID/layer.tar` of each layer. */
function v1Members(image: BuiltImage, layers: 'layer-tar' | ((index: number) => string)): readonly ArchiveMember[] {
  return image.layers.flatMap((layer, index): readonly ArchiveMember[] => {
    const id = v1Id(image, index);
    const name = `${id}/layer.tar`;
    return [
      { name: `${id}/VERSION`, content: new TextEncoder().encode('1.0') },
      { name: `${id}/json`, content: jsonBytes(v1Document(image, index)) },
      layers === 'layer-tar' ? { name, content: layer.blob } : { name, link: layers(index) },
    ];
  });
}

function v1Document(image: BuiltImage, index: number): unknown {
  const isTop = index === image.layers.length - 1;
  const { os, architecture } = image.recipe.platform;
  return {
    id: v1Id(image, index),
    ...(index === 0 ? {} : { parent: v1Id(image, index - 1) }),
    created: image.recipe.created ?? '2024-03-01T00:00:00Z',
    container_config: { Cmd: ['/bin/sh', '-c', layerAt(image, index).createdBy] },
    ...(isTop ? { config: image.recipe.config ?? {}, architecture } : {}),
    os,
  };
}

/** Name → tag → ID of the top layer. */
function repositories(images: readonly BuiltImage[]): ArchiveMember {
  const names: Record<string, Record<string, string>> = {};
  for (const each of images) {
    for (const name of each.recipe.names) {
      const colon = name.lastIndexOf(':');
      const tags = names[name.slice(0, colon)] ?? {};
      tags[name.slice(colon + 1)] = v1Id(each, each.layers.length - 1);
      names[name.slice(0, colon)] = tags;
    }
  }
  return { name: 'repositories', content: jsonBytes(names) };
}

/** Members that images share stand once; a `layer.tar` of the same bytes as an earlier one becomes a link to it. */
function dropRepeated(members: readonly ArchiveMember[]): readonly ArchiveMember[] {
  const seen = new Set<string>();
  const layerTars = new Map<string, string>();
  return members.flatMap((member): readonly ArchiveMember[] => {
    if (seen.has(member.name)) return [];
    seen.add(member.name);
    if ('link' in member || !member.name.endsWith('/layer.tar')) return [member];
    const digest = digestOf(member.content);
    const first = layerTars.get(digest);
    if (first !== undefined) return [{ name: member.name, link: `../${first}` }];
    layerTars.set(digest, member.name);
    return [member];
  });
}
