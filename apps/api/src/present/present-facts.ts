import type { EntryPath, ImageFacts } from '@stratascope/core';
import type { FactsAnswer } from '@stratascope/protocol';
import { presentPath } from './present-problem';

const pathOrNull = (path: EntryPath | null) => (path === null ? null : presentPath(path));

/** What the files of an image tell of it at a level. */
export function presentFacts(ref: FactsAnswer['ref'], level: number, facts: ImageFacts): FactsAnswer {
  const { distribution, packages, shell, kernel } = facts;
  return {
    ref,
    level,
    distribution: distribution === null ? null : { ...distribution, ...presentPath(distribution.path) },
    packages: packages.map((each) => ({ ...each, ...presentPath(each.path) })),
    shell: pathOrNull(shell),
    kernel: pathOrNull(kernel),
  };
}
