import { EMPTY_CONFIG, type ReadConfig, readConfig } from '../image/config';
import type { ImageConfig } from '../image/image';
import { type DocumentLabel, leniently, readDocument } from '../image/json/read-document';
import { type DiffId, type Digest, splitDigest } from '../model/digest';
import type { Problem } from '../model/problem';
import { failureToProblem, tryDocument } from './document-failure';
import type { FileLookup, ImageContext } from './image-files';
import { readDocumentBytes } from './read-file';

/** A config as it was read; what could not be is empty, and `problems` says why. */
export interface ConfigDocument {
  readonly bytes: Uint8Array | null;
  /** Of the bytes as read. */
  readonly digest: Digest | null;
  readonly config: ImageConfig;
  /** As many as there are layers. */
  readonly diffIds: readonly (DiffId | null)[];
}

export interface ConfigQuery {
  readonly lookup: FileLookup;
  /** Its digest, or its member's name. */
  readonly name: string;
  /** Decides which digest is made; the document is compared with it elsewhere. */
  readonly promised: Digest | null;
  readonly layerCount: number;
}

/** Reads an image's config. Nothing about it is fatal: layers are shown without it (`config-missing`, `json-*`). */
export async function readConfigDocument(
  context: ImageContext,
  { lookup, name, promised, layerCount }: ConfigQuery,
  report: (problem: Problem) => void,
): Promise<ConfigDocument> {
  const label: DocumentLabel = { document: 'config', name };
  const nothing = { config: EMPTY_CONFIG, diffIds: Array.from({ length: layerCount }, () => null) };
  if (lookup.kind === 'fault') report(lookup.problem);
  if (lookup.kind !== 'file') {
    report({ code: 'config-missing', details: { name, location: context.files.location } });
    return { bytes: null, digest: null, ...nothing };
  }
  const onFailure = (failure: Parameters<typeof failureToProblem>[0]) => report(failureToProblem(failure));
  const readBytes = () => readDocumentBytes(lookup.source, label, context);
  const bytes = await tryDocument(readBytes, onFailure);
  if (bytes === null) return { bytes, digest: null, ...nothing };
  const algorithm = promised === null ? 'sha256' : splitDigest(promised).algorithm;
  const digest = context.platform.hash(algorithm, bytes);
  const options = { label, limits: context.limits, report, onFault: leniently(label, report) };
  const readIt = async (): Promise<ReadConfig> => readConfig(readDocument(bytes, options), layerCount, report);
  return { bytes, digest, ...((await tryDocument(readIt, onFailure)) ?? nothing) };
}
