import { normalizePath, readOwnerNames, textToByteString } from '@stratascope/core';
import type { ContentReader, LoadedImage } from '@stratascope/core/node';
import type { OwnerNames } from '../present/present-state';
import { readFile } from './read-file';

/** A file of users that is larger than this is none. */
const LARGEST_FILE = 1024 ** 2;

/** Others wait for the same file, so whoever asked first may leave. */
const NEVER = new AbortController().signal;
const EMPTY: ReadonlyMap<number, string> = new Map();

/** By image, then by the entry that the file comes from: levels that have the same file share its names. */
const known = new WeakMap<LoadedImage, Map<string, Promise<ReadonlyMap<number, string>>>>();

/** The names that users and groups have at a level: what its own `/etc/passwd` and `/etc/group` say. */
export async function ownerNamesAt(image: LoadedImage, level: number, contents: ContentReader): Promise<OwnerNames> {
  const [users, groups] = await Promise.all([
    namesIn(image, '/etc/passwd', level, contents),
    namesIn(image, '/etc/group', level, contents),
  ]);
  return { users, groups };
}

async function namesIn(
  image: LoadedImage,
  path: string,
  level: number,
  contents: ContentReader,
): Promise<ReadonlyMap<number, string>> {
  const node = image.tree.find(normalizePath(textToByteString(path)) as NonNullable<ReturnType<typeof normalizePath>>);
  const state = node === null ? null : image.tree.stateAt(node, level);
  // A link is not followed: where it leads is another file's business.
  if (state?.source === undefined || state.source === null || state.type !== 'file' || state.size > LARGEST_FILE)
    return EMPTY;
  const files = known.get(image) ?? new Map<string, Promise<ReadonlyMap<number, string>>>();
  known.set(image, files);
  const key = `${state.source.layer} ${state.source.entry}`;
  const names =
    files.get(key) ??
    readFile(contents, image, state, NEVER)
      .then((file) => (file === null ? EMPTY : readOwnerNames(file)))
      .catch(() => {
        // Numbers are shown then; the next question tries again.
        files.delete(key);
        return EMPTY;
      });
  files.set(key, names);
  return await names;
}
