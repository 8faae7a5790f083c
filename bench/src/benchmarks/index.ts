import type { Benchmark } from '../harness/benchmark';
import { askServer } from './ask-server';
import { askTree } from './ask-tree';
import { besideDive, firstPicture } from './beside-dive';
import { holdImage } from './hold-image';
import { indexLargeGzip, indexLargePlain, indexLargeZstd, indexSmallGzip, indexTwoLayers } from './index-layer';
import { mergeFifty } from './merge-layers';
import { openIndex } from './open-index';
import { scanTar } from './scan-tar';
import { soak } from './soak';
import { startCommand, startServer } from './start';

/** All benchmarks. To add one: a file in this folder and a line here. */
export const BENCHMARKS: readonly Benchmark[] = [
  indexLargeGzip,
  indexSmallGzip,
  indexLargePlain,
  indexLargeZstd,
  indexTwoLayers,
  scanTar,
  mergeFifty,
  openIndex,
  holdImage,
  askTree,
  askServer,
  startCommand,
  startServer,
  besideDive,
  firstPicture,
  soak,
];
