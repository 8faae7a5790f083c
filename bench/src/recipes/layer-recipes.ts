import { type ContentKind, type ContentPools, contentPools } from './content-pools';
import { directoryTree, fileName } from './names';
import { type Random, seededRandom } from './random';
import { TAR_END, tarHeader, tarPadding } from './tar-blocks';

/** A layer's tar as pieces in order; the same bytes each time. */
export type LayerRecipe = () => Iterable<Uint8Array>;

const SEED = 20_26;
const FIRST_TIME = 1_700_000_000;

/** 20,000 files as of a distribution with compilers and languages: 1.0 GB, half of it in a few hundred large ones. */
export const largeFiles: LayerRecipe = function* () {
  const random = seededRandom(SEED);
  const pools = contentPools(SEED);
  const directories = directoryTree(random, 1600, 7);
  const sizes = scaledTo(
    978_000_000,
    Array.from({ length: 20_000 }, () => Math.min(60e6, random.logNormal(6000, 2.1))),
  );
  let position = 0;
  for (const size of sizes) {
    const directory = directories[Math.floor((position * directories.length) / sizes.length)] ?? 'usr';
    const name = `${directory}/${fileName(random, position)}`;
    yield tarHeader({ name, type: 'file', size, modifiedAtSeconds: FIRST_TIME + position }, { hasPax: true });
    yield* mixed(random, pools, size);
    yield tarPadding(size);
    position++;
  }
  yield TAR_END;
};

/** 100,000 files of about a kilobyte in 12,501 directories: 285 MB. */
export const smallFiles: LayerRecipe = function* () {
  const random = seededRandom(SEED + 1);
  const pools = contentPools(SEED + 1);
  const directories = directoryTree(random, 12_501, 8);
  let serial = 0;
  for (const directory of directories) {
    yield tarHeader({ name: `${directory}/`, type: 'dir', size: 0, modifiedAtSeconds: FIRST_TIME + serial });
    const share =
      Math.floor(((serial + 1) * 100_000) / directories.length) - Math.floor((serial * 100_000) / directories.length);
    for (let file = 0; file < share; file++) {
      const size = Math.min(400_000, Math.round(random.logNormal(1100, 1.09)));
      const name = `${directory}/${fileName(random, file)}`;
      yield tarHeader({ name, type: 'file', size, modifiedAtSeconds: FIRST_TIME + serial + file });
      yield* pools.cut('text', size);
      yield tarPadding(size);
    }
    serial++;
  }
  yield TAR_END;
};

/** Bytes of one kind in a row: a large file has parts. */
const PART_BYTES = 256 * 1024;

/** Content of one file. The kinds are weighed so that the whole layer shrinks to about three tenths. */
function* mixed(random: Random, pools: ContentPools, size: number): Iterable<Uint8Array> {
  for (let left = size; left > 0; left -= PART_BYTES) {
    yield* pools.cut(kindOf(random.next()), Math.min(left, PART_BYTES));
  }
}

function kindOf(chance: number): ContentKind {
  if (chance < 0.55) return 'text';
  return chance < 0.98 ? 'program' : 'packed';
}

/** The sizes as whole numbers whose sum is about `total`. */
function scaledTo(total: number, sizes: readonly number[]): readonly number[] {
  const sum = sizes.reduce((before, size) => before + size, 0);
  return sizes.map((size) => Math.round((size * total) / sum));
}
