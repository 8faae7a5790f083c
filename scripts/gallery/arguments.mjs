import { resolve } from 'node:path';
import { root } from '../bootstrap/root.mjs';

const FOLDER = 'e2e/test-results/gallery';

/**
 * @param {readonly string[]} args
 * @returns {{ readonly pictures: string | null, readonly only: string }} The folder for pictures where some are asked for;
 *   and a part of the names of those.
 */
export function readGalleryArguments(args) {
  const after = (/** @type {string} */ flag) => {
    const at = args.indexOf(flag);
    const value = args[at + 1];
    return at < 0 || value === undefined || value.startsWith('--') ? null : value;
  };
  return {
    pictures: args.includes('--pictures') ? resolve(root, after('--pictures') ?? FOLDER) : null,
    only: after('--only') ?? '',
  };
}
