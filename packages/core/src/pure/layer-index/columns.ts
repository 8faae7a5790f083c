/** One column: elements of one width. */
export type Column = Uint8Array | Uint16Array | Uint32Array | Float64Array | BigInt64Array;

/**
 * All that a layer index holds, column by column, in the order of the binary form: what every merge reads first, what
 * few entries have last. A rare fact is a sorted column of entries beside columns of its own; texts are one column of
 * bytes and one of starts, which has one element more.
 */
export interface LayerColumns {
  readonly pathParent: Uint32Array;
  readonly nameStart: Uint32Array;
  readonly names: Uint8Array;
  readonly path: Uint32Array;
  readonly kind: Uint8Array;
  readonly mode: Uint16Array;
  /** Position in the owners' columns. */
  readonly owner: Uint8Array | Uint16Array | Uint32Array;
  readonly size: Uint32Array | Float64Array;
  /** Where the data begin, in blocks of 512 bytes: data in a tar always begin at a block. */
  readonly dataBlock: Uint32Array | Float64Array;
  readonly seconds: Uint32Array | BigInt64Array;
  /** Empty where no entry has a fraction. */
  readonly nanoseconds: Uint32Array;
  readonly ownerUid: Float64Array;
  readonly ownerGid: Float64Array;
  /** Two texts an owner: uname, gname. */
  readonly ownerTextStart: Uint32Array;
  readonly ownerText: Uint8Array;
  readonly hiddenEntry: Uint32Array;
  readonly linkEntry: Uint32Array;
  readonly linkPath: Uint32Array;
  readonly linkTextStart: Uint32Array;
  readonly linkText: Uint8Array;
  readonly deviceEntry: Uint32Array;
  readonly deviceMajor: Float64Array;
  readonly deviceMinor: Float64Array;
  /** An entry stands once for each of its attributes. */
  readonly xattrEntry: Uint32Array;
  /** Two texts an attribute: name, value. */
  readonly xattrTextStart: Uint32Array;
  readonly xattrText: Uint8Array;
  readonly sparseEntry: Uint32Array;
  /** First region of each sparse entry; one more element than entries. */
  readonly sparseStart: Uint32Array;
  /** Pairs: offset, length. */
  readonly sparseRegion: Float64Array;
  /** 32 bytes an entry; zeros for all but files. */
  readonly sha256: Uint8Array;
  /** JSON, as UTF-8. */
  readonly problems: Uint8Array;
}

/** Bytes of a SHA-256. */
export const SHA256_BYTES = 32;

/** Bytes of a tar's block: what data offsets are counted in. */
export const BLOCK_BYTES = 512;

export function columnsInOrder(columns: LayerColumns): readonly Column[] {
  return [
    columns.pathParent,
    columns.nameStart,
    columns.names,
    columns.path,
    columns.kind,
    columns.mode,
    columns.owner,
    columns.size,
    columns.dataBlock,
    columns.seconds,
    columns.nanoseconds,
    columns.ownerUid,
    columns.ownerGid,
    columns.ownerTextStart,
    columns.ownerText,
    columns.hiddenEntry,
    columns.linkEntry,
    columns.linkPath,
    columns.linkTextStart,
    columns.linkText,
    columns.deviceEntry,
    columns.deviceMajor,
    columns.deviceMinor,
    columns.xattrEntry,
    columns.xattrTextStart,
    columns.xattrText,
    columns.sparseEntry,
    columns.sparseStart,
    columns.sparseRegion,
    columns.sha256,
    columns.problems,
  ];
}
