import { join } from '../tar/write-tar';
import { type CaseContext, randomBytes } from './case-context';
import { changeBytes } from './change-bytes';
import { oddExtension } from './change-extension';
import { changeHeader } from './change-header';
import { oddSparse } from './change-sparse';
import { joinTar, nameOf, splitTar, type TarPart } from './tar-parts';

/** A sound tar with one to three changes inside; sizes and check sums are mostly repaired, so that readers get beyond them. */
export function changeTar(tar: Uint8Array, what: string, context: CaseContext): Uint8Array {
  const { random } = context;
  const within: CaseContext = { random, note: (change) => context.note(`${what}: ${change}`) };
  let parts = splitTar(tar);
  const times = 1 + random.int(3);
  for (let time = 0; time < times; time++) parts = changeParts(parts, within);
  return changeEnd(parts, within);
}

function changeParts(parts: readonly TarPart[], context: CaseContext): readonly TarPart[] {
  const { random, note } = context;
  const at = random.int(parts.length + 1);
  const part = parts[at];
  const insert = (more: readonly TarPart[]) => [...parts.slice(0, at), ...more, ...parts.slice(at)];
  const kind = random.int(100);
  if (part === undefined || kind < 15) return insert(oddSparse(context));
  if (kind < 40) return insert(oddExtension(context));
  if (kind < 85) return parts.map((each) => (each === part ? changeHeader(part, context) : each));
  if (kind < 90) {
    note(`${nameOf(part)} once more`);
    return insert([part]);
  }
  if (kind < 95) {
    note(`${nameOf(part)} left out`);
    return parts.filter((each) => each !== part);
  }
  note(`the contents of ${nameOf(part)} left out`);
  return parts.map((each) => (each === part ? { ...part, content: new Uint8Array() } : each));
}

/** Mostly the end mark of a sound tar. */
function changeEnd(parts: readonly TarPart[], context: CaseContext): Uint8Array {
  const { random, note } = context;
  if (random.chance(80)) return joinTar(parts);
  const endBlocks = random.pick([0, 1, 1, 3, 20]);
  const tar = joinTar(parts, endBlocks);
  if (random.chance(40)) return changeBytes(tar, 'bytes', context);
  note(`${endBlocks} blocks of zeros at the end`);
  return random.chance(50) ? tar : join([tar, randomBytes(random, random.pick([1, 100, 512, 1000]))]);
}
