import { crc32 } from 'node:zlib';

const MAGIC = Uint8Array.of(0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00);
const FOOTER_MAGIC = Uint8Array.of(0x59, 0x5a);
/** The check of each block is a CRC32. */
const FLAGS = Uint8Array.of(0x00, 0x01);
const CHUNK_BYTES = 64 * 1024;

/**
 * The bytes as an xz stream of one block whose LZMA2 chunks are stored: an independent writer is not at hand everywhere.
 * `dictionary` is the size that it asks for, as section 5.3.1 writes it: 8 is 64 KiB, 37 is 1.5 GiB, 40 all but a byte of 4.
 *
 * Source: The .xz File Format, 1.2.
 */
export function xzStream(bytes: Uint8Array, { dictionary = 8 }: { readonly dictionary?: number } = {}): Uint8Array {
  const header = sealed(Uint8Array.of(0x02, 0x00, 0x21, 0x01, dictionary, 0x00, 0x00, 0x00));
  const data = lzma2(bytes);
  const unpaddedSize = header.length + data.length + 4;
  const block = join([header, data, padding(data.length), number32(crc32(bytes))]);
  const records = join([Uint8Array.of(0x00, 0x01), number7(unpaddedSize), number7(bytes.length)]);
  const index = sealed(join([records, padding(records.length)]));
  const backwardSize = join([number32(index.length / 4 - 1), FLAGS]);
  const footer = join([number32(crc32(backwardSize)), backwardSize, FOOTER_MAGIC]);
  return join([MAGIC, FLAGS, number32(crc32(FLAGS)), block, index, footer]);
}

/** Chunks of type 1 (the first: forget the dictionary) and 2, sizes less one in two bytes, then the end mark. */
function lzma2(bytes: Uint8Array): Uint8Array {
  const parts: Uint8Array[] = [];
  for (let at = 0; at < bytes.length; at += CHUNK_BYTES) {
    const chunk = bytes.subarray(at, at + CHUNK_BYTES);
    const size = chunk.length - 1;
    parts.push(Uint8Array.of(at === 0 ? 1 : 2, size >> 8, size & 0xff), chunk);
  }
  return join([...parts, Uint8Array.of(0)]);
}

const sealed = (bytes: Uint8Array) => join([bytes, number32(crc32(bytes))]);

const padding = (length: number) => new Uint8Array(-length & 3);

function number32(value: number): Uint8Array {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, value, true);
  return bytes;
}

/** Seven bits a byte, the lowest first. */
function number7(value: number): Uint8Array {
  const bytes: number[] = [];
  let left = value;
  for (; left > 0x7f; left = Math.floor(left / 128)) bytes.push((left % 128) | 0x80);
  return Uint8Array.from([...bytes, left]);
}

const join = (parts: readonly Uint8Array[]) => new Uint8Array(Buffer.concat(parts));
