import { gunzipSync } from 'node:zlib';
import { DEFAULT_LIMITS } from '../../pure/store/limits';
import type { Limits } from '../../pure/store/store';
import { type Compression, compress } from '../compression/compress';
import { xzStream } from '../compression/xz-stream';
import { type ArchiveMember, archive } from '../image/archive';
import { crane, dockerLegacy, dockerOld, podman } from '../image/docker-archives';
import { digestOf, type ImageRecipe, type LayerOptions } from '../image/image-recipe';
import { docker25, ociLayout } from '../image/oci-layout';
import type { LayerRecipe, RecipeEntry } from '../layer-recipe';
import type { RandomSource } from '../random/random-source';
import { type CaseContext, sourceOfCase } from './case-context';
import { changeBytes } from './change-bytes';
import { oddGzip } from './change-gzip';
import { changeDocument, damageMember, rearrangeMembers } from './change-members';
import { changeTar } from './change-tar';
import { anyZstdFrame, oddZstd } from './change-zstd';
import { randomImages } from './random-recipe';

/** One hostile archive, or folder. */
export interface FuzzCase {
  readonly form: string;
  readonly content:
    | { readonly kind: 'file'; readonly bytes: Uint8Array }
    | { readonly kind: 'folder'; readonly members: readonly ArchiveMember[] };
  readonly limits: Limits;
  /** What the tars of the recipes hold, by their digest; those that were changed have others. */
  readonly soundTars: ReadonlyMap<string, readonly RecipeEntry[]>;
  /** What was changed, in words. */
  readonly changes: readonly string[];
  /** For choices of whoever checks the case. */
  readonly random: RandomSource;
}

/** Where a case is changed; most are changed in one place, so that little hides behind something else. */
const SITES = [
  'layer tar',
  'layer stream',
  'document',
  'members',
  'member bytes',
  'archive tar',
  'archive bytes',
] as const;
type Site = (typeof SITES)[number];
const WEIGHTS: Readonly<Record<Site, number>> = {
  'layer tar': 35,
  'layer stream': 20,
  document: 22,
  members: 8,
  'member bytes': 5,
  'archive tar': 7,
  'archive bytes': 3,
};

const FORMS = {
  'docker-legacy': dockerLegacy,
  'docker-old': dockerOld,
  podman,
  crane,
  docker25: (images) => docker25(images),
  oci: (images) => ociLayout(images),
  'oci-docker-types': (images) => ociLayout(images, { mediaTypes: 'docker' }),
  'oci-folder': (images) => ociLayout(images),
  'oci-nested': nestedLayout,
} as const satisfies Record<string, (images: readonly ImageRecipe[]) => readonly ArchiveMember[]>;

/** What a folder may hold: a case must never write outside its own. */
const FOLDER_NAME = /^(?:blobs\/sha256\/[0-9a-f]+|index\.json|oci-layout)$/;

/** The same seed and number make the same case, to the byte. */
export function makeCase(seed: number, number: number): FuzzCase {
  const random = sourceOfCase(seed, number);
  const changes: string[] = [];
  const context: CaseContext = { random, note: (change) => changes.push(change) };
  const sites = pickSites(random);
  const form = random.pick(Object.keys(FORMS) as (keyof typeof FORMS)[]);
  const compression =
    form === 'oci-folder'
      ? 'none'
      : random.pick(['none', 'none', 'none', 'none', 'gzip', 'gzip', 'zstd', 'zstd', 'xz'] as const);
  const limits = pickLimits(context);
  const soundTars = new Map<string, readonly RecipeEntry[]>();
  const images = randomImages(context, (recipe, layer) => {
    soundTars.set(digestOf(recipe.tar()), recipe.entries());
    return buildLayer(recipe, layer, sites, context);
  });
  // Where the choice fell on layers that were all left as they are, or on what a folder has not, it is a document's turn.
  const isUnchanged = changes.length === 0 && [...sites].every((site) => /^(?:layer|archive)/.test(site));
  const members = changeMembers(FORMS[form](images), isUnchanged ? new Set(['document', ...sites]) : sites, context);
  return {
    form: compression === 'none' ? form : `${form}, ${compression}`,
    content:
      form === 'oci-folder'
        ? { kind: 'folder', members: members.filter(({ name }) => FOLDER_NAME.test(name)) }
        : { kind: 'file', bytes: buildArchive(members, compression, sites, context) },
    limits,
    soundTars,
    changes,
    random,
  };
}

function pickSites(random: RandomSource): ReadonlySet<Site> {
  const lottery = SITES.flatMap((site) => Array.from({ length: WEIGHTS[site] }, () => site));
  return new Set(Array.from({ length: random.pick([1, 1, 1, 2]) }, () => random.pick(lottery)));
}

