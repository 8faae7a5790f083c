export { compressionOf } from './blobs/decompress';
export { type Compression, detectCompression, MAGIC_BYTES } from './blobs/detect-compression';
export { type FileRange, fileByteSource, PIECE_BYTES, readBytes } from './blobs/file-byte-source';
export { type DigestStream, nodeSha256, sha256Bytes, startDigest } from './blobs/hashing';
export { memoryByteSource } from './blobs/memory-byte-source';
export { openDecompressed } from './blobs/open-decompressed';
export * from './indexing/layer-reader';
export * from './indexing/loaded-image';
