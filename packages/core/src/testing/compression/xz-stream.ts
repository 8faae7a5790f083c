import { crc32 } from 'node:zlib';
import { join } from '../tar/write-tar';

const MOST_OF_A_CHUNK = 0x10000;
const HEADER_MAGIC = Uint8Array.of(0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00);
/** The check of the blocks: CRC32. */
const FLAGS = Uint8Array.of(0, 1);

/**
 * An xz stream of one block whose LZMA2 chunks are stored as they are: valid, and no smaller than what it holds.
 *
 * Source: The .xz File Format, version 1.2.1, sections 2 to 4.
 */
export function xzStream(bytes: Uint8Array): Uint8Array {
  // One filter, LZMA2, with a dictionary of 64 KiB; padded to 8 bytes, its length in words of four less one.
  const blockHead = Uint8Array.of(2, 0, 0x21, 1, 8, 0, 0, 0);
  const blockHeader = join([blockHead, uint32(crc32(blockHead))]);
  const chunks: Uint8Array[] = [];
  for (let at = 0; at < bytes.length; at += MOST_OF_A_CHUNK) {
    const chunk = bytes.subarray(at, at + MOST_OF_A_CHUNK);
    // 1 begins with a new dictionary, 2 goes on with the old.
    chunks.push(Uint8Array.of(at === 0 ? 1 : 2, (chunk.length - 1) >> 8, (chunk.length - 1) & 0xff), chunk);
  }
  const packed = join([...chunks, Uint8Array.of(0)]);
  const unpadded = blockHeader.length + packed.length + 4;
  const block = join([blockHeader, packed, padding(packed.length), uint32(crc32(bytes))]);

  const records = join([Uint8Array.of(0, 1), variable(unpadded), variable(bytes.length)]);
  const indexHead = join([records, padding(records.length)]);
  const index = join([indexHead, uint32(crc32(indexHead))]);

  const footerEnd = join([uint32(index.length / 4 - 1), FLAGS]);
  const header = join([HEADER_MAGIC, FLAGS, uint32(crc32(FLAGS))]);
  return join([header, block, index, uint32(crc32(footerEnd)), footerEnd, Uint8Array.of(0x59, 0x5a)]);
}

function uint32(value: number): Uint8Array {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, value, true);
  return bytes;
}

function padding(length: number): Uint8Array {
  return new Uint8Array((4 - (length % 4)) % 4);
}

/** Seven bits a byte, the lowest first; the high bit says that more follow. */
function variable(value: number): Uint8Array {
  const bytes: number[] = [];
  let left = value;
  for (; left > 0x7f; left = Math.floor(left / 128)) bytes.push((left % 128) | 0x80);
  return Uint8Array.of(...bytes, left);
}
