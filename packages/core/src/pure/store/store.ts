import type { ImageConfig, ImageKind, Platform } from '../image/image';
import type { DiffId, Digest } from '../model/digest';
import type { Problem } from '../model/problem';

/** How sure a store is that a location is its own, from a few bytes or names. */
export type Confidence = 'certain' | 'likely';

/**
 * A place where images live: a kind of archive, layout or engine. Strictly read only: it knows nothing of tar entries,
 * merging or HTTP. `Location` is whatever the platform opens: a path in Node.
 */
export interface Store<Location> {
  readonly id: string;
  /** For people, e.g. `docker save archive`. */
  readonly title: string;
  /** Looks at a few bytes or names; null where the location is not this store's. */
  detect(location: Location, signal: AbortSignal): Promise<Confidence | null>;
  /** @throws ImageError where no image can be read from it. */
  open(location: Location, options: OpenOptions): Promise<ImageStore>;
}

export interface OpenOptions {
  readonly limits: Limits;
  readonly signal: AbortSignal;
  /**
   * Where an archive that is compressed as a whole is unpacked to, once: it is found there again as long as its file is
   * the same. The store keeps the folder within bounds; deleting it loses nothing but time.
   */
  readonly scratchFolder: string;
  /** Most bytes that are kept there; the least recently opened go first. 16 GiB if left out. */
  readonly scratchBytes?: number;
  readonly onProgress?: (progress: { readonly readBytes: number; readonly totalBytes: number }) => void;
}

/** The bounds of what is read (each a flag `--limit-NAME`); sizes in bytes. */
export interface Limits {
  readonly unpackedRatio: number;
  readonly entries: number;
  readonly pathLength: number;
  readonly paxSize: number;
  readonly jsonSize: number;
  readonly jsonDepth: number;
  /** Values of one JSON document: lists and objects, and what is in them. */
  readonly jsonValues: number;
  readonly indexDepth: number;
  readonly zstdWindow: number;
  /** Of one image. */
  readonly layers: number;
  /** That one location lists. */
  readonly images: number;
  /** Of one archive. */
  readonly members: number;
}

/** The bounds of what is kept, by the server or on disk (each a flag `--limit-NAME`); sizes in bytes. */
export interface KeepingLimits {
  /** Of one upload, or of standard input. */
  readonly uploadSize: number;
  /** Of all files that the product keeps. */
  readonly dataSize: number;
  /** Images that all open locations list together. */
  readonly openImages: number;
}

/** An opened location: what images it holds. */
export interface ImageStore {
  readonly storeId: string;
  /** All images, attachments and artifacts, in the location's order. */
  readonly images: readonly ImageRef[];
  /** Problems of the location itself. */
  readonly problems: readonly Problem[];
  /** @throws ImageError where the image cannot be read at all. */
  openImage(ref: ImageRef, signal: AbortSignal): Promise<ImageSource>;
  /** Looks whether the file is still the one that was opened. @throws ImageError `location-changed` */
  check?(): Promise<void>;
  close(): Promise<void>;
}

/** One image of a location, as its index lists it. */
export interface ImageRef {
  /** What names it in links: the manifest digest as computed from the bytes read; a legacy archive: the config's. */
  readonly ref: Digest;
  readonly names: readonly string[];
  /** What else it can be asked by: bare ref names (a tag) that `names` leaves out, because a name there ends with it. */
  readonly aliases: readonly string[];
  readonly kind: ImageKind;
  /** The image ID: digest of the config as read; before Docker 1.10 64 hex digits of its own. Null where the config is missing. */
  readonly id: string | null;
  /** Manifest digest; null for a legacy archive, which has none. */
  readonly digest: Digest | null;
  /** The index that lists it, as computed; null for one that the location itself lists. */
  readonly index: Digest | null;
  readonly platform: Platform | null;
  /** For an attachment or artifact: its type (`attestation-manifest`, an artifact type); null for an image. */
  readonly artifactType: string | null;
  /** For an attachment: the manifest it belongs to. */
  readonly subject: Digest | null;
  readonly layerCount: number;
}

/** One image, opened: documents read and checked, layers ready to be read. */
export interface ImageSource {
  readonly ref: ImageRef;
  /** Raw bytes as stored, where there are such. */
  readonly manifestBytes: Uint8Array | null;
  readonly configBytes: Uint8Array | null;
  /**
   * Reads the index that lists the image (`ref.index`), raw as stored; null where there is none, or none that could be found
   * by its digest. Not kept: all images of an index would keep it.
   */
  readIndex(signal: AbortSignal): Promise<Uint8Array | null>;
  readonly config: ImageConfig;
  /** The base first; layer 1 is `layers[0]`. */
  readonly layers: readonly LayerSource[];
  /** Problems of documents and descriptors, with `layer` where they are a layer's. */
  readonly problems: readonly Problem[];
}

/**
 * One layer as the store holds it. The store has told what documents and names alone decide (`missing`,
 * `layer-encrypted`, `media-type-unknown`, `digest-invalid`, `digest-unsupported`, `member-*`, `json-shape`); who reads
 * the blob tells the rest (`digest-mismatch`, `size-mismatch`, `stream-corrupt` …).
 */
export interface LayerSource {
  /** From 1, the base. */
  readonly layer: number;
  /** As the descriptor says it; null where the form has none (a legacy archive) or it is no digest. */
  readonly digest: Digest | null;
  /** As the config says it; null where it is not known. */
  readonly diffId: DiffId | null;
  readonly mediaType: string | null;
  /** Size as the descriptor says it; null where there is none. */
  readonly declaredSize: number | null;
  /** The stored bytes; null where there are none (`missing`, `unreadable` before they are opened). */
  readonly blob: ByteSource | null;
  /** Why there is no blob to read, or must not be; null where there is one. */
  readonly unavailable: 'missing' | 'unreadable' | null;
}

/** Random access to a blob. All reads check that what lies beneath is still what was opened (`location-changed`). */
export interface ByteSource {
  readonly size: number;
  /**
   * Names these bytes as long as they do not change: device, inode, size, times and offset of the file they lie in.
   * Two sources with the same identity have the same bytes.
   */
  readonly identity: string;
  /** The bytes of `[start, end)`, in pieces of at most 256 KiB. */
  stream(range?: { readonly start: number; readonly end: number }, signal?: AbortSignal): AsyncIterable<Uint8Array>;
  /** What another thread needs to open the same bytes. */
  readonly file: { readonly path: string; readonly offset: number } | null;
}
