import { lstat, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import {
  type ByteSource,
  type Confidence,
  ImageError,
  type ImageFiles,
  type ImageStore,
  type OpenOptions,
  textToByteString,
} from '@stratascope/core';
import { compressionOf } from '../blobs/decompress';
import { checkUnchanged, fileByteSource, readBytes } from '../blobs/file-byte-source';
import type { Release } from '../own-files/holds';
import { archiveFiles } from '../stores/archive-members/archive-files';
import { scanArchive } from '../stores/archive-members/scan-archive';
import { folderFiles } from '../stores/folder-files/folder-files';
import { STORES } from '../stores/index';
import type { NodeLocation, NodeStore } from '../stores/node-location';
import { SEEMING_BYTES, seemsLike } from './seems-like';
import { type UnpackArchiveOptions, unpackArchive } from './unpack-archive';

export interface OpenLocationOptions extends UnpackArchiveOptions {
  /** What messages call it, if not by its path: an upload, standard input. */
  readonly name?: string;
}

/**
 * Opens the images of a file or folder, whatever of our stores it is. Only documents and names are read, never a layer
 * (but for an archive that is compressed as a whole, which is unpacked into the scratch folder once).
 *
 * @throws ImageError where no image can be shown, with the location in its details: `location-missing`, `empty-file`,
 * `not-an-image` with what it seems to be, `archive-corrupt`, `no-images` …; `cancelled`.
 */
export async function openLocation(location: string, options: OpenLocationOptions): Promise<ImageStore> {
  const name = options.name ?? location;
  const held: Release[] = [];
  const opened: ByteSource[] = [];
  const release = async () => {
    for (const each of held.splice(0)) await each();
  };
  try {
    const found = await lookAt(name, resolve(location), {
      ...options,
      hold: (each) => held.push(each),
      note: (source) => opened.push(source),
    });
    const store = await findStore(found, options.signal);
    if (store === null) throw notAnImage(await describeFiles(found));
    const check = async () => {
      for (const source of opened)
        await checkUnchanged(source).catch((error: unknown) => {
          throw nameLocation(error, name);
        });
    };
    return heldStore(await store.open(found, options), { check, release });
  } catch (error) {
    await release();
    throw withLocation(error, name, options.signal);
  }
}

/** What was unpacked for it stays as long as it is open. */
function heldStore(
  store: ImageStore,
  { check, release }: { readonly check: () => Promise<void>; readonly release: Release },
): ImageStore {
  const { storeId, images, problems } = store;
  return {
    storeId,
    images,
    problems,
    openImage: (ref, signal) => store.openImage(ref, signal),
    check,
    async close() {
      await store.close();
      await release();
    },
  };
}

/** What is found on the way is held until the location is closed. */
interface LookOptions extends UnpackArchiveOptions {
  readonly hold: (release: Release) => void;
  /** The file itself, which may be another than what is read. */
  readonly note: (source: ByteSource) => void;
}

async function lookAt(location: string, path: string, options: LookOptions): Promise<NodeLocation> {
  const stats = await stat(path).catch((error: unknown) => failedToStat(error, path));
  if (stats.isDirectory()) return { location, path, kind: 'folder', files: await folderFiles(location, path) };
  if (!stats.isFile()) throw notAnImage({ seems: 'device' });
  return { location, path, kind: 'archive', files: await lookIntoFile(location, path, options) };
}

async function failedToStat(error: unknown, path: string): Promise<never> {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  // A link that leads nowhere is there, but what it names is not.
  const isMissing = code === 'ENOENT' || code === 'ENOTDIR';
  const isLink = isMissing && (await lstat(path).catch(() => null)) !== null;
  const reason = isLink ? 'the link leads nowhere' : code;
  throw new ImageError(isMissing ? 'location-missing' : 'location-unreadable', { details: { reason }, cause: error });
}

async function lookIntoFile(location: string, path: string, options: LookOptions): Promise<ImageFiles> {
  const source = await fileByteSource(path);
  options.note(source);
  if (source.size === 0) throw new ImageError('empty-file');
  const compression = await compressionOf(source, options.signal);
  if (compression === 'none') return scanFile(location, source, options);
  const unpacked = await unpackArchive(source, compression, options);
  if (unpacked.kind === 'other') throw notAnImage({ seems: seemsLike(unpacked.first), compression });
  options.hold(unpacked.release);
  return scanFile(location, await fileByteSource(unpacked.path), options, compression);
}

async function scanFile(
  location: string,
  source: ByteSource,
  options: OpenOptions,
  compression?: string,
): Promise<ImageFiles> {
  if (source.file === null) throw new ImageError('internal');
  const archive = { ...source, file: source.file, stream: source.stream.bind(source) };
  const scanned = await scanArchive(archive, options);
  const { fault, members } = scanned;
  if (fault !== null && members.size === 0 && fault.offset === 0 && compression === undefined) {
    const end = Math.min(SEEMING_BYTES, source.size);
    throw notAnImage({ seems: seemsLike(await readBytes(source, { start: 0, end }, options.signal)) });
  }
  if (fault !== null)
    throw new ImageError('archive-corrupt', { details: { offset: fault.offset, reason: fault.reason } });
  if (members.size === 0)
    throw notAnImage({ seems: 'tar-empty', ...(compression === undefined ? {} : { compression }) });
  return archiveFiles(location, archive, scanned);
}

/** The store that is the most sure; of several the first. */
async function findStore(location: NodeLocation, signal: AbortSignal): Promise<NodeStore | null> {
  let best: { readonly store: NodeStore; readonly confidence: Confidence } | null = null;
  for (const store of STORES) {
    const confidence = await store.detect(location, signal);
    if (confidence === 'certain') return store;
    if (confidence === 'likely') best ??= { store, confidence };
  }
  return best?.store ?? null;
}

/** What an archive or folder without any list of images is. */
async function describeFiles({ kind, files }: NodeLocation): Promise<{ readonly seems: string }> {
  const has = async (name: string) =>
    (await files.hasDirectory(name)) || (await files.find(textToByteString(name))).kind === 'file';
  if (kind === 'folder') {
    const isUnpacked = (await has('manifest.json')) && (await has('repositories'));
    return { seems: isUnpacked ? 'docker-folder' : 'folder' };
  }
  const isRootfs = (await has('etc')) && ((await has('usr')) || (await has('bin')));
  return { seems: isRootfs ? 'rootfs' : 'tar' };
}

function notAnImage(details: Readonly<Record<string, string>>): ImageError {
  return new ImageError('not-an-image', { details });
}

function withLocation(error: unknown, location: string, signal: AbortSignal): unknown {
  if (signal.aborted) return new ImageError('cancelled', { cause: error });
  return nameLocation(error, location);
}

function nameLocation(error: unknown, location: string): unknown {
  if (!(error instanceof ImageError)) return error;
  // The path that was read may be one in the data folder: people know the name that they gave.
  return new ImageError(error.code, { details: { ...error.details, location }, cause: error });
}
