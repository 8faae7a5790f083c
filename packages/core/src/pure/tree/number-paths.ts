import { END, type LayerPaths } from './layer-paths';
import { NameSort } from './name-sort';
import { STEP, type Steps } from './steps';
import { ROOT_NODE, type TreeColumns } from './tree-columns';

const SLASH = 0x2f;
/** No node: a path that no layer brings. */
export const NO_NODE = 0xffffffff;

/** The paths of all layers as nodes. */
export interface NumberedPaths extends Pick<TreeColumns, 'nodeCount' | 'parent' | 'nameStart' | 'names'> {
  /** How many nodes are below each. */
  readonly belowCount: Uint32Array;
  /** Node of each path of each layer, as {@link LayerPaths} numbers them; {@link NO_NODE} where no layer brings it. */
  readonly nodeOf: Uint32Array;
}

/**
 * Gives each path that some layer brings a number: its place in the order of `ls`, by the bytes of the full path, the
 * root first. A parent comes before its children, siblings stand by name, and what is below a directory stands together,
 * though not always right behind it (`/a`, `/a-b`, `/a/x`).
 *
 * Each directory is gone into once, in all layers at once, so that what is compared lies near one another in memory; no
 * table of all paths is needed, which would be waited for at each of them. Uses up the lists of `paths`.
 */
export function* numberPaths(paths: LayerPaths): Steps<NumberedPaths> {
  const numbering = new PathNumbering(paths);
  yield* numbering.run();
  return numbering.result();
}

/** A directory whose contents are being numbered. Siblings are paths that stand for all of their name. */
interface OpenDirectory {
  readonly node: number;
  /** Number of its first child. */
  readonly first: number;
  /** Its children in `siblings`: from where, and which is next. */
  readonly start: number;
  at: number;
  /** Directories that have their numbers while their contents have not; each one's name begins with the one's before. */
  readonly waiting: number[];
}

class PathNumbering {
  readonly #paths: LayerPaths;
  readonly #sort: NameSort;
  readonly #nodeOf: Uint32Array;
  readonly #parent: Uint32Array;
  readonly #belowCount: Uint32Array;
  readonly #nameStart: Uint32Array;
  readonly #names: Uint8Array;
  readonly #open: OpenDirectory[] = [];
  /** Children of all open directories, those of the innermost last. */
  readonly #siblings: Uint32Array;
  #siblingCount = 0;
  #count = 0;
  // What is being listed of a directory: the layer's path of it, the next child there; and how many were taken over.
  #listed = END;
  #child = END;
  #grouped = 0;

  constructor(paths: LayerPaths) {
    let most = 0;
    for (let path = 0; path < paths.count; path++) most += paths.isBrought[path] ?? 0;
    // The roots are there even if nothing brings them.
    most += paths.start.length;
    this.#paths = paths;
    this.#sort = new NameSort(paths);
    this.#nodeOf = new Uint32Array(paths.count).fill(NO_NODE);
    this.#parent = new Uint32Array(most);
    this.#belowCount = new Uint32Array(most);
    this.#nameStart = new Uint32Array(most + 1);
    this.#names = new Uint8Array(paths.names.length);
    this.#siblings = new Uint32Array(most);
  }

