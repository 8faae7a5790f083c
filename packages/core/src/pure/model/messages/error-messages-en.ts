import type { ErrorCode } from '../image-error';
import type { Facts, Message } from './message';
import { queryReasonEn } from './query-reasons-en';
import { documentEn, raise, seemsEn, shapeEn } from './words-en';

const say = (message: string, hint: string): Message => ({ message, hint });
const optional = (condition: boolean, text: string) => (condition ? text : '');
const file = (f: Facts) => f.or('location', 'The location');

const HOW_TO_SAVE = 'Save an image with “docker save -o image.tar NAME”, or as an OCI layout.';
const FETCH_AGAIN = 'It may be an incomplete download; fetch or save the image again.';

/** What each error says in English. */
export const ERROR_MESSAGES_EN: Record<ErrorCode, (facts: Facts) => Message> = {
  'archive-corrupt': (f) =>
    say(
      `The archive ${file(f)} is damaged${optional(f.has('offset'), ` at byte ${f.number('offset')}`)}: its tar cannot be read on${optional(f.has('reason'), ` (${f.text('reason')})`)}.`,
      FETCH_AGAIN,
    ),
  'artifact-only': (f) =>
    say(
      `${file(f)} holds no image, only ${f.count('artifacts') === 1 ? 'an artifact' : `${f.number('artifacts')} artifacts`}${optional(f.has('artifactType'), ` (${f.text('artifactType')})`)}. There are no layers to show.`,
      'Use the tool that the artifact was made for.',
    ),
  'compression-unsupported': (f) =>
    say(
      `${file(f)} is compressed with ${f.text('compression')}, which cannot be read here.`,
      'Unpack it first, or compress it with gzip, zstd or xz.',
    ),
  'digest-invalid': (f) =>
    say(
      `${f.quoted('digest')} is not a digest (sha256: and 64 small hex digits are needed); the manifest is not looked for.`,
      'The index is wrong; build or save the image again with a current tool.',
    ),
  'empty-file': (f) =>
    say(`${file(f)} is empty (0 bytes).`, 'The command that wrote it may have failed; save the image again.'),
  'index-missing': (f) =>
    say(
      `${file(f)} has blobs but no index.json: which image is meant cannot be known.`,
      'Copy the whole layout, with index.json and oci-layout.',
    ),
  'json-shape': (f) => say(shapeEn(f), 'Build or save the image again with a current tool.'),
  'json-syntax': (f) => say(`${documentEn(f)} is not valid JSON at byte ${f.number('offset')}.`, FETCH_AGAIN),
  'limit-index-depth': (f) =>
    say(
      `${file(f)}: its indexes are nested more than ${f.number('limit')} deep; they are not read on.`,
      raise('index-depth'),
    ),
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
      `${file(f)}: an image has ${f.has('layers') ? f.number('layers') : 'more'} layers, more than ${f.number('limit')}; it is not read.`,
      raise('layers'),
    ),
  'limit-members': (f) =>
    say(
      `The archive ${file(f)} has more than ${f.number('limit')} members, or their names take up too much; it is not read.`,
      raise('members'),
    ),
  'limit-open-images': (f) =>
    say(
      `${file(f)} is not opened: with it ${f.number('images')} images would be open, more than ${f.number('limit')}.`,
      'Close what you do not need, or start again with a higher --limit-open-images.',
    ),
  'limit-data-size': (f) =>
    say(
      `${file(f)} is not kept: the data folder${optional(f.has('folder'), ` ${f.text('folder')}`)} may hold ${f.number('limit')} bytes of such files.`,
      'Close uploads that you do not need, or start again with a higher --limit-data-size.',
    ),
  'limit-unpacked-ratio': (f) =>
    say(
      `${file(f)}: ${f.number('stored')} bytes unpack to more than ${f.number('unpacked')} (over ${f.number('limit')} times); this looks like a decompression bomb.`,
      raise('unpacked-ratio'),
    ),
  'limit-zstd-window': (f) =>
    say(
      `${file(f)}: its zstd data ask for a window of ${f.number('window')} bytes, more than ${f.number('limit')}; they are not unpacked.`,
      raise('zstd-window'),
    ),
  'location-changed': (f) =>
    say(`${file(f)} has changed since it was opened; what was shown is no longer there.`, 'Open it again (Reload).'),
  'location-missing': (f) =>
    say(`${file(f)} is not there.`, 'Check the path; it is taken from the folder in which the command was typed.'),
  'location-unreadable': (f) =>
    say(
      `${file(f)} cannot be read${optional(f.has('reason'), ` (${f.text('reason')})`)}.`,
      'Check that you may read it, and all folders on the way to it.',
    ),
  'manifest-missing': (f) =>
    say(
      `The manifest ${f.text('digest')}, named by ${f.or('name', 'index.json')}, is not in ${file(f)}.`,
      'Save or copy the image again with all its blobs.',
    ),
  'no-images': (f) => say(`${file(f)} lists no image.`, HOW_TO_SAVE),
  'not-an-image': (f) =>
    say(
      `${file(f)} is not a container image: it is ${seemsEn(f)}.`,
      f.text('seems') === 'docker-folder'
        ? 'Open the archive that it was unpacked from, or pack it again with tar.'
        : HOW_TO_SAVE,
    ),
  schema1: (f) =>
    say(
      `${file(f)}: its manifest is of Docker schema 1, which is no longer supported and cannot be read here.`,
      'Pull and save the image with a current tool.',
    ),
  'stream-corrupt': (f) =>
    say(
      `${file(f)}: the ${f.or('compression', 'compressed')} data are damaged or end early${optional(f.has('offset'), ` (at byte ${f.number('offset')}${optional(f.has('size'), ` of ${f.number('size')}`)})`)}.`,
      FETCH_AGAIN,
    ),
  'upload-too-large': (f) =>
    say(
      `What was sent has more than ${f.number('limit')} bytes; it is not kept.`,
      'Open the file by its path instead, or start again with a higher --limit-upload-size.',
    ),
  'data-folder-unwritable': (f) =>
    say(
      `The data folder${optional(f.has('folder'), ` ${f.text('folder')}`)} cannot be written to${optional(f.has('reason'), ` (${f.text('reason')})`)}.`,
      'Check that you may write there, or name another folder with --data-dir.',
    ),
  'disk-full': (f) =>
    say(
      `There is no room left in the data folder${optional(f.has('folder'), ` ${f.text('folder')}`)}.`,
      'Make room, or name another folder with --data-dir.',
    ),
  cancelled: () => say('The work was cancelled.', 'Start it again when you want to.'),
  'image-ambiguous': (f) =>
    say(
      `${file(f)} holds ${f.number('count')} images; which one is meant is not clear.`,
      'Choose one with --image NAME or DIGEST, and --platform OS/ARCH where there are several.',
    ),
  'image-unknown': (f) =>
    say(
      `${file(f)} holds no image ${f.quoted('image')}.`,
      f.has('names') ? `It has ${f.text('names')}.` : 'List its images with the command inspect.',
    ),
  'platform-unknown': (f) =>
    say(
      `${file(f)} holds no image for the platform ${f.quoted('platform')}.`,
      f.has('platforms') ? `It has ${f.text('platforms')}.` : 'List its platforms with the command inspect.',
    ),
  'level-unknown': (f) =>
    say(
      `There is no level ${f.text('level')}.`,
      `Levels go from 0, the empty root, to ${f.has('layers') ? f.number('layers') : 'the number of layers'}.`,
    ),
  'layer-unknown': (f) =>
    say(
      `There is no layer ${f.text('layer')}.`,
      `Layers are numbered from 1, the base, to ${f.has('layers') ? f.number('layers') : 'their number'}.`,
    ),
  'path-unknown': (f) =>
    say(
      `${f.hasPath ? f.path : f.or('path', 'The path')} is not in the image${optional(f.has('level'), ` at level ${f.number('level')}`)}.`,
      'Check its spelling; “why” tells the life of a path that was removed.',
    ),
  'not-a-file': (f) =>
    say(
      `${f.hasPath ? f.path : f.or('path', 'The path')} is not a regular file; it has no contents to show.`,
      'Name a file.',
    ),
  usage: (f) => say(f.or('reason', 'The command was not understood.'), 'See --help.'),
  'query-invalid': (f) =>
    say(
      `The search is not understood${optional(f.has('found'), ` at ${f.quoted('found')} (character ${f.count('offset') + 1})`)}: ${queryReasonEn(f)}.`,
      `Expected: ${f.text('expected')}. See docs/search.md.`,
    ),
  'request-invalid': (f) =>
    say(
      `The request was not understood${optional(f.has('reason'), `: ${f.text('reason')}`)}.`,
      'See docs/http-api.md.',
    ),
  unauthorized: () =>
    say(
      'This server answers only those who have its token.',
      'Open the whole address that the command printed, with “?token=”; programs send “Authorization: Bearer TOKEN”.',
    ),
  forbidden: (f) =>
    say(
      `This server does not do that${optional(f.has('reason'), `: ${f.text('reason')}`)}.`,
      'Open the address that the command printed when it started.',
    ),
  'not-found': () => say('There is nothing at this address.', 'See docs/http-api.md for what there is.'),
  internal: () => say('Something went wrong in this program.', 'Please report it, with what you did.'),
};
