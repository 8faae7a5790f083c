import { type ParsedDigest, parseDigest } from '../model/digest';
import type { Platform } from './image';
import {
  member,
  type Place,
  readList,
  readObject,
  readSize,
  readText,
  readTextList,
  readTextMap,
  required,
} from './json/read-shape';
import { readPlatform } from './platform';

/**
 * What a document says of a blob: claims, each checked when the blob is read.
 *
 * Source: OCI image spec, descriptor.md.
 */
export interface Descriptor {
  readonly mediaType: string | null;
  /** As it stands; empty where there is none. */
  readonly digestText: string;
  readonly digest: ParsedDigest;
  /** In bytes; null where there is none, or none that could be. */
  readonly size: number | null;
  readonly platform: Platform | null;
  readonly annotations: ReadonlyMap<string, string>;
  readonly artifactType: string | null;
  /** Where the blob is kept, if not here. Nothing is ever fetched from there. */
  readonly urls: readonly string[];
  /** The blob itself, where the document brings it. */
  readonly data: Uint8Array | null;
}

/** Faults of single values are told and the rest is kept, so the handler decides how strict this is. */
export function readDescriptor(place: Place): Descriptor | null {
  if (required(place, 'object', readObject) === null) return null;
  const digestText = required(member(place, 'digest'), 'digest', readText) ?? '';
  return {
    mediaType: readText(member(place, 'mediaType')),
    digestText,
    digest: parseDigest(digestText),
    size: readSize(member(place, 'size')),
    platform: readPlatform(member(place, 'platform')),
    annotations: readTextMap(member(place, 'annotations')),
    artifactType: readText(member(place, 'artifactType')),
    urls: readTextList(member(place, 'urls')) ?? [],
    data: readData(member(place, 'data')),
  };
}

/** The descriptors of a list that has to be there; `null` stands for an empty one, as tools in Go write it. */
export function readDescriptorList(
  place: Place,
  itemFaults: (item: Place, position: number) => Place = (item) => item,
): readonly (Descriptor | null)[] {
  if (place.value === null) return [];
  const items = required(place, 'list', readList) ?? [];
  return items.map((item, position) => readDescriptor(itemFaults(item, position)));
}

function readData(place: Place): Uint8Array | null {
  const text = readText(place);
  if (text === null || text === '') return null;
  try {
    const characters = atob(text);
    return Uint8Array.from(characters, (character) => character.charCodeAt(0));
  } catch {
    place.onFault({ at: place.at, expected: 'base64', found: 'text' });
    return null;
  }
}
