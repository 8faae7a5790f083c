import { type TreeColumns, versionAt } from '../../tree/tree-columns';
import { isPresent } from '../../tree/version-bits';

/** Where a path stands as of a level: seen, gone, or only brought by a layer above it. */
export type PathStanding = 'live' | 'removed' | 'later';

/** A path as of the level at which it is judged: the one asked for, or that of the layer that first brings it. */
export class PathLook {
  node = 0;
  /** The level at which it is judged. */
  level = 0;
  standing: PathStanding = 'live';
  /** The newest version at that level. */
  version = 0;
  /** The version that is, or was last, seen. */
  seen = 0;
  readonly #columns: TreeColumns;
  readonly #level: number;
  readonly #withLater: boolean;

  constructor(columns: TreeColumns, level: number, withLater: boolean) {
    this.#columns = columns;
    this.#level = level;
    this.#withLater = withLater;
  }

  /** Looks at a path; false where it is none to be looked at: all its versions are above the level. */
  at(node: number): boolean {
    const { versionStart, versionLayer, versionBits } = this.#columns;
    const version = versionAt(this.#columns, node, this.#level);
    this.node = node;
    if (version < 0) {
      if (!this.#withLater) return false;
      const first = versionStart[node] ?? 0;
      this.version = first;
      this.seen = first;
      this.level = versionLayer[first] ?? 0;
      this.standing = 'later';
      return true;
    }
    const isThere = isPresent(versionBits[version] ?? 0);
    this.version = version;
    // A removal is always the version right behind one that was there.
    this.seen = isThere ? version : version - 1;
    this.level = this.#level;
    this.standing = isThere ? 'live' : 'removed';
    return true;
  }
}
