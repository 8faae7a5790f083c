import { constants, crc32, deflateRawSync, gzipSync, inflateRawSync } from 'node:zlib';
import { join, latin1 } from '../tar/write-tar';
import { type CaseContext, randomBytes } from './case-context';
import { changeBytes } from './change-bytes';

const STRATEGIES = [
  constants.Z_DEFAULT_STRATEGY,
  constants.Z_HUFFMAN_ONLY,
  constants.Z_RLE,
  constants.Z_FIXED,
  constants.Z_FILTERED,
];

/** Bytes as gzip of one of its many forms, with something changed inside; the check sum mostly fits what comes out. */
export function oddGzip(bytes: Uint8Array, what: string, { random, note }: CaseContext): Uint8Array {
  const context: CaseContext = { random, note: (change) => note(`${what}: gzip: ${change}`) };
  const level = random.int(10);
  const strategy = random.pick(STRATEGIES);
  const middle = random.int(bytes.length + 1);
  const pieces = random.chance(30) ? [bytes.subarray(0, middle), bytes.subarray(middle)] : [bytes];
  context.note(`level ${level}, strategy ${strategy}, ${pieces.length} members`);
  const members = pieces.map((piece) => deflateRawSync(piece, { level, strategy }));
  const victim = random.int(members.length);
  const made = members.map((body, at) => {
    const piece = pieces[at] ?? bytes;
    return at === victim ? changedMember(body, piece, context) : member(header(0), body, piece);
  });
  return random.chance(75) ? join(made) : changeEnd(join(made), context);
}

function changedMember(body: Uint8Array, piece: Uint8Array, context: CaseContext): Uint8Array {
  const { random, note } = context;
  switch (random.int(5)) {
    case 0:
      return member(oddHeader(context), body, piece);
    case 1: {
      const changed = member(header(0), body, piece);
      note('another check sum or size');
      changed.set(randomBytes(random, 4), changed.length - (random.chance(50) ? 8 : 4));
      return changed;
    }
    case 2:
      return changeBytes(member(header(0), body, piece), 'member', context);
    default: {
      const changed = changeBytes(body, 'deflate data', context);
      return member(header(0), changed, inflated(changed) ?? piece);
    }
  }
}

function changeEnd(stream: Uint8Array, { random, note }: CaseContext): Uint8Array {
  const kind = random.int(4);
  note(`end of kind ${kind}`);
  switch (kind) {
    case 0:
      return join([stream, new Uint8Array(random.pick([1, 7, 512, 70_000]))]);
    case 1:
      return join([stream, new Uint8Array(3), gzipSync('after zeros')]);
    case 2:
      return join([stream, latin1('junk')]);
    default:
      return join([stream, header(0)]);
  }
}

function header(flags: number, ...fields: readonly Uint8Array[]): Uint8Array {
  return join([Uint8Array.of(0x1f, 0x8b, 8, flags, 0, 0, 0, 0, 0, 0xff), ...fields]);
}

/** Fields that hardly any writer uses; once in a while a flag without its field, or a magic number that is none. */
function oddHeader({ random, note }: CaseContext): Uint8Array {
  const flags = random.int(256);
  note(`header with flags ${flags.toString(2)}`);
  const extra = randomBytes(random, random.pick([0, 1, 50, 300]));
  const name = join([latin1(random.pick(['', 'layer.tar', 'x'.repeat(70_000)])), Uint8Array.of(0)]);
  const fields = [
    ...((flags & 4) !== 0 ? [Uint8Array.of(extra.length & 255, extra.length >> 8), extra] : []),
    ...((flags & 8) !== 0 ? [name] : []),
    ...((flags & 16) !== 0 ? [name] : []),
  ];
  const plain = header(flags, ...fields);
  const sum = (flags & 2) === 0 ? [] : [Uint8Array.of(crc32(plain) & 255, (crc32(plain) >> 8) & 255)];
  const whole = join([plain, ...sum]);
  if (random.chance(20)) whole[random.int(10)] = random.int(256);
  return whole;
}

function member(head: Uint8Array, body: Uint8Array, content: Uint8Array): Uint8Array {
  const trailer = new Uint8Array(8);
  new DataView(trailer.buffer).setUint32(0, crc32(content), true);
  new DataView(trailer.buffer).setUint32(4, content.length, true);
  return join([head, body, trailer]);
}

/** What changed data unpack to, if they still do. */
function inflated(body: Uint8Array): Uint8Array | null {
  try {
    return new Uint8Array(inflateRawSync(body, { maxOutputLength: 16 * 1024 * 1024 }));
  } catch {
    return null;
  }
}
