import { type PaxRecord, tarMember } from '../tar/tar-member';
import { checksum, join, latin1, paxHeader } from '../tar/write-tar';
import type { CaseContext } from './case-context';
import { fieldOf } from './change-header';
import { oddNumber, oddNumberText } from './odd-values';
import { partsOf, resized, splitTar, type TarPart } from './tar-parts';

interface Region {
  readonly offset: number;
  readonly length: number;
}

interface SparseClaim {
  readonly name: Uint8Array;
  readonly realSize: number;
  readonly regions: readonly Region[];
  /** The stored bytes: mostly as many as the regions have. */
  readonly content: Uint8Array;
}

const MOST_CONTENT = 8000;

/** A sparse file in one of the four forms, whose map is true, or nearly. */
export function oddSparse(context: CaseContext): readonly TarPart[] {
  const { random, note } = context;
  const claim = randomClaim(context);
  const form = random.pick(['old', 'old', '0.0', '0.1', '1.0', '1.0'] as const);
  const map = claim.regions.slice(0, 4).map(({ offset, length }) => `${offset}+${length}`);
  note(
    `a sparse file (${form}) of ${claim.realSize}: ${claim.regions.length} regions ${map.join(' ')}, ${claim.content.length} bytes`,
  );
  switch (form) {
    case 'old':
      return [oldSparse(claim, context)];
    case '0.0':
    case '0.1':
      return sparseByRecords(claim, form, context);
    case '1.0':
      return sparseByData(claim, context);
  }
}

function randomClaim({ random }: CaseContext): SparseClaim {
  const count = random.pick([0, 1, 2, 3, 4, 5, 22, 26, 60]);
  let at = 0;
  const regions = Array.from({ length: count }, (): Region => {
    const offset = at + random.pick([0, 0, 1, 512, 513, 5000, 40_000]);
    const length = random.pick([0, 1, 2, 100, 512]);
    at = offset + length;
    // Overlaps, ends before its beginning, lies far out.
    if (random.chance(2)) return { offset: oddNumber(random), length };
    if (random.chance(2)) return { offset, length: oddNumber(random) };
    return { offset, length };
  });
  const stored = regions.reduce((sum, { length }) => sum + length, 0);
  const isTrue = stored >= 0 && stored <= MOST_CONTENT && random.chance(90);
  const realSize = random.chance(85) ? at + random.pick([0, 0, 1, 4096]) : oddNumber(random);
  const content = resized(new Uint8Array(), isTrue ? stored : random.int(600));
  return { name: latin1(random.pick(['a', 'b', 'a/s', 'c/s'])), realSize, regions, content };
}

/** Type `S`: four regions in the header, 21 in each block that follows. */
function oldSparse({ name, realSize, regions, content }: SparseClaim, { random }: CaseContext): TarPart {
  const [part] = partsOf([tarMember({ name, typeflag: 'S', content })]);
  if (part === undefined) throw new Error('a member is a part');
  const header = part.header;
  const rows = regions.map(({ offset, length }) => join([fieldOf(offset, 12), fieldOf(length, 12)]));
  header.set(latin1('ustar  \0'), 257);
  header.fill(0, 345);
  header.set(join(rows.slice(0, 4)), 386);
  const later = chunks(rows.slice(4), 21);
  header[482] = later.length > 0 || random.chance(2) ? 1 : 0;
  header.set(fieldOf(realSize, 12), 483);
  checksum(header);
  const blocks = later.map((chunk, position) => {
    const block = new Uint8Array(512);
    block.set(join(chunk));
    block[504] = position < later.length - 1 || random.chance(2) ? 1 : 0;
    return block;
  });
  return { header, map: join(blocks), content };
}

function sparseByRecords(claim: SparseClaim, form: '0.0' | '0.1', { random }: CaseContext): readonly TarPart[] {
  const { name, realSize, regions, content } = claim;
  const count = random.chance(95) ? String(regions.length) : oddNumberText(random);
  const numbers = regions.flatMap(({ offset, length }) => [decimal(offset), decimal(length)]);
  const map: PaxRecord[] =
    form === '0.1'
      ? [['GNU.sparse.map', numbers.join(random.chance(95) ? ',' : ', ')]]
      : numbers.map((number, at) => [at % 2 === 0 ? 'GNU.sparse.offset' : 'GNU.sparse.numbytes', number]);
  const records: PaxRecord[] = [['GNU.sparse.size', decimal(realSize)], ['GNU.sparse.numblocks', count], ...map];
  return [...splitTar(paxHeader('x', records)), ...partsOf([tarMember({ name, typeflag: '0', content })])];
}

/** The map stands as lines before the data, in blocks of its own, and counts as data. */
function sparseByData(claim: SparseClaim, { random }: CaseContext): readonly TarPart[] {
  const { name, realSize, regions, content } = claim;
  const count = random.chance(95) ? String(regions.length) : oddNumberText(random);
  const lines = [count, ...regions.flatMap(({ offset, length }) => [decimal(offset), decimal(length)])];
  const text = latin1(`${lines.join('\n')}${random.chance(97) ? '\n' : ''}`);
  const blocks = new Uint8Array(Math.ceil(text.length / 512) * 512);
  blocks.set(text);
  const records: PaxRecord[] = [
    ['GNU.sparse.major', '1'],
    ['GNU.sparse.minor', '0'],
    ['GNU.sparse.name', name],
    ['GNU.sparse.realsize', decimal(realSize)],
  ];
  const member = tarMember({ name: latin1('GNUSparseFile.0/x'), typeflag: '0', content: join([blocks, content]) });
  return [...splitTar(paxHeader('x', records)), ...partsOf([member])];
}

/** Digits only: large numbers too. */
function decimal(value: number): string {
  return BigInt(value).toString();
}

function chunks<T>(items: readonly T[], length: number): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(items.length / length) }, (_, at) =>
    items.slice(at * length, (at + 1) * length),
  );
}
