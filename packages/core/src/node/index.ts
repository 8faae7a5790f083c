export { type Compression, detectCompression, MAGIC_BYTES } from './blobs/detect-compression';
export { type FileRange, fileByteSource, PIECE_BYTES, readBytes } from './blobs/file-byte-source';
export { memoryByteSource } from './blobs/memory-byte-source';
export * from './indexing/layer-reader';
export * from './indexing/loaded-image';
