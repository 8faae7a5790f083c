import { join, latin1 } from '../tar/write-tar';

const MAX_BLOCK = 128 * 1024;
const MAGIC = Uint8Array.of(0x28, 0xb5, 0x2f, 0xfd);

/**
 * A zstd frame of raw and run-length blocks: valid, and hardly smaller than what it holds. It is here because Node 20
 * cannot write zstd; a frame asks for a window of 128 KiB.
 *
 * Source: RFC 8878, section 3.1.1, "Zstandard Frames".
 */
export function zstdFrame(bytes: Uint8Array): Uint8Array {
  // No content size, no check sum; window exponent 7 (1 KiB << 7), mantissa 0.
  const parts: Uint8Array[] = [MAGIC, Uint8Array.of(0x00, 7 << 3)];
  let at = 0;
  do {
    const block = bytes.subarray(at, at + MAX_BLOCK);
    at += block.length;
    parts.push(...zstdBlock(block, at >= bytes.length));
  } while (at < bytes.length);
  return join(parts);
}

/** A frame that every decoder passes over, e.g. between frames of data. */
export function zstdSkippableFrame(bytes: Uint8Array): Uint8Array {
  const head = new Uint8Array(8);
  new DataView(head.buffer).setUint32(0, 0x184d2a50, true);
  new DataView(head.buffer).setUint32(4, bytes.length, true);
  return join([head, bytes]);
}

/** The start of a frame that asks for a window of 2^`windowLog` bytes. */
export function zstdFrameOfWindow(windowLog: number): Uint8Array {
  return join([MAGIC, Uint8Array.of(0x00, (windowLog - 10) << 3), ...zstdBlock(latin1('x'), true)]);
}

function zstdBlock(block: Uint8Array, isLast: boolean): readonly Uint8Array[] {
  const isRun = block.length > 1 && block.every((byte) => byte === block[0]);
  const header = (block.length << 3) | ((isRun ? 1 : 0) << 1) | (isLast ? 1 : 0);
  const head = Uint8Array.of(header & 0xff, (header >> 8) & 0xff, header >> 16);
  return [head, isRun ? block.subarray(0, 1) : block];
}
