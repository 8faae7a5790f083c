import { QueryCache } from '../../tree/query-cache';
import type { TreeColumns } from '../../tree/tree-columns';

/** What a file is, as far as its name tells. The positions are what columns hold. */
export const FILE_KINDS = ['other', 'program', 'library', 'code', 'document', 'data', 'archive', 'media'] as const;
export type FileKind = (typeof FILE_KINDS)[number];

const ENDINGS: Readonly<Record<Exclude<FileKind, 'other' | 'program'>, string>> = {
  library: 'so a o la ko dll dylib lib node wasm jmod',
  code:
    'c cc cpp cs css cxx go h hh hpp inc java js jsx cjs mjs ts tsx mts lua m4 php pl pm pod py pyc pyi pyo pyx r rb rs ' +
    'scala sh bash sql swift tcl vim class el elc kt clj ml scm awk sed cmake mk map vue',
  document:
    'txt md rst html htm xml json yaml yml toml ini conf cfg csv tsv log pdf man po pot texi tex svg list md5sums',
  data: 'db sqlite sqlite3 bin dat onnx pt pth h5 hdf5 parquet npy npz pickle pkl model cache mo res idx pack rdb ldb mdb',
  archive: 'tar gz tgz bz2 xz zst zip jar war whl egg deb rpm apk gem nupkg 7z rar lz4 lzma cab crate',
  media: 'png jpg jpeg gif webp ico bmp tif tiff avif mp3 mp4 ogg wav flac webm mov avi ttf otf woff woff2 eot pfb pcf',
};

const LONGEST_ENDING = 7;
const DOT = 0x2e;

/** Position in {@link FILE_KINDS} by the key of an ending. */
const KIND_OF_ENDING: ReadonlyMap<number, number> = new Map(
  Object.entries(ENDINGS).flatMap(([kind, endings]) =>
    endings.split(' ').map((ending) => [endingKey(ending), FILE_KINDS.indexOf(kind as FileKind)] as const),
  ),
);
const LIBRARY = FILE_KINDS.indexOf('library');
const SHARED_OBJECT = endingKey('so');

const kinds = new QueryCache<Uint8Array>(1);

/** By node, positions in {@link FILE_KINDS}, from the names alone. One pass over the names when first asked. */
export function kindsByName(tree: object, { names, nameStart, nodeCount }: TreeColumns): Uint8Array {
  return kinds.get(tree, '', () => {
    const found = new Uint8Array(nodeCount);
    for (let node = 0; node < nodeCount; node++) {
      found[node] = kindOfName(names, nameStart[node] ?? 0, nameStart[node + 1] ?? 0);
    }
    return found;
  });
}

/** Position in {@link FILE_KINDS} of the name `names[start..end)`: by its ending, also of `lib.so.6.1`. */
function kindOfName(names: Uint8Array, start: number, end: number): number {
  let stop = end;
  for (;;) {
    let key = 0;
    let at = stop - 1;
    let isNumber = true;
    for (; at > start && names[at] !== DOT && stop - at <= LONGEST_ENDING; at--) {
      const byte = names[at] ?? 0;
      isNumber &&= byte >= 0x30 && byte <= 0x39;
      key = key * 0x80 + lower(byte);
    }
    if (at <= start || names[at] !== DOT) return 0;
    // `libc.so.6`: numbers behind the ending count for nothing.
    if (isNumber) {
      stop = at;
      continue;
    }
    const kind = KIND_OF_ENDING.get(key) ?? 0;
    return stop === end || key === SHARED_OBJECT ? kind : kind === LIBRARY ? 0 : kind;
  }
}

/** An ending as one number, read from its end as names are. */
function endingKey(ending: string): number {
  let key = 0;
  for (let at = ending.length - 1; at >= 0; at--) key = key * 0x80 + ending.charCodeAt(at);
  return key;
}

/** Of ASCII letters; bytes of other letters are in no ending. */
function lower(byte: number): number {
  return byte >= 0x41 && byte <= 0x5a ? byte + 0x20 : Math.min(byte, 0x7f);
}
