import { posix } from 'node:path';
import { importSpecifiers } from './import-specifiers.mjs';
import { rooms, testPackages } from './rooms.mjs';

/** @typedef {{ readonly path: string, readonly text: string }} SourceFile `path` relative to the checkout, with `/`. */

/**
 * The imports that no arrow allows, each as a line that says where, what and why not.
 *
 * @param {readonly SourceFile[]} files
 * @returns {string[]}
 */
export function findViolations(files) {
  return files.flatMap(({ path, text }) => {
    const room = roomOf(path);
    if (room === undefined) return [];
    return importSpecifiers(path, text)
      .filter((specifier) => !isAllowed(room, path, specifier))
      .map((specifier) => `${path} imports '${specifier}'\n  ${room.name}: ${room.why}`);
  });
}

/**
 * @param {string} path
 * @returns {import('./rooms.mjs').Room | undefined}
 */
export function roomOf(path) {
  return rooms
    .filter(({ folder }) => path.startsWith(`${folder}/`))
    .reduce((/** @type {import('./rooms.mjs').Room | undefined} */ best, room) => {
      return best === undefined || room.folder.length > best.folder.length ? room : best;
    }, undefined);
}

/**
 * @param {import('./rooms.mjs').Room} room
 * @param {string} path
 * @param {string} specifier
 */
function isAllowed(room, path, specifier) {
  const fromTest = isForTests(path);
  if (specifier.startsWith('.')) {
    const target = posix.join(posix.dirname(path), specifier);
    if (isForTests(`${target}/`) && !fromTest) return false;
    const targetRoom = roomOf(target) ?? roomOf(`${target}/`);
    if (targetRoom === undefined) return room.files?.includes(target) === true;
    return targetRoom === room || room.rooms.includes(targetRoom.name) || (fromTest && targetRoom.name === 'testing');
  }
  const allowed = fromTest ? [...room.packages, ...testPackages] : room.packages;
  return allowed.some((name) => (/[:/]$/.test(name) ? specifier.startsWith(name) : specifier === name));
}

/**
 * Tests, and the folders of what only they use: nothing that ships may import from there.
 * @param {string} path
 */
function isForTests(path) {
  return /\.(?:test|case)\.tsx?$|\/(?:testing|conformance)\//.test(path);
}
