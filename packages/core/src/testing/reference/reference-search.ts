import type { ByteString } from '../../pure/model/byte-string';
import type { EntryPath } from '../../pure/model/entry-path';
import type { GlobPart } from '../../pure/query/language/glob';
import type { GlobName, Query, Term, TermTest } from '../../pure/query/language/query';
import { byBytes, type ReferenceChange } from './reference-changes';
import type { ReferenceImage, ReferenceRow } from './reference-image';

/** A path that a search finds, and the live bytes that count at it (rule 23). */
export interface ReferenceMatch {
  readonly path: EntryPath;
  readonly bytes: number;
}

/**
 * What docs/search.md says, read out loud: each path of each level is asked every term, in the order of `ls`.
 *
 * Slow on purpose, over the reference image, and sharing nothing with the search but the query that was parsed.
 */
export function referenceSearch(
  image: ReferenceImage,
  query: Query,
  { level, withLater }: { readonly level: number; readonly withLater: boolean },
): readonly ReferenceMatch[] {
  const paths = new Set(image.levels.flatMap(({ rows }) => rows.map(({ path }) => path)));
  return [...paths].sort(byBytes).flatMap((path) => {
    const judged = judge(image, path, level, withLater);
    if (judged === null || !matches(image, judged, query.terms)) return [];
    const row = rowAt(image, path, level);
    const isCounted = row !== null && (row.firstName === null || row.firstName === path);
    return [{ path, bytes: isCounted ? row.node.inode.size : 0 }];
  });
}

/** A path as of the level at which it is judged. */
interface Judged {
  readonly path: EntryPath;
  readonly level: number;
  readonly standing: 'live' | 'removed' | 'later';
  readonly seen: ReferenceRow;
  /** Oldest first; directories merely repeated are none. */
  readonly changes: readonly (ReferenceChange & { readonly layer: number })[];
}

function judge(image: ReferenceImage, path: EntryPath, level: number, withLater: boolean): Judged | null {
  const first = image.levels.findIndex(({ level: at }) => rowAt(image, path, at) !== null);
  const isLater = first > level;
  if (isLater && !withLater) return null;
  const at = isLater ? first : level;
  const live = rowAt(image, path, at);
  const rows = image.levels.slice(0, at + 1).map((each) => rowAt(image, path, each.level));
  const seen = live ?? rows.findLast((row) => row !== null) ?? null;
  if (seen === null) return null;
  const changes = image.changes
    .slice(0, at)
    .flatMap((ofLayer, index) => ofLayer.map((change) => ({ ...change, layer: index + 1 })))
    .filter((change) => change.path === path && change.change !== 'repeated');
  return { path, level: at, standing: isLater ? 'later' : live === null ? 'removed' : 'live', seen, changes };
}

function rowAt(image: ReferenceImage, path: EntryPath, level: number): ReferenceRow | null {
  return image.levels[level]?.rows.find((row) => row.path === path) ?? null;
}

function matches(image: ReferenceImage, judged: Judged, terms: readonly Term[]): boolean {
  const ofChanges = terms.filter(isAboutChanges);
  const others = terms.filter((term) => !ofChanges.includes(term) || isRemoved(term));
  return (
    others.every(({ test, isNegated }) => holds(image, judged, test) !== isNegated) && hasChange(judged, ofChanges)
  );
}

const isRemoved = ({ test }: Term) => test.kind === 'is' && test.what === 'removed';

function isAboutChanges({ test, isNegated }: Term): boolean {
  if (test.kind === 'layer' || test.kind === 'over') return true;
  if (test.kind !== 'is') return false;
  return ['added', 'content', 'meta', 'replaced'].includes(test.what) || (test.what === 'removed' && !isNegated);
}

/** All are about one and the same change; if all are negated, none is about any. */
function hasChange(judged: Judged, terms: readonly Term[]): boolean {
  const wanted = terms.filter(({ isNegated }) => !isNegated);
  const unwanted = terms.filter(({ isNegated }) => isNegated);
  if (wanted.length === 0) {
    return !judged.changes.some((change) => unwanted.some(({ test }) => isAbout(judged, change, test)));
  }
  return judged.changes.some(
    (change) =>
      wanted.every(({ test }) => isAbout(judged, change, test)) &&
      !unwanted.some(({ test }) => isAbout(judged, change, test)),
  );
}

