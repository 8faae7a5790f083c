import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../bootstrap/root.mjs';

/**
 * Every TypeScript source of the given folders, tests too.
 * @param {readonly string[]} folders Relative to the checkout.
 * @returns {import('./find-violations.mjs').SourceFile[]}
 */
export function sourceFiles(folders) {
  return folders
    .flatMap((folder) => filesBelow(folder))
    .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }));
}

/**
 * @param {string} folder
 * @returns {string[]}
 */
function filesBelow(folder) {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return entry.name === 'node_modules' || entry.name === 'dist' ? [] : filesBelow(path);
    return /\.tsx?$/.test(entry.name) ? [path] : [];
  });
}