/** Mostly the defaults; else so low that a case can reach them. */
function pickLimits({ random, note }: CaseContext): Limits {
  if (random.chance(85)) return DEFAULT_LIMITS;
  const lower: Partial<Limits> = random.pick([
    { entries: random.int(12) },
    { pathLength: 20 },
    { paxSize: 100 },
    { jsonSize: 400 },
    { jsonDepth: 4 },
    { jsonValues: 20 + random.int(60) },
    { indexDepth: 0 },
    { layers: 1 + random.int(3) },
    { images: 1 },
    { members: 1 + random.int(12) },
    { zstdWindow: 100_000 },
  ]);
  note(`limits ${JSON.stringify(lower)}`);
  return { ...DEFAULT_LIMITS, ...lower };
}

function buildLayer(recipe: LayerRecipe, layer: number, sites: ReadonlySet<Site>, context: CaseContext): LayerOptions {
  const { random } = context;
  const what = `layer ${layer}`;
  const isTarChanged = sites.has('layer tar') && random.chance(60);
  const tar = isTarChanged ? changeTar(recipe.tar(), what, context) : recipe.tar();
  const compression = random.pick(['none', 'gzip', 'zstd'] as const);
  const isXz = random.chance(2);
  const isStreamChanged = sites.has('layer stream') && random.chance(60);
  const blob = isStreamChanged
    ? oddStream(tar, compression, what, context)
    : soundStream(tar, isXz ? 'xz' : compression, random);
  // What comes out of a changed stream may be a tar of its own, with a diff ID that fits.
  const unpacked = isStreamChanged ? (unpack(blob, compression) ?? tar) : tar;
  const diffId = digestOf(random.chance(95) ? unpacked : tar);
  return { content: tar, compression, blob, diffId, ...oddDescriptor(blob, random) };
}

/** Fields that few descriptors have, for documents to be changed in. */
function oddDescriptor(blob: Uint8Array, random: RandomSource): Pick<LayerOptions, 'descriptor' | 'isMissing'> {
  const data = Buffer.from(blob).toString('base64');
  if (random.chance(5)) return { descriptor: { data }, isMissing: random.chance(50) };
  if (random.chance(4)) return { descriptor: { urls: ['https://example.com/layer'] }, isMissing: true };
  return random.chance(4) ? { descriptor: { annotations: { note: 'x' }, artifactType: 'a/b' } } : {};
}

/** Layers may not be xz, archives may. */
type StreamKind = Compression | 'xz';

function soundStream(bytes: Uint8Array, kind: StreamKind, random: RandomSource): Uint8Array {
  if (kind === 'xz') return xzStream(bytes);
  return kind === 'zstd' ? anyZstdFrame(bytes, random) : compress(bytes, kind);
}

function oddStream(bytes: Uint8Array, kind: StreamKind, what: string, context: CaseContext): Uint8Array {
  switch (kind) {
    case 'xz':
      return changeBytes(xzStream(bytes), `${what}: xz`, context);
    case 'gzip':
      return oddGzip(bytes, what, context);
    case 'zstd':
      return oddZstd(bytes, what, context);
    case 'none':
      return changeBytes(bytes, what, context);
  }
}

function unpack(blob: Uint8Array, compression: Compression): Uint8Array | null {
  if (compression !== 'gzip') return compression === 'none' ? blob : null;
  try {
    return new Uint8Array(gunzipSync(blob, { maxOutputLength: 16 * 1024 * 1024 }));
  } catch {
    return null;
  }
}

function changeMembers(
  sound: readonly ArchiveMember[],
  sites: ReadonlySet<Site>,
  context: CaseContext,
): readonly ArchiveMember[] {
  let members = sound;
  if (sites.has('document')) {
    const times = context.random.pick([1, 1, 2, 3]);
    for (let time = 0; time < times; time++) members = changeDocument(members, context);
  }
  if (sites.has('members')) members = rearrangeMembers(members, context);
  if (sites.has('member bytes')) members = damageMember(members, context);
  return members;
}

function buildArchive(
  members: readonly ArchiveMember[],
  compression: StreamKind,
  sites: ReadonlySet<Site>,
  context: CaseContext,
): Uint8Array {
  const tar = archive(members);
  const changed = sites.has('archive tar') ? changeTar(tar, 'archive', context) : tar;
  if (!sites.has('archive bytes')) return soundStream(changed, compression, context.random);
  return oddStream(changed, compression, 'archive', context);
}

/** Platforms under a nested index, with an attestation, and an artifact beside them. */
function nestedLayout(images: readonly ImageRecipe[]): readonly ArchiveMember[] {
  const [first] = images;
  if (first === undefined) return [];
  return ociLayout([
    {
      kind: 'index',
      names: first.names,
      manifests: [...images, { kind: 'attestation', of: first, statement: { predicateType: 'test' } }],
    },
    {
      kind: 'artifact',
      artifactType: 'application/vnd.example.sbom',
      layers: [{ mediaType: 'text/plain', content: new TextEncoder().encode('an artifact') }],
      subject: first,
    },
  ]);
}
