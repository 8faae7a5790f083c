import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

/** What the first screen of an image has besides the page's entry, though it is loaded by `import()`. */
const PARTS = ['src/shell/image-page.tsx', 'src/views/inspector/inspector-view.tsx', 'src/i18n/en/index.ts'];

/**
 * Bytes of JavaScript, each file by gzip, that a browser has to have before it can show an image: the entries of Vite's
 * manifest, the parts of the first screen and all that they import statically. What loads later does not count.
 *
 * @param {string} folder The built page, with `.vite/manifest.json`.
 */
export function firstScreenBytes(folder) {
  /** @type {Record<string, { file: string, isEntry?: boolean, imports?: string[] }>} */
  const manifest = JSON.parse(readFileSync(join(folder, '.vite/manifest.json'), 'utf8'));
  const entries = Object.keys(manifest).filter((key) => manifest[key]?.isEntry === true);
  if (entries.length === 0) throw new Error(`The manifest in ${folder} has no entry.`);

  /** @type {Set<string>} */
  const files = new Set();
  const open = [...entries, ...PARTS.filter((part) => part in manifest)];
  for (let key = open.pop(); key !== undefined; key = open.pop()) {
    const chunk = manifest[key];
    if (chunk === undefined || files.has(chunk.file)) continue;
    files.add(chunk.file);
    open.push(...(chunk.imports ?? []));
  }
  return [...files].reduce((sum, file) => sum + gzipSync(readFileSync(join(folder, file))).length, 0);
}
