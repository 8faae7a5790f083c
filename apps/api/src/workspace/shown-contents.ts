import type { ContentsLimits } from '@stratascope/core';

/** How much is told of where a layer's bytes lie: the parts that the largest slab has room for, and its largest files. */
export const SHOWN_CONTENTS: ContentsLimits = { parts: 12, largest: 10 };
