import { createHash } from 'node:crypto';
import { type ByteString, bytesToByteString } from '../pure/model/byte-string';
import type { EntryType, SparseRegion, TarEntry, Timestamp } from '../pure/model/entry';
import { type PaxRecord, type TarMember, tarMember } from './tar/tar-member';
import { contentOffsets, join, latin1, type TarOptions, writeTar } from './tar/write-tar';

/** A name in a recipe: text is written as UTF-8, bytes as they are. */
export type Name = string | Uint8Array;

/** What a file holds: text as UTF-8, bytes as they are, or so many bytes that are all the same for the same number. */
export type Content = string | Uint8Array | number;

export interface EntryOptions {
  readonly mode?: number;
  readonly uid?: number;
  readonly gid?: number;
  readonly uname?: Name;
  readonly gname?: Name;
  /** Seconds since 1970; as text with a fraction, e.g. `-0.5`. */
  readonly mtime?: number | string;
  readonly xattrs?: Readonly<Record<string, Name>>;
}

/** An entry as it comes out of a tar, with its logical content (rule 14). */
export interface RecipeEntry extends TarEntry {
  /** Holes are zeros; empty for all but files. */
  readonly content: Uint8Array;
  /** Of the content, 32 bytes; null for all but files. */
  readonly sha256: Uint8Array | null;
}

/** 2024-03-01, the time of every entry that names none. */
const DEFAULT_SECONDS = 1_709_251_200n;

/** Begins the recipe of a layer; its methods add one entry each, in archive order. */
export function layer(): LayerRecipe {
  return new LayerRecipe();
}

/**
 * A layer said in code: the entries of its tar, in archive order.
 *
 * Names go into the tar as they are given (`./a`, `a//b` and `../x` too); nothing is sorted, doubled or left out.
 */
export class LayerRecipe {
  readonly #members: { readonly member: TarMember; readonly sparse: SparseContent | null }[] = [];

  dir(path: Name, options: EntryOptions = {}): this {
    const name = nameBytes(path);
    const slashed = name.at(-1) === 0x2f ? name : join([name, latin1('/')]);
    return this.#add(slashed, '5', { mode: 0o755, ...options });
  }

  file(path: Name, content: Content = '', options: EntryOptions = {}): this {
    return this.#add(path, '0', options, { content: contentBytes(content) });
  }

  symlink(path: Name, target: Name, options: EntryOptions = {}): this {
    return this.#add(path, '2', { mode: 0o777, ...options }, { link: nameBytes(target) });
  }

  /** Another name of `target`, which is a path from the root of the image. */
  hardlink(path: Name, target: Name, options: EntryOptions = {}): this {
    return this.#add(path, '1', options, { link: nameBytes(target) });
  }

  char(path: Name, deviceMajor: number, deviceMinor: number, options: EntryOptions = {}): this {
    return this.#add(path, '3', options, { deviceMajor, deviceMinor });
  }

  block(path: Name, deviceMajor: number, deviceMinor: number, options: EntryOptions = {}): this {
    return this.#add(path, '4', options, { deviceMajor, deviceMinor });
  }

  fifo(path: Name, options: EntryOptions = {}): this {
    return this.#add(path, '6', options);
  }

  /** Hides `path` in the levels below (rule 5). */
  whiteout(path: Name, options: EntryOptions = {}): this {
    const name = bytesToByteString(nameBytes(path));
    const slash = name.lastIndexOf('/') + 1;
    return this.#add(latin1(`${name.slice(0, slash)}.wh.${name.slice(slash)}`), '0', options);
  }

  /** Hides what the directory `path` has in the levels below (rule 6); `''` is the root. */
  opaque(path: Name, options: EntryOptions = {}): this {
    const directory = nameBytes(path);
    const slash = directory.length === 0 || directory.at(-1) === 0x2f ? '' : '/';
    return this.#add(join([directory, latin1(`${slash}.wh..wh..opq`)]), '0', options);
  }

  /** A file with holes, as pax sparse 0.1: `regions` are its data, all else reads as zeros. */
  sparse(
    path: Name,
    size: number,
    regions: readonly { readonly offset: number; readonly content: Content }[],
    options: EntryOptions = {},
  ): this {
    const contents = regions.map((region) => ({ offset: region.offset, bytes: contentBytes(region.content) }));
    const map = contents.map(({ offset, bytes }) => `${offset},${bytes.length}`).join(',');
    const pax: PaxRecord[] = [
      ['GNU.sparse.size', String(size)],
      ['GNU.sparse.numblocks', String(regions.length)],
      ['GNU.sparse.map', map],
    ];
    const content = join(contents.map(({ bytes }) => bytes));
    return this.#add(path, '0', options, { content, pax }, { size, regions: contents });
  }

  /** A member in raw: any type flag, any claim, any damage. */
  entry(member: Partial<TarMember> & Pick<TarMember, 'name' | 'typeflag'>): this {
    this.#members.push({ member: tarMember(member), sparse: null });
    return this;
  }

