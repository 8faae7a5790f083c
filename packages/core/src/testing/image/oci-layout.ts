import type { Compression } from '../compression/compress';
import type { ArchiveMember } from './archive';
import { manifestJson } from './docker-archives';
import {
  type BuiltImage,
  type BuiltLayer,
  buildImage,
  digestOf,
  hexOf,
  type ImageRecipe,
  type JsonObject,
  jsonBytes,
} from './image-recipe';

/** An image index: the platforms of one image, or anything else together. */
export interface IndexRecipe {
  readonly kind: 'index';
  readonly names?: readonly string[];
  readonly manifests: readonly LayoutNode[];
}

/** What BuildKit puts beside an image: a manifest of platform `unknown/unknown` that refers to it (rule 19). */
export interface AttestationRecipe {
  readonly kind: 'attestation';
  /** An image of the same layout. */
  readonly of: ImageRecipe;
  readonly statement: JsonObject;
}

/** A manifest that is no image: a chart, a signature, an SBOM (rules 18, 19). */
export interface ArtifactRecipe {
  readonly kind: 'artifact';
  readonly names?: readonly string[];
  readonly artifactType: string;
  readonly layers: readonly { readonly mediaType: string; readonly content: Uint8Array }[];
  /** An image of the same layout that it belongs to. */
  readonly subject?: ImageRecipe;
}

export type LayoutNode = ImageRecipe | IndexRecipe | AttestationRecipe | ArtifactRecipe;

export interface LayoutOptions {
  /** Of layers that name none; gzip by default. */
  readonly compression?: Compression;
  /** The words of Docker's media types instead of OCI's. */
  readonly mediaTypes?: 'oci' | 'docker';
}

/** An OCI image layout: `oci-layout`, `index.json` and the blobs. */
export function ociLayout(nodes: readonly LayoutNode[], options: LayoutOptions = {}): readonly ArchiveMember[] {
  const writer = new LayoutWriter(options);
  const index = writer.indexDocument(nodes);
  return [...writer.members(), { name: 'index.json', content: jsonBytes(index) }, LAYOUT_MARK];
}

/** What `docker save` writes since Docker 25: a layout of uncompressed layers, with a `manifest.json` over its blobs. */
export function docker25(images: readonly ImageRecipe[], options: LayoutOptions = {}): readonly ArchiveMember[] {
  const compression = options.compression ?? 'none';
  const blobName = (digest: string) => `blobs/sha256/${hexOf(digest)}`;
  const built = images.map((recipe) => buildImage(recipe, compression));
  const manifest = manifestJson(
    built,
    (each) => blobName(each.configDigest),
    (each, index) => blobName(each.layers[index]?.digest ?? ''),
  );
  return [...ociLayout(images, { ...options, compression }), manifest];
}

const LAYOUT_MARK: ArchiveMember = { name: 'oci-layout', content: jsonBytes({ imageLayoutVersion: '1.0.0' }) };

const MEDIA_TYPES = {
  oci: {
    index: 'application/vnd.oci.image.index.v1+json',
    manifest: 'application/vnd.oci.image.manifest.v1+json',
    config: 'application/vnd.oci.image.config.v1+json',
    layer: {
      none: 'application/vnd.oci.image.layer.v1.tar',
      gzip: 'application/vnd.oci.image.layer.v1.tar+gzip',
      zstd: 'application/vnd.oci.image.layer.v1.tar+zstd',
    },
  },
  docker: {
    index: 'application/vnd.docker.distribution.manifest.list.v2+json',
    manifest: 'application/vnd.docker.distribution.manifest.v2+json',
    config: 'application/vnd.docker.container.image.v1+json',
    layer: {
      none: 'application/vnd.docker.image.rootfs.diff.tar',
      gzip: 'application/vnd.docker.image.rootfs.diff.tar.gzip',
      zstd: 'application/vnd.docker.image.rootfs.diff.tar.zstd',
    },
  },
} as const;

/** Collects blobs while descriptors are made of them. */
class LayoutWriter {
  readonly #blobs = new Map<string, Uint8Array>();
  readonly #options: LayoutOptions;

  constructor(options: LayoutOptions) {
    this.#options = options;
  }

