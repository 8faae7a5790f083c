import type { Benchmark } from '../harness/benchmark';
import { indexLargeGzip, indexLargePlain, indexSmallGzip } from './index-layer';

/** All benchmarks. To add one: a file in this folder and a line here. */
export const BENCHMARKS: readonly Benchmark[] = [indexLargeGzip, indexSmallGzip, indexLargePlain];
