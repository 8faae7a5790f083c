import { CountedBytes } from './counted-bytes';
import type { Source } from './entry-table';
import { hardLinkNames } from './hard-links';
import { LevelSums } from './level-sums';
import type { TreeColumns } from './tree-columns';

/** What is worked out once for a level while it is looked at. */
export class LevelView {
  readonly level: number;
  /** The `hl` name of each inode that has several names here. */
  readonly linkNames: ReadonlyMap<Source, number>;
  readonly #columns: TreeColumns;
  #sums: LevelSums | null = null;

  constructor(columns: TreeColumns, level: number) {
    this.level = level;
    this.linkNames = hardLinkNames(columns, level);
    this.#columns = columns;
  }

  /** What counts at each node. */
  counted(): CountedBytes {
    return new CountedBytes(this.#columns, this.level, this.linkNames);
  }

  /** One pass over nodes and versions when first asked. */
  get sums(): LevelSums {
    this.#sums ??= new LevelSums(this.#columns, this.counted());
    return this.#sums;
  }
}

/** A level and the one it is compared with. */
const KEPT_LEVELS = 2;

/** Views of the levels asked last. */
export class LevelViews {
  readonly #columns: TreeColumns;
  #views: readonly LevelView[] = [];

  constructor(columns: TreeColumns) {
    this.#columns = columns;
  }

  at(level: number): LevelView {
    const newest = this.#views[0];
    if (newest?.level === level) return newest;
    const view = this.#views.find((kept) => kept.level === level) ?? new LevelView(this.#columns, level);
    this.#views = [view, ...this.#views.filter((kept) => kept !== view)].slice(0, KEPT_LEVELS);
    return view;
  }
}
