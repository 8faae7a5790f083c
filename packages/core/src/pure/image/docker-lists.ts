import {
  member,
  type Place,
  readList,
  readObject,
  readSize,
  readText,
  readTextList,
  required,
} from './json/read-shape';

/** What `manifest.json` of a docker-archive says of one image: names of members, as they stand. */
export interface DockerManifestEntry {
  readonly config: string;
  readonly names: readonly string[];
  /** The base first. */
  readonly layers: readonly string[];
  /** By diff ID: what the layer was where it came from. */
  readonly layerSources: ReadonlyMap<
    string,
    { readonly mediaType: string | null; readonly digest: string | null; readonly size: number | null }
  >;
}

/** The images of a `manifest.json`: each may be read or fail by itself. */
export function readDockerManifest(place: Place): readonly Place[] {
  return required(place, 'list', readList) ?? [];
}

/**
 * Reads one image of a `manifest.json`.
 *
 * Source: Docker image spec v1.2, "Combined Image JSON + Filesystem Changeset Format".
 */
export function readDockerManifestEntry(item: Place): DockerManifestEntry {
  required(item, 'object', readObject);
  const sources = member(item, 'LayerSources');
  return {
    config: required(member(item, 'Config'), 'text', readText) ?? '',
    names: readTextList(member(item, 'RepoTags')) ?? [],
    layers: readTextList(member(item, 'Layers')) ?? [],
    layerSources: new Map(
      Object.keys(readObject(sources) ?? {}).map((diffId) => {
        const source = member(sources, diffId);
        const text = (key: string) => readText(member(source, key));
        return [
          diffId,
          { mediaType: text('mediaType'), digest: text('digest'), size: readSize(member(source, 'size')) },
        ];
      }),
    ),
  };
}

/**
 * The names in `repositories`, the list before Docker 1.10: full names by image ID, in the document's order.
 *
 * Source: Docker image spec v1.0.
 */
export function readRepositories(place: Place): ReadonlyMap<string, readonly string[]> {
  const namesById = new Map<string, string[]>();
  for (const repository of Object.keys(required(place, 'object', readObject) ?? {})) {
    const tags = member(place, repository);
    for (const tag of Object.keys(readObject(tags) ?? {})) {
      const id = readText(member(tags, tag));
      if (id === null) continue;
      const names = namesById.get(id);
      const name = `${repository}:${tag}`;
      if (names === undefined) namesById.set(id, [name]);
      else names.push(name);
    }
  }
  return namesById;
}
