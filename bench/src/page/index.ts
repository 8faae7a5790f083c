import type { Benchmark } from '../harness/benchmark';
import { firstPagePicture } from './first-picture';
import { oddImages } from './odd-images';
import { pictureFrames } from './picture-frames';
import { typeSearch } from './type-search';
import { useTree } from './use-tree';

/** What is measured in a browser, by `npm run bench:page`. To add one: a file in this folder and a line here. */
export const PAGE_BENCHMARKS: readonly Benchmark[] = [firstPagePicture, useTree, pictureFrames, typeSearch, oddImages];
