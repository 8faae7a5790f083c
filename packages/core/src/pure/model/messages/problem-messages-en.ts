import type { ProblemCode } from '../problem';
import type { Facts, Message } from './message';
import { documentEn, raise, shapeEn } from './words-en';

const where = ({ layer }: Facts) => (layer === null ? 'The image' : `Layer ${layer}`);
/** Before a sentence that goes on by itself. */
const lead = ({ layer }: Facts) => (layer === null ? '' : `Layer ${layer}: `);
const optional = (condition: boolean, text: string) => (condition ? text : '');
const say = (message: string, hint: string): Message => ({ message, hint });

const SAVE_AGAIN = 'Save or fetch the image again and compare.';
const NOTHING_TO_DO = 'Nothing has to be done.';

/** What each problem and note says in English. */
export const PROBLEM_MESSAGES_EN: Record<ProblemCode, (facts: Facts) => Message> = {
  artifact: (f) =>
    say(
      `${f.or('name', 'An entry of the index')} is not an image but an artifact${optional(f.has('artifactType'), ` of type ${f.text('artifactType')}`)}; it is listed and cannot be explored.`,
      'Choose one of the images of this location.',
    ),
  'bad-whiteout': (f) =>
    say(
      `${lead(f)}the whiteout ${f.path} names nothing valid; it has no effect.`,
      'The tool that made the layer wrote a wrong name; tell its makers, or build the layer anew.',
    ),
  'compression-unsupported': (f) =>
    say(
      `${where(f)} is compressed with ${f.text('compression')}, which cannot be read here. Its contents are not shown.`,
      'Unpack the layer, or save the image with gzip or zstd layers.',
    ),
  'config-missing': (f) =>
    say(
      `The configuration ${f.or('digest', f.text('name'))} of the image is not in ${f.or('location', 'the location')}. Layers are shown; history, platform and diff IDs are not known.`,
      'Save the image again with its configuration.',
    ),
  'diff-ids-mismatch': (f) =>
    say(
      `The configuration lists ${f.number('diffIds')} layers, the manifest ${f.number('layers')}. Layers without a diff ID cannot be checked.`,
      'Ask whoever built the image; its configuration does not belong to these layers.',
    ),
  'digest-invalid': (f) =>
    say(
      `${lead(f)}${isDiffId(f) ? `its diff ID ${f.quoted('digest')}` : f.quoted('digest')} is not a digest (sha256: and 64 small hex digits are needed). ${isDiffId(f) ? UNCHECKED : 'The blob is not looked for.'}`,
      `The ${isDiffId(f) ? 'configuration' : 'manifest'} is wrong; build or push the image again with a current tool.`,
    ),
  'digest-mismatch': (f) =>
    say(
      `${lead(f)}${capital(f, bytesOf(f))} ${f.text('what') === 'diff-id' ? 'unpack to' : 'have'} the digest ${f.text('actual')}, but ${f.text('expected')} was promised. Contents are shown all the same; do not trust this image.`,
      SAVE_AGAIN,
    ),
  'digest-unsupported': (f) =>
    say(
      `${lead(f)}${isDiffId(f) ? 'diff IDs' : 'digests'} of the kind ${f.quoted('algorithm')} ${isDiffId(f) ? `are not known. ${UNCHECKED}` : 'cannot be checked or looked up. The blob is not shown.'}`,
      'sha256 and sha512 are known; build or push the image again with one of them.',
    ),
  'entry-type-skipped': (f) =>
    say(
      `${lead(f)}${f.path} has the type ${f.quoted('type')}, which no container runtime unpacks; it is skipped.`,
      NOTHING_TO_DO,
    ),
  'global-header-ignored': (f) =>
    say(
      `${lead(f)}a pax global header${optional(f.has('offset'), ` at offset ${f.number('offset')}`)} is passed over, as container runtimes do.`,
      NOTHING_TO_DO,
    ),
  'hardlink-target-missing': (f) =>
    say(
      `${lead(f)}the hard link ${f.path} points to ${f.text('target')}, which is not there; the link is left out.`,
      'Container runtimes refuse such a layer; build it anew.',
    ),
  'hardlink-to-directory': (f) =>
    say(
      `${lead(f)}the hard link ${f.path} points to the directory ${f.text('target')}; no file system allows that; the link is left out.`,
      'Container runtimes refuse such a layer; build it anew.',
    ),
  'history-absent': () =>
    say('The image has no history; layers are shown without the steps that made them.', NOTHING_TO_DO),
  'history-mismatch': (f) =>
    say(
      `The history has ${f.number('steps')} steps with a layer, the image ${f.number('layers')} layers. Steps are shown apart from the layers.`,
      'The tool that built the image wrote a wrong history; the layers are not touched by that.',
    ),
  'images-left-out': (f) =>
    say(
      `${f.or('location', 'The location')} lists more than ${f.number('limit')} images; those after them are not shown.`,
      'Open an archive of just the image that you want to see, or start again with a higher --limit-images.',
    ),
  'implied-over-declared': (f) =>
    say(
      `${where(f)} needs the folder ${f.path} without declaring it; Docker gives it default attributes, other tools keep those below, as shown here.`,
      'Declare the folder in the layer to have the same everywhere.',
    ),
  'index-cycle': (f) =>
    say(
      `The index ${f.text('digest')} leads back to itself; what it names is left out.`,
      'No honest tool writes this; do not trust the image.',
    ),
  'json-bom': (f) =>
    say(
      `${documentEn(f)} begins with a byte order mark; it is read without it.`,
      'Other tools may refuse it; write it without the mark.',
    ),
  'json-duplicate-key': (f) =>
    say(
      `${documentEn(f)} has the key ${f.quoted('key')} twice; the last one counts. Other tools may take the first.`,
      'Write the document with each key once.',
    ),
  'json-shape': (f) => say(`${lead(f)}${shapeEn(f)}`, 'Build or save the image again with a current tool.'),
  'json-syntax': (f) => say(`${documentEn(f)} is not valid JSON at byte ${f.number('offset')}.`, SAVE_AGAIN),
  'layer-encrypted': (f) => say(`${where(f)} is encrypted; its contents cannot be shown.`, 'Decrypt the image first.'),
  'layout-version': (f) =>
    say(
      `oci-layout says version ${f.text('version')}; only 1.0.0 is known. It is read as 1.0.0.`,
      'If something is not shown as it should be, look for a newer version of this program.',
    ),
  'limit-entries': (f) => say(`${where(f)} has ${tooManyEn(f)}; what comes after them is not shown.`, raise('entries')),
  'limit-index-depth': (f) =>
    say(`Indexes are nested more than ${f.number('limit')} deep; they are not read on.`, raise('index-depth')),
  'limit-json-depth': (f) =>
    say(`${documentEn(f)} is nested more than ${f.number('limit')} deep; it is not read.`, raise('json-depth')),
  'limit-json-size': (f) =>
    say(
      `${documentEn(f)} has ${f.number('size')} bytes, more than the limit of ${f.number('limit')}; it is not read.`,
      raise('json-size'),
    ),
  'limit-json-values': (f) =>
    say(`${documentEn(f)} has more than ${f.number('limit')} values; it is not read.`, raise('json-values')),
  'limit-layers': (f) =>
    say(
      `An image has ${f.has('layers') ? f.number('layers') : 'more'} layers, more than ${f.number('limit')}; it is left out.`,
      raise('layers'),
    ),
  'limit-path-length': (f) =>
    say(
      `${lead(f)}an entry has a path (or link) of ${f.number('size')} bytes, more than ${f.number('limit')}; this entry is left out.${optional(f.has('begins') || f.hasPath, ` It begins with “${f.or('begins', f.path)}”.`)}`,
      raise('path-length'),
    ),
  'limit-pax-size': (f) =>
    say(
      `${lead(f)}an extension header of ${f.number('size')} bytes${optional(f.has('offset'), ` at offset ${f.number('offset')}`)} is larger than ${f.number('limit')} bytes (container runtimes refuse it too); the layer is read up to there.`,
      raise('pax-size'),
    ),
  'limit-unpacked-ratio': (f) =>
    say(
      `${lead(f)}${f.number('stored')} bytes unpack to more than ${f.number('unpacked')} (over ${f.number('limit')} times); this looks like a decompression bomb. The layer is not shown.`,
      raise('unpacked-ratio'),
    ),
  'limit-zstd-window': (f) =>
    say(
      `${lead(f)}its zstd data ask for a window of ${f.number('window')} bytes, more than ${f.number('limit')}; they are not unpacked.`,
      raise('zstd-window'),
    ),
  'manifest-missing': (f) =>
    say(
      f.count('count') > 1
        ? `${f.number('count')} manifests${optional(f.has('platforms'), ` (${f.text('platforms')})`)}, named by ${f.or('name', 'index.json')}, are not in ${f.or('location', 'the location')}; those images are left out.`
        : `The manifest ${f.text('digest')}${optional(f.has('platforms'), ` (${f.text('platforms')})`)}, named by ${f.or('name', 'index.json')}, is not in ${f.or('location', 'the location')}; that image is left out.`,
      'A copy may hold only some platforms; save or fetch the image with all of them to see the others.',
    ),
  'media-type-unknown': (f) =>
    say(
      `${where(f)} has the unknown media type ${f.text('mediaType')}; its bytes were recognized all the same and are shown.`,
      'Container runtimes may refuse the layer; push the image again with a known media type.',
    ),
  'member-link-loop': (f) =>
    say(`${lead(f)}the member ${f.text('member')} is a link that leads back to itself.`, SAVE_AGAIN),
  'member-not-a-file': (f) =>
    say(`${lead(f)}the member ${f.text('member')} is ${memberEn(f)}, not a file.`, SAVE_AGAIN),
  'member-outside': (f) =>
    say(
      `${lead(f)}${f.or('name', 'manifest.json (or a link)')} names ${f.text('target')}, which lies outside the archive. It is not opened.`,
      'No honest tool writes this; do not trust the image.',
    ),
  'member-repeated': (f) =>
    say(
      `The archive has ${f.text('member')} twice; the later one counts, as when Docker loads it.`,
      'Other tools may take the first; save the image again.',
    ),
  missing: (f) =>
    say(
      `${where(f)} is not in ${f.or('location', 'the location')}${optional(f.has('digest'), ` (${f.text('digest')})`)}. The other layers are shown.`,
      f.has('url')
        ? `It is a foreign layer, kept at ${f.text('url')}; nothing is fetched. Save the image with it to see its contents.`
        : 'Save or copy the image again with all its layers.',
    ),
  'parent-replaced': (f) =>
    say(
      `${where(f)} puts entries below ${f.path}, which is ${typeEn(f)} in the layers below; it becomes a folder, as in overlay-based engines, and what it was is hidden.`,
      'Write the entries below the target of the link instead (for example usr/bin for bin).',
    ),
  'path-escapes-root': (f) =>
    say(
      `${lead(f)}${f.path} climbs out of the root; the entry is ignored.`,
      'No honest tool writes this; do not trust the image.',
    ),
  'root-not-directory': (f) =>
    say(
      `${lead(f)}an entry for / itself is ${typeEn(f)}, not a directory; it is left out.`,
      'The tool that made the layer wrote a wrong entry; build the layer anew.',
    ),
  schema1: (f) =>
    say(
      `The manifest${optional(f.has('digest'), ` ${f.text('digest')}`)} is of Docker schema 1, which is no longer supported; that image is left out.`,
      'Pull and save the image with a current tool.',
    ),
  'size-mismatch': (f) =>
    say(
      `${f.layer === null ? `The ${documentKind(f)}` : where(f)} has ${f.number('actual')} bytes, but ${f.number('expected')} were promised. Contents are shown all the same.`,
      SAVE_AGAIN,
    ),
  'stream-corrupt': (f) =>
    say(
      `${lead(f)}the ${f.or('compression', 'compressed')} data are damaged or end early${optional(f.has('offset'), ` (at byte ${f.number('offset')}${optional(f.has('size'), ` of ${f.number('size')}`)})`)}. Entries up to there are shown.`,
      SAVE_AGAIN,
    ),
  'tar-corrupt': (f) =>
    say(
      `${lead(f)}the tar cannot be read on${optional(f.has('offset'), ` at offset ${f.number('offset')}`)}${optional(f.has('reason'), ` (${f.text('reason')})`)}. Entries before it are shown.`,
      SAVE_AGAIN,
    ),
  'text-not-utf8': (f) =>
    say(`${documentEn(f)} contains bytes that are not UTF-8; they are shown as \ufffd.`, NOTHING_TO_DO),
  'through-non-directory': (f) =>
    say(
      `${lead(f)}${f.path} goes through ${f.or('directory', 'a path')}, which the same layer made a link or file. Tools unpack this differently.`,
      'Build the layer anew, with the folder declared as a folder.',
    ),
  'whiteout-of-nothing': (f) => say(`${lead(f)}the whiteout ${f.path} hides nothing.`, NOTHING_TO_DO),
};

