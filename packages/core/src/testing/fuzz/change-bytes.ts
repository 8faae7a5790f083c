import { join } from '../tar/write-tar';
import { type CaseContext, randomBytes } from './case-context';

/** Damage that knows nothing of what it meets: bits, bytes, holes, cuts. `what` names the victim. */
export function changeBytes(bytes: Uint8Array, what: string, { random, note }: CaseContext): Uint8Array {
  if (bytes.length === 0) return bytes;
  const at = random.int(bytes.length);
  const length = 1 + random.int(Math.min(64, bytes.length - at));
  const changed = bytes.slice();
  switch (random.int(7)) {
    case 0: {
      const bit = random.int(8);
      note(`${what}: bit ${bit} of byte ${at} turned`);
      changed[at] = (changed[at] ?? 0) ^ (1 << bit);
      return changed;
    }
    case 1:
      note(`${what}: ${length} other bytes at ${at}`);
      changed.set(randomBytes(random, length), at);
      return changed;
    case 2:
      note(`${what}: ${length} zeros at ${at}`);
      return changed.fill(0, at, at + length);
    case 3:
      note(`${what}: cut at ${at}`);
      return changed.slice(0, at);
    case 4:
      note(`${what}: ${length} bytes taken out at ${at}`);
      return join([bytes.subarray(0, at), bytes.subarray(at + length)]);
    case 5:
      note(`${what}: ${length} bytes doubled at ${at}`);
      return join([bytes.subarray(0, at + length), bytes.subarray(at)]);
    default:
      note(`${what}: ${length} bytes more at the end`);
      return join([bytes, random.chance(50) ? new Uint8Array(length) : randomBytes(random, length)]);
  }
}
