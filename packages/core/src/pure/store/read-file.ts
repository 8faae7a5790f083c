import { type DocumentLabel, labelDetails } from '../image/json/read-document';
import { ImageError } from '../model/image-error';
import type { ImageContext } from './image-files';
import type { ByteSource } from './store';

/**
 * The bytes of a document, bounded by what is really there: a size that is merely claimed is never allocated.
 *
 * @throws ImageError `limit-json-size`, and what the source throws.
 */
export async function readDocumentBytes(
  source: ByteSource,
  label: DocumentLabel,
  { limits, signal, budget }: Pick<ImageContext, 'limits' | 'signal' | 'budget'>,
): Promise<Uint8Array> {
  const limit = limits.jsonSize;
  if (source.size > limit) {
    throw new ImageError('limit-json-size', { details: { ...labelDetails(label), size: source.size, limit } });
  }
  budget?.take(source.size);
  const bytes = new Uint8Array(source.size);
  let length = 0;
  for await (const piece of source.stream(undefined, signal)) {
    bytes.set(piece, length);
    length += piece.length;
  }
  return bytes.subarray(0, length);
}