const isDiffId = (f: Facts) => f.text('what') === 'diff-id';
const UNCHECKED = 'Contents are shown, but cannot be checked against it.';

function tooManyEn(f: Facts): string {
  switch (f.text('what')) {
    case 'folders':
      return `names that imply more than ${f.number('limit')} folders that it does not have`;
    case 'text':
      return `names, links and attributes that are far too long (${f.number('limit')} bytes more than its entries may have)`;
    default:
      return `more than ${f.number('limit')} entries`;
  }
}

/** The first word of a sentence that no layer leads. */
const capital = (f: Facts, text: string) =>
  f.layer === null ? `${text.slice(0, 1).toUpperCase()}${text.slice(1)}` : text;

const DOCUMENT_KINDS: Readonly<Record<string, string>> = {
  manifest: 'manifest',
  config: 'configuration',
  index: 'index',
};

const documentKind = (f: Facts) => DOCUMENT_KINDS[f.text('what')] ?? 'blob';

const bytesOf = (f: Facts) => (f.layer === null ? `the bytes of the ${documentKind(f)}` : 'its bytes');

function memberEn(f: Facts): string {
  switch (f.text('type')) {
    case 'dir':
      return 'a folder';
    case 'fifo':
      return 'a FIFO';
    case 'sparse':
      return 'a sparse file that claims to be nearly all holes';
    default:
      return 'a device';
  }
}

const TYPES_EN: Readonly<Record<string, string>> = {
  file: 'a file',
  symlink: 'a symbolic link',
  hardlink: 'a hard link',
  char: 'a character device',
  block: 'a block device',
  fifo: 'a FIFO',
  dir: 'a directory',
};

const typeEn = (f: Facts) => TYPES_EN[f.text('type')] ?? 'no directory';
