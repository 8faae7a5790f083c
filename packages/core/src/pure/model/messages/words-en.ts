import type { Facts } from './message';

/** What to do about a limit. */
export const raise = (name: string) => `If you trust it, start again with a higher --limit-${name}.`;

/** Names a JSON document at the start of a sentence, with the file that it is in where that is known. */
export function documentEn(f: Facts): string {
  const name = f.has('location') ? `${f.text('name')} in ${f.text('location')}` : f.text('name');
  switch (f.text('document')) {
    case 'manifest':
      return `The manifest ${name}`;
    case 'config':
      return `The configuration ${name}`;
    case 'index':
      return `The index ${name}`;
    default:
      return f.has('name') ? name : 'A document';
  }
}

const SHAPES_EN: Readonly<Record<string, string>> = {
  list: 'a list',
  object: 'an object',
  text: 'a text',
  number: 'a number',
  boolean: 'true or false',
  size: 'a size in bytes (a whole number, 0 or more)',
  digest: 'a digest',
  base64: 'data in base64',
  null: 'null',
  nothing: 'missing',
  negative: 'negative',
  fraction: 'a fraction',
  'too-large': 'too large',
};

/** “NAME: “layers” has to be a list, but is a text.” */
export function shapeEn(f: Facts): string {
  const word = (name: string) => SHAPES_EN[f.text(name)] ?? f.text(name);
  const value = f.has('at') ? `“${f.text('at')}”` : 'it';
  return `${documentEn(f)}: ${value} has to be ${word('expected')}, but is ${word('found')}.`;
}

const KINDS_EN: Readonly<Record<string, string>> = {
  png: 'a PNG picture',
  jpeg: 'a JPEG picture',
  gif: 'a GIF picture',
  webp: 'a WebP picture',
  pdf: 'a PDF document',
  zip: 'a ZIP archive',
  '7z': 'a 7-Zip archive',
  rar: 'a RAR archive',
  elf: 'a program (ELF)',
  exe: 'a Windows program',
  html: 'a text (a web page)',
  json: 'a text (a JSON document)',
  dockerfile: 'a text (a Dockerfile)',
  text: 'a text',
  sqlite: 'an SQLite database',
  qcow2: 'a disk image (QCOW2)',
  squashfs: 'a SquashFS file system',
  deb: 'a Debian package',
  ar: 'an ar archive',
  rpm: 'an RPM package',
  binary: 'a file of an unknown kind',
  zeros: 'nothing but zeros (a tar without members)',
  tar: 'a tar without manifest.json, repositories or index.json',
  'tar-empty': 'a tar without members',
  rootfs: 'the file system of a container (as docker export writes it), without layers',
  folder: 'a folder without oci-layout and index.json',
  'docker-folder': 'the unpacked folder of a docker save archive',
  device: 'a device, socket or pipe',
};

const COMPRESSIONS_EN: Readonly<Record<string, string>> = { gzip: 'gzip', zstd: 'zstd', xz: 'xz', bzip2: 'bzip2' };

/** “a PNG picture”, “gzip data that hold a text”. */
export function seemsEn(f: Facts): string {
  const kind = KINDS_EN[f.text('seems')] ?? 'a file of an unknown kind';
  const compression = COMPRESSIONS_EN[f.text('compression')];
  return compression === undefined ? kind : `${compression} data that hold ${kind}`;
}
