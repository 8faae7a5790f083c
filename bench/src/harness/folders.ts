import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

// What is built has fewer folders than the source, so neither knows by `../` where it is.
const benchFolder = fileURLToPath(import.meta.url.replace(/\/bench\/(?:src|\.cache)\/.*$/, '/bench/'));

export const checkoutFolder = join(benchFolder, '..');

/** The programs as they were built. */
export const builtFolder = join(benchFolder, '.cache/built');

/** What is made for measuring, some gigabytes; may be deleted at any time. */
export const artifactFolder = process.env.STRATASCOPE_BENCH_CACHE ?? join(benchFolder, '.cache/artifacts');

/** The product as it was built. */
export const productFolder = join(checkoutFolder, 'apps/cli');
