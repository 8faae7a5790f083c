import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The absolute path that a person means: `~/x`, a `file:` address, or a path relative to `baseFolder`. */
export function resolveLocation(location: string, baseFolder: string): string {
  if (location === '~' || location.startsWith('~/')) return join(homedir(), location.slice(1));
  if (/^file:\/\//i.test(location)) {
    try {
      return fileURLToPath(location);
    } catch {
      // No address after all, but it may well be a name.
    }
  }
  return resolve(baseFolder, location);
}