  *run(): Steps {
    let entered: number | null = this.#joinRoots();
    this.#number(entered, ROOT_NODE);
    for (;;) {
      if (entered !== null) {
        this.#beginList(entered);
        while (this.#listMore()) yield;
        while (this.#sort.step()) yield;
        const start = this.#siblingCount;
        while (this.#takeSiblings()) yield;
        this.#open.push({
          node: this.#nodeOf[entered] ?? ROOT_NODE,
          first: this.#count,
          start,
          at: start,
          waiting: [],
        });
        entered = null;
      }
      const directory = this.#open.at(-1);
      if (directory === undefined) return;
      const sibling = directory.at < this.#siblingCount ? (this.#siblings[directory.at] ?? END) : END;
      const waiting = directory.waiting.at(-1);
      if (waiting !== undefined && (sibling === END || !this.#comesBeforeContents(sibling, waiting))) {
        directory.waiting.pop();
        entered = waiting;
      } else if (sibling === END) {
        this.#belowCount[directory.node] = this.#count - directory.first;
        this.#siblingCount = directory.start;
        this.#open.pop();
      } else {
        directory.at++;
        if (this.#number(sibling, directory.node)) directory.waiting.push(sibling);
        if ((this.#count & (STEP - 1)) === 0) yield;
      }
    }
  }

  result(): NumberedPaths {
    const nodeCount = this.#count;
    const nameEnd = this.#nameStart[nodeCount] ?? 0;
    return {
      nodeOf: this.#nodeOf,
      nodeCount,
      parent: cut(this.#parent, nodeCount),
      belowCount: cut(this.#belowCount, nodeCount),
      nameStart: cut(this.#nameStart, nodeCount + 1),
      names: nameEnd === this.#names.length ? this.#names : this.#names.slice(0, nameEnd),
    };
  }
  /** Paths of one name in one directory are one list from here on; the roots' is the first. Returns its beginning. */
  #joinRoots(): number {
    const { start, count, next } = this.#paths;
    let last = 0;
    for (const root of start) {
      if (root === last || root === count) continue;
      next[last] = root;
      last = root;
    }
    return 0;
  }

  /** Numbers the path that `path` and those listed behind it are. Returns whether any layer has something in it. */
  #number(path: number, parent: number): boolean {
    const { firstChild, next, nameStart, names } = this.#paths;
    const node = this.#count++;
    const end = nameStart[path + 1] ?? 0;
    let nameEnd = this.#nameStart[node] ?? 0;
    for (let at = nameStart[path] ?? 0; at < end; at++) this.#names[nameEnd++] = names[at] ?? 0;
    this.#nameStart[node + 1] = nameEnd;
    this.#parent[node] = parent;
    let hasChildren = false;
    let same = path;
    do {
      this.#nodeOf[same] = node;
      if ((firstChild[same] ?? END) !== END) hasChildren = true;
      same = next[same] ?? END;
    } while (same !== END);
    return hasChildren;
  }

  #beginList(directory: number): void {
    this.#sort.clear();
    this.#listed = directory;
    this.#child = this.#paths.firstChild[directory] ?? END;
    this.#grouped = 0;
  }

  /** Goes on listing what all layers have in the directory. False: it is all listed. */
  #listMore(): boolean {
    const { firstChild, next } = this.#paths;
    const end = this.#sort.count + STEP;
    for (;;) {
      let child = this.#child;
      for (; child !== END; child = next[child] ?? END) {
        if (this.#sort.count === end) {
          this.#child = child;
          return true;
        }
        this.#sort.add(child);
      }
      this.#listed = next[this.#listed] ?? END;
      if (this.#listed === END) break;
      this.#child = firstChild[this.#listed] ?? END;
    }
    this.#child = END;
    return false;
  }

  /** Goes on taking over what was sorted, equal names as one. False: it is all taken. */
  #takeSiblings(): boolean {
    const { isBrought, next } = this.#paths;
    const { count } = this.#sort;
    const end = Math.min(this.#grouped + STEP, count);
    for (let place = this.#grouped; place < end; ) {
      const first = this.#sort.at(place);
      let last = first;
      let isAnyBrought = isBrought[first] === 1;
      for (place++; place < count && this.#sort.isAsBefore(place); place++) {
        const same = this.#sort.at(place);
        next[last] = same;
        last = same;
        isAnyBrought ||= isBrought[same] === 1;
      }
      next[last] = END;
      if (isAnyBrought) this.#siblings[this.#siblingCount++] = first;
      this.#grouped = place;
    }
    return this.#grouped < count;
  }

  /** Whether a sibling further on still sorts before `directory/…`: `a-b` does before `a/x`. */
  #comesBeforeContents(sibling: number, directory: number): boolean {
    const { nameStart, names } = this.#paths;
    const start = nameStart[directory] ?? 0;
    const length = (nameStart[directory + 1] ?? 0) - start;
    const siblingStart = nameStart[sibling] ?? 0;
    if ((nameStart[sibling + 1] ?? 0) - siblingStart <= length) return false;
    if ((names[siblingStart + length] ?? 0) > SLASH) return false;
    for (let at = 0; at < length; at++) if (names[start + at] !== names[siblingStart + at]) return false;
    return true;
  }
}

function cut(column: Uint32Array, length: number): Uint32Array {
  return column.length === length ? column : column.slice(0, length);
}
