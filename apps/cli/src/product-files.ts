import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** What is built beside the command; null where it is not there, as when the command runs from source. */
export interface ProductFiles {
  /** The entry of worker threads that read layers. */
  readonly workerEntry: URL | null;
  readonly pageFolder: string | null;
  readonly samplesFolder: string | null;
}

/** @param folder Of the built command, with a trailing slash. */
export function productFilesIn(folder: URL): ProductFiles {
  const there = (name: string) => {
    const url = new URL(name, folder);
    return existsSync(url) ? url : null;
  };
  const path = (url: URL | null) => (url === null ? null : fileURLToPath(url));
  return {
    workerEntry: there('layer-worker.js'),
    pageFolder: path(there('web/')),
    samplesFolder: path(there('samples/')),
  };
}

/** Of a command that runs from source: layers are read in its own thread, and there is no page. */
export const NO_PRODUCT_FILES: ProductFiles = { workerEntry: null, pageFolder: null, samplesFolder: null };
