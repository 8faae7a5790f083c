import { zstdCompressedFrame } from '../compression/zstd-compressed-frame';
import { zstdFrame, zstdSkippableFrame } from '../compression/zstd-frame';
import type { RandomSource } from '../random/random-source';
import { join, latin1 } from '../tar/write-tar';
import { type CaseContext, randomBytes } from './case-context';
import { changeBytes } from './change-bytes';

/** Compressing takes its time here. */
const MOST_COMPRESSED = 50_000;

/** A sound frame: of stored blocks, or really compressed in one of several ways. */
export function anyZstdFrame(bytes: Uint8Array, random: RandomSource): Uint8Array {
  if (random.chance(25) || bytes.length > MOST_COMPRESSED) return zstdFrame(bytes);
  return zstdCompressedFrame(bytes, {
    literals: random.pick(['raw', 'huffman', 'huffman']),
    tables: random.pick(['predefined', 'described', 'repeated']),
    blockBytes: random.pick([300, 2000, 20_000, 128 * 1024]),
  });
}

/** Bytes as one or two zstd frames, with something changed in a frame or block header, a block or between frames. */
export function oddZstd(bytes: Uint8Array, what: string, { random, note }: CaseContext): Uint8Array {
  const context: CaseContext = { random, note: (change) => note(`${what}: zstd: ${change}`) };
  const middle = random.int(bytes.length + 1);
  const pieces = random.chance(40) ? [bytes.subarray(0, middle), bytes.subarray(middle)] : [bytes];
  const frames = pieces.map((piece) => anyZstdFrame(piece, random));
  const victim = random.int(frames.length);
  const changed = frames.map((frame, at) => (at === victim ? changeFrame(frame, pieces[at] ?? bytes, context) : frame));
  if (random.chance(75)) return join(changed);
  const kind = random.int(5);
  context.note(`between or after frames: kind ${kind}`);
  const between = [
    zstdSkippableFrame(randomBytes(random, random.int(40))),
    // One that claims far more than there is.
    zstdSkippableFrame(new Uint8Array(8)).map((byte, at) => (at === 6 ? 0xff : byte)),
    new Uint8Array(12),
    latin1('junk'),
    Uint8Array.of(0x28, 0xb5),
  ][kind];
  return join(
    random.chance(50) ? [between ?? new Uint8Array(), ...changed] : [...changed, between ?? new Uint8Array()],
  );
}

function changeFrame(frame: Uint8Array, content: Uint8Array, context: CaseContext): Uint8Array {
  const { random, note } = context;
  const blocks = frame.subarray(6);
  switch (random.int(6)) {
    case 0: {
      const head = oddFrameHeader(content.length, context);
      return join([frame.subarray(0, 4), head, blocks]);
    }
    case 1: {
      const changed = frame.slice();
      const at = 6 + random.int(3);
      note(`block header: byte ${at - 6} other`);
      changed[at] = random.chance(50) ? (changed[at] ?? 0) ^ (1 << random.int(8)) : random.int(256);
      return changed;
    }
    case 2:
      return asCompressedBlock(frame, content, context);
    default:
      return changeBytes(frame, 'frame', context);
  }
}

/**
 * Flags of all kinds with fields that fit them; content size and window are true, or not.
 *
 * Source: RFC 8878, section 3.1.1.1, "Frame Header".
 */
function oddFrameHeader(contentBytes: number, { random, note }: CaseContext): Uint8Array {
  const flags = random.int(256) & (random.chance(80) ? 0xe4 : 0xff);
  const isSingle = (flags & 0x20) !== 0;
  const sizeBytes = [isSingle ? 1 : 0, 2, 4, 8][flags >> 6] ?? 0;
  const said = random.chance(70) ? contentBytes - (sizeBytes === 2 ? 256 : 0) : random.int(2 ** 31);
  const size = new Uint8Array(8);
  new DataView(size.buffer).setBigUint64(0, BigInt(Math.max(0, said)), true);
  if (random.chance(5)) size.fill(0xff);
  const window = isSingle ? [] : [random.chance(60) ? (random.int(18) << 3) | random.int(8) : random.int(256)];
  const dictionary = new Uint8Array([0, 1, 2, 4][flags & 3] ?? 0).fill(random.int(3));
  note(`frame header: flags ${flags.toString(2)}, window ${window.join()}, size ${said}`);
  return join([Uint8Array.of(flags, ...window), dictionary, size.subarray(0, sizeBytes)]);
}

/**
 * One block of the kind that is said to be compressed: literals of a random form, then sections that are mostly noise.
 *
 * Source: RFC 8878, section 3.1.1.3, "Compressed Blocks".
 */
function asCompressedBlock(frame: Uint8Array, content: Uint8Array, { random, note }: CaseContext): Uint8Array {
  const raw = content.subarray(0, 1000);
  const literalType = random.int(4);
  // Raw literals with a size of 12 bits; for other types the bits mean something else.
  const literalHead = (literalType & 3) | (1 << 2) | (raw.length << 4);
  const literals = literalType === 1 ? raw.subarray(0, 1) : raw;
  const sequences = random.chance(40) ? Uint8Array.of(0) : Uint8Array.of(1 + random.int(3), random.int(256));
  const noise = sequences.length === 1 && random.chance(90) ? new Uint8Array() : randomBytes(random, random.int(30));
  const body = join([Uint8Array.of(literalHead & 255, (literalHead >> 8) & 255), literals, sequences, noise]);
  note(`a compressed block of ${body.length} bytes, literals of type ${literalType}, sequences ${sequences.join(' ')}`);
  const blockHead = (body.length << 3) | (2 << 1) | 1;
  return join([frame.subarray(0, 6), Uint8Array.of(blockHead & 255, (blockHead >> 8) & 255, blockHead >> 16), body]);
}
