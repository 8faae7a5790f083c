/** Takes unpacked bytes as they come; their memory is not used for others. False: no more are wanted. */
export type TakeBytes = (bytes: Uint8Array) => boolean;

/**
 * Unpacks one stream, fed piece by piece. What comes out, and where a fault is told, do not depend on how it was cut.
 *
 * Both calls throw {@link StreamFault} for what is wrong with the stream, when all that comes before it has been given.
 */
export interface Decompressor {
  /** How many pieces it may still look at when their write is done: their memory must not be used for others until then. */
  readonly heldPieces: number;
  /** Done when the next piece may come, which can be before this one has been unpacked. */
  write(piece: Uint8Array): Promise<void>;
  /** There is no more: done when all has been given. */
  end(): Promise<void>;
  /** Frees what is held; must be called in any case. */
  close(): void;
}
