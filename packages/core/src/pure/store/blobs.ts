import type { Descriptor } from '../image/descriptor';
import { textToByteString } from '../model/byte-string';
import { type Digest, splitDigest } from '../model/digest';
import type { Problem } from '../model/problem';
import type { FileLookup, ImageContext } from './image-files';

/** Looks a blob up by its digest; a {@link Digest} was parsed, so it cannot carry a path out of `blobs`. */
export function findBlob(context: ImageContext, digest: Digest): Promise<FileLookup> {
  const { algorithm, hex } = splitDigest(digest);
  return context.files.find(textToByteString(`blobs/${algorithm}/${hex}`));
}

/** As {@link findBlob}; a blob that is not there may stand in the descriptor itself. */
export async function findDescribedBlob(context: ImageContext, descriptor: Descriptor): Promise<FileLookup> {
  if (descriptor.digest.kind !== 'digest') return { kind: 'absent' };
  const found = await findBlob(context, descriptor.digest.digest);
  if (found.kind !== 'absent' || descriptor.data === null) return found;
  return { kind: 'file', source: context.platform.memorySource(descriptor.data) };
}

/** Compares bytes that were read with what was promised of them (rule 20); both kinds of untruth are told. */
export function checkPromises(
  what: 'index' | 'manifest' | 'config',
  name: string,
  read: { readonly digest: Digest; readonly size: number },
  promised: { readonly digest: Digest; readonly size: number | null },
  report: (problem: Problem) => void,
): void {
  if (read.digest !== promised.digest) {
    report({ code: 'digest-mismatch', details: { what, name, expected: promised.digest, actual: read.digest } });
  }
  if (promised.size !== null && promised.size !== read.size) {
    report({ code: 'size-mismatch', details: { what, name, expected: promised.size, actual: read.size } });
  }
}
