import type { TreeColumns } from '../../tree/tree-columns';
import { ChangeCode, changeOf, isPresent } from '../../tree/version-bits';
import type { Term } from '../language/query';
import type { LookTest } from './attribute-tests';
import type { PathLook } from './path-look';

/** What a term asks of one change of a path. */
type OneChange = (look: PathLook, version: number) => boolean;

/**
 * The terms of a query about changes as one test: there is a change that they all are about (`layer:6 is:content`).
 * Where all of them are negated, there is no change that one of them is about. Null where there is no such term.
 */
export function changeTest(columns: TreeColumns, terms: readonly Term[]): LookTest | null {
  const wanted: OneChange[] = [];
  const unwanted: OneChange[] = [];
  for (const { test, isNegated } of terms) {
    const one = oneChange(columns, test, isNegated);
    if (one !== null) (isNegated ? unwanted : wanted).push(one);
  }
  if (wanted.length === 0 && unwanted.length === 0) return null;
  const { versionStart } = columns;
  return (look) => {
    for (let version = versionStart[look.node] ?? 0; version <= look.version; version++) {
      if (!isVersion(columns, version)) continue;
      const isAny = unwanted.some((test) => test(look, version));
      if (wanted.length === 0 && isAny) return false;
      if (wanted.length > 0 && !isAny && wanted.every((test) => test(look, version))) return true;
    }
    return wanted.length === 0;
  };
}

/** A version of the path as its life tells it: not the root that no layer declares, not a directory merely repeated. */
function isVersion({ versionLayer, versionBits }: TreeColumns, version: number): boolean {
  return versionLayer[version] !== 0 && changeOf(versionBits[version] ?? 0) !== ChangeCode.repeated;
}

function oneChange(columns: TreeColumns, test: Term['test'], isNegated: boolean): OneChange | null {
  const { versionStart, versionLayer, versionBits } = columns;
  if (test.kind === 'layer') {
    return (_, version) => {
      const layer = versionLayer[version] ?? 0;
      return layer >= test.from && layer <= test.to;
    };
  }
  if (test.kind === 'over') {
    return ({ node }, version) => {
      // What it stands over is the change before it, and nothing where that is a removal.
      const first = versionStart[node] ?? 0;
      let before = version - 1;
      while (before >= first && !isVersion(columns, before)) before--;
      if (before < first || !isPresent(versionBits[before] ?? 0)) return false;
      const layer = versionLayer[before] ?? 0;
      return layer >= test.from && layer <= test.to;
    };
  }
  if (test.kind !== 'is') return null;
  // That a path is not removed says that it is there, and nothing of changes.
  if (test.what === 'removed')
    return isNegated ? null : (look, version) => look.standing === 'removed' && version === look.version;
  const codes = CODES[test.what];
  return codes === undefined ? null : (_, version) => codes.includes(changeOf(versionBits[version] ?? 0));
}

const CODES: Readonly<Partial<Record<string, readonly number[]>>> = {
  added: [ChangeCode.added, ChangeCode.readded],
  content: [ChangeCode.content],
  meta: [ChangeCode.metadata],
  replaced: [ChangeCode.replaced],
};
