import { bytesToByteString } from '../model/byte-string';

/**
 * Counts the packages that dpkg holds for installed: paragraphs with a name whose state is `installed` or waits for a
 * trigger, or that have none, as the single files of an image without a package manager.
 *
 * Source: deb-control(5) for the form, dpkg-query(1) for the states of a package.
 */
export function countDpkgPackages(file: Uint8Array): number {
  let count = 0;
  for (const paragraph of bytesToByteString(file).split(/\n[ \t]*\n/)) {
    if (!/^Package:[ \t]*\S/im.test(paragraph)) continue;
    const [, status] = /^Status:[ \t]*(.*)$/im.exec(paragraph) ?? [];
    if (status === undefined || /\s(?:installed|triggers-awaited|triggers-pending)[ \t]*$/.test(status)) count++;
  }
  return count;
}

/**
 * Counts the packages in apk's database: each has a line `P:` with its name.
 *
 * Source: apk-tools' installed database, v2.
 */
export function countApkPackages(file: Uint8Array): number {
  return bytesToByteString(file).match(/^P:\S/gm)?.length ?? 0;
}