  /**
   * What a reader that follows rule 13 makes of {@link tar}, for recipes without damage: members of vendor types are
   * left out, all else stands as it was said.
   */
  entries(): readonly RecipeEntry[] {
    const offsets = contentOffsets(this.members());
    return this.#members.flatMap(({ member, sparse }, position) => {
      const type = ENTRY_TYPES[member.typeflag];
      return type === undefined ? [] : [recipeEntry(member, sparse, type, offsets[position] ?? 0)];
    });
  }

  members(): readonly TarMember[] {
    return this.#members.map(({ member }) => member);
  }

  /** The layer's uncompressed tar. */
  tar(options: TarOptions = {}): Uint8Array {
    return writeTar(this.members(), options);
  }

  #add(
    path: Name,
    typeflag: string,
    options: EntryOptions,
    fields: Partial<TarMember> = {},
    sparse: SparseContent | null = null,
  ): this {
    const xattrs = Object.entries(options.xattrs ?? {}).map(
      ([name, value]): PaxRecord => [`${XATTR_PREFIX}${name}`, nameBytes(value)],
    );
    const member = tarMember({
      name: nameBytes(path),
      typeflag,
      mode: options.mode ?? 0o644,
      uid: options.uid ?? 0,
      gid: options.gid ?? 0,
      uname: nameBytes(options.uname ?? ''),
      gname: nameBytes(options.gname ?? ''),
      mtime: options.mtime === undefined ? { seconds: DEFAULT_SECONDS, nanoseconds: 0 } : timestamp(options.mtime),
      ...fields,
      pax: [...(fields.pax ?? []), ...xattrs],
    });
    this.#members.push({ member, sparse });
    return this;
  }
}

interface SparseContent {
  readonly size: number;
  readonly regions: readonly { readonly offset: number; readonly bytes: Uint8Array }[];
}

const NOTHING = new Uint8Array(0);
const XATTR_PREFIX = 'SCHILY.xattr.';

const ENTRY_TYPES: Readonly<Record<string, EntryType>> = {
  '\0': 'file',
  '0': 'file',
  '1': 'hardlink',
  '2': 'symlink',
  '3': 'char',
  '4': 'block',
  '5': 'dir',
  '6': 'fifo',
  '7': 'file',
};

function recipeEntry(
  member: TarMember,
  sparse: SparseContent | null,
  type: EntryType,
  dataOffset: number,
): RecipeEntry {
  const isFile = type === 'file';
  const content = !isFile ? NOTHING : sparse === null ? member.content : withHoles(sparse);
  return {
    name: bytesToByteString(member.name),
    type,
    mode: member.mode & 0o7777,
    uid: member.uid,
    gid: member.gid,
    uname: bytesToByteString(member.uname),
    gname: bytesToByteString(member.gname),
    mtime: member.mtime,
    size: content.length,
    storedSize: isFile ? member.content.length : 0,
    dataOffset,
    sparse: sparse === null ? null : sparseRegions(sparse),
    link: bytesToByteString(member.link),
    deviceMajor: member.deviceMajor,
    deviceMinor: member.deviceMinor,
    xattrs: xattrsOf(member),
    content,
    sha256: isFile ? sha256(content) : null,
  };
}

/** Touching regions joined, empty ones dropped, as `TarEntry.sparse` has them. */
function sparseRegions({ regions }: SparseContent): readonly SparseRegion[] {
  const joined: { offset: number; length: number }[] = [];
  for (const { offset, bytes } of regions) {
    const last = joined.at(-1);
    if (bytes.length === 0) continue;
    if (last !== undefined && last.offset + last.length === offset) last.length += bytes.length;
    else joined.push({ offset, length: bytes.length });
  }
  return joined;
}

function withHoles({ size, regions }: SparseContent): Uint8Array {
  const logical = new Uint8Array(size);
  for (const { offset, bytes } of regions) logical.set(bytes, offset);
  return logical;
}

function xattrsOf(member: TarMember): ReadonlyMap<ByteString, Uint8Array> {
  const xattrs = new Map<ByteString, Uint8Array>();
  for (const [key, value] of member.pax) {
    if (!key.startsWith(XATTR_PREFIX)) continue;
    const name = bytesToByteString(nameBytes(key.slice(XATTR_PREFIX.length)));
    // In pax, an empty value removes the record.
    if (value.length === 0) xattrs.delete(name);
    else xattrs.set(name, nameBytes(value));
  }
  return xattrs;
}

/** Bytes of a name as the tar carries them. */
function nameBytes(name: Name): Uint8Array {
  return typeof name === 'string' ? new TextEncoder().encode(name) : name;
}

function contentBytes(content: Content): Uint8Array {
  return typeof content === 'number' ? new Uint8Array(content).fill(0x2e) : nameBytes(content);
}

/** Seconds since 1970, a number or text with a fraction. */
export function timestamp(mtime: number | string): Timestamp {
  const match = /^(-?)(\d+)(?:\.(\d{1,9}))?$/.exec(String(mtime));
  if (match === null) throw new Error(`not a time: ${mtime}`);
  const seconds = BigInt(match[2] ?? '0');
  const nanoseconds = Number((match[3] ?? '').padEnd(9, '0'));
  if (match[1] === '') return { seconds, nanoseconds };
  // A fraction counts onward from the whole second before it, on either side of 1970.
  return nanoseconds === 0
    ? { seconds: -seconds, nanoseconds }
    : { seconds: -seconds - 1n, nanoseconds: 1_000_000_000 - nanoseconds };
}

export function sha256(bytes: Uint8Array): Uint8Array {
  return new Uint8Array(createHash('sha256').update(bytes).digest());
}
