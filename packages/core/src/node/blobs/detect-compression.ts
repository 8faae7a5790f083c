/** How bytes are compressed. Of these, bzip2 cannot be read here, and xz only as a whole archive. */
export type Compression = 'none' | 'gzip' | 'zstd' | 'bzip2' | 'xz';

/** How many bytes {@link detectCompression} wants to see. */
export const MAGIC_BYTES = 10;

/**
 * Tells a compression by its magic bytes, never by media type or name (rule 15).
 *
 * What is fixed after the magic number is looked at as well: a tar begins with a name, and a name can be `BZh9`.
 */
export function detectCompression(first: Uint8Array): Compression {
  const startsWith = (...bytes: readonly number[]) => bytes.every((byte, at) => first[at] === byte);
  if (startsWith(0x1f, 0x8b, 0x08)) return 'gzip';
  if (startsWith(0x28, 0xb5, 0x2f, 0xfd)) return 'zstd';
  const isSkippable = ((first[0] ?? 0) & 0xf0) === 0x50 && first[1] === 0x2a && first[2] === 0x4d && first[3] === 0x18;
  if (isSkippable) return 'zstd';
  if (startsWith(0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00)) return 'xz';
  if (startsWith(0x42, 0x5a, 0x68) && isBzip2Block(first)) return 'bzip2';
  return 'none';
}

/** A digit for the block size, then the mark of a block, or of the end where there is none. */
function isBzip2Block(first: Uint8Array): boolean {
  const level = first[3] ?? 0;
  const mark = Buffer.from(first.subarray(4, 10)).toString('hex');
  return level >= 0x31 && level <= 0x39 && (mark === '314159265359' || mark === '177245385090');
}