  members(): readonly ArchiveMember[] {
    return [...this.#blobs].map(([digest, content]) => ({ name: `blobs/sha256/${hexOf(digest)}`, content }));
  }

  indexDocument(nodes: readonly LayoutNode[]): JsonObject {
    return { schemaVersion: 2, mediaType: this.#types.index, manifests: nodes.flatMap((node) => this.#named(node)) };
  }

  get #types() {
    return MEDIA_TYPES[this.#options.mediaTypes ?? 'oci'];
  }

  /** A descriptor for each name of a node, as tools write them; one without a name where it has none. */
  #named(node: LayoutNode): readonly JsonObject[] {
    const descriptor = this.#descriptorOf(node);
    const names = node.kind === 'attestation' ? [] : (node.names ?? []);
    if (names.length === 0) return [descriptor];
    return names.map((name) => ({
      ...descriptor,
      annotations: {
        'io.containerd.image.name': name,
        'org.opencontainers.image.ref.name': name.slice(name.lastIndexOf(':') + 1),
      },
    }));
  }

  #descriptorOf(node: LayoutNode): JsonObject {
    switch (node.kind) {
      case 'image':
        return { ...this.#imageDescriptor(node), platform: platformDocument(node) };
      case 'index':
        return this.#blob(this.#types.index, jsonBytes(this.indexDocument(node.manifests)));
      case 'attestation':
        return this.#attestation(node);
      case 'artifact':
        return this.#artifact(node);
    }
  }

  #imageDescriptor(recipe: ImageRecipe): JsonObject {
    const built = buildImage(recipe, this.#options.compression ?? 'gzip');
    const manifest = this.#manifestDocument(built);
    return this.#blob(this.#types.manifest, jsonBytes(recipe.editManifest?.(manifest) ?? manifest));
  }

  #manifestDocument(built: BuiltImage): JsonObject {
    const { annotations } = built.recipe;
    return {
      schemaVersion: 2,
      mediaType: this.#types.manifest,
      config: this.#blob(this.#types.config, built.configBytes),
      layers: built.layers.map((layer) => this.#layerDescriptor(layer)),
      ...(annotations === undefined ? {} : { annotations }),
    };
  }

  #layerDescriptor({ blob, digest, compression, options }: BuiltLayer): JsonObject {
    if (options.isMissing !== true) this.#blobs.set(digest, blob);
    return { mediaType: this.#types.layer[compression], digest, size: blob.length, ...options.descriptor };
  }

  #attestation(node: AttestationRecipe): JsonObject {
    const manifest = {
      schemaVersion: 2,
      mediaType: this.#types.manifest,
      config: this.#blob(this.#types.config, jsonBytes({ architecture: 'unknown', os: 'unknown', config: {} })),
      layers: [this.#blob('application/vnd.in-toto+json', jsonBytes(node.statement))],
    };
    return {
      ...this.#blob(this.#types.manifest, jsonBytes(manifest)),
      annotations: {
        'vnd.docker.reference.type': 'attestation-manifest',
        'vnd.docker.reference.digest': this.#imageDescriptor(node.of).digest,
      },
      platform: { architecture: 'unknown', os: 'unknown' },
    };
  }

  #artifact(node: ArtifactRecipe): JsonObject {
    const manifest = {
      schemaVersion: 2,
      mediaType: this.#types.manifest,
      artifactType: node.artifactType,
      config: this.#blob('application/vnd.oci.empty.v1+json', jsonBytes({})),
      layers: node.layers.map(({ mediaType, content }) => this.#blob(mediaType, content)),
      ...(node.subject === undefined ? {} : { subject: this.#imageDescriptor(node.subject) }),
    };
    return { ...this.#blob(this.#types.manifest, jsonBytes(manifest)), artifactType: node.artifactType };
  }

  /** Keeps a blob and describes it. */
  #blob(mediaType: string, bytes: Uint8Array): JsonObject {
    const digest = digestOf(bytes);
    this.#blobs.set(digest, bytes);
    return { mediaType, digest, size: bytes.length };
  }
}

function platformDocument({ platform }: ImageRecipe): JsonObject {
  const { os, architecture, variant, osVersion } = platform;
  return {
    architecture,
    os,
    ...(variant === undefined ? {} : { variant }),
    ...(osVersion === undefined ? {} : { 'os.version': osVersion }),
  };
}
