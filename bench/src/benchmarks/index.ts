import type { Benchmark } from '../harness/benchmark';
import { askTree } from './ask-tree';
import { holdImage } from './hold-image';
import { indexLargeGzip, indexLargePlain, indexSmallGzip } from './index-layer';
import { mergeFifty } from './merge-layers';
import { openIndex } from './open-index';
import { scanTar } from './scan-tar';

/** All benchmarks. To add one: a file in this folder and a line here. */
export const BENCHMARKS: readonly Benchmark[] = [
  indexLargeGzip,
  indexSmallGzip,
  indexLargePlain,
  scanTar,
  mergeFifty,
  openIndex,
  holdImage,
  askTree,
];