function isAbout(judged: Judged, change: Judged['changes'][number], test: TermTest): boolean {
  if (test.kind === 'layer') return change.layer >= test.from && change.layer <= test.to;
  if (test.kind === 'over') {
    const before = judged.changes.findLast(({ layer }) => layer < change.layer) ?? null;
    return before !== null && before.after !== null && before.layer >= test.from && before.layer <= test.to;
  }
  switch (test.kind === 'is' ? test.what : null) {
    case 'added':
      return change.change === 'added' || change.change === 're-added';
    case 'content':
      return change.change === 'content';
    case 'meta':
      return change.change === 'metadata';
    case 'replaced':
      return change.change === 'replaced';
    case 'removed':
      return judged.standing === 'removed' && change === judged.changes.at(-1);
    default:
      throw new Error('not about changes');
  }
}

function holds(image: ReferenceImage, judged: Judged, test: TermTest): boolean {
  const { path, seen } = judged;
  const { inode } = seen.node;
  const names = path === '/' ? [] : (path.slice(1).split('/') as ByteString[]);
  switch (test.kind) {
    case 'word':
      return lower(path).includes(test.text);
    case 'name-word':
      return lower(names.at(-1) ?? '').includes(test.text);
    case 'exact':
      return test.isAnchored
        ? names.join('/') === test.names.join('/')
        : names.length > 0 && names.slice(-test.names.length).join('/') === test.names.join('/');
    case 'glob': {
      const wanted = test.isAnchored ? test.names : (['any', ...test.names] as const);
      return names.length > 0 && matchesNames(wanted, names.map(lower));
    }
    case 'in':
      return path !== test.path && path.startsWith(test.path === '/' ? '/' : `${test.path}/`);
    case 'size':
      return inode.type === 'file' && inode.size >= test.least && inode.size <= test.most;
    case 'type':
      if (test.type === 'link') return inode.type === 'symlink';
      return test.type === 'dev' ? inode.type === 'char' || inode.type === 'block' : inode.type === test.type;
    case 'mode':
      return inode.mode === test.mode;
    case 'owner':
      return (test.uid === null || inode.uid === test.uid) && (test.gid === null || inode.gid === test.gid);
    case 'is':
      return isWhat(image, judged, test.what);
    case 'layer':
    case 'over':
      throw new Error('about changes');
  }
}

function isWhat(image: ReferenceImage, judged: Judged, what: string): boolean {
  const { inode } = judged.seen.node;
  switch (what) {
    case 'live':
    case 'removed':
      return judged.standing === what;
    case 'setuid':
      return (inode.mode & 0o4000) !== 0;
    case 'dup': {
      const inodes = new Set((image.levels[judged.level]?.rows ?? []).map(({ node }) => node.inode));
      const same = [...inodes].filter((other) => other.type === 'file' && other.sha256 === inode.sha256);
      return judged.standing === 'live' && inode.type === 'file' && inode.size > 0 && same.length > 1;
    }
    case 'dead':
      return judged.changes.some(({ layer, after }) => {
        const firstName = rowAt(image, judged.path, layer)?.firstName ?? judged.path;
        if (after?.inode.broughtBy !== layer || firstName !== judged.path || after.inode.size === 0) return false;
        return image.deaths.some((death) => death.inode === after.inode && death.by <= judged.level);
      });
    default:
      throw new Error(`is:${what} is about changes`);
  }
}

const lower = (bytes: string) => bytes.replace(/[A-Z]/g, (letter) => letter.toLowerCase());

function matchesNames(wanted: readonly GlobName[], names: readonly string[]): boolean {
  const [first, ...rest] = wanted;
  if (first === undefined) return names.length === 0;
  if (first === 'any') return names.some((_, at) => matchesNames(rest, names.slice(at))) || matchesNames(rest, []);
  const [name, ...others] = names;
  return name !== undefined && matchesParts(first, name) && matchesNames(rest, others);
}

function matchesParts(parts: readonly GlobPart[], name: string): boolean {
  const [first, ...rest] = parts;
  if (first === undefined) return name === '';
  if (first.kind === 'bytes') return name.startsWith(first.bytes) && matchesParts(rest, name.slice(first.bytes.length));
  const character = /^(?:[\xc0-\xff][\x80-\xbf]{0,3}|[\s\S])/.exec(name)?.[0] ?? '';
  if (first.kind === 'one') return character !== '' && matchesParts(rest, name.slice(character.length));
  return matchesParts(rest, name) || (character !== '' && matchesParts(parts, name.slice(character.length)));
}
