import type { TarFaultReason } from './tar-sink';

/** Thrown within this folder only, where a tar cannot be read on; the reader turns it into its `fault`. */
export class MalformedTar extends Error {
  readonly reason: TarFaultReason;
  /** For the limits: bytes of what is too large. */
  readonly size: number | undefined;

  constructor(reason: TarFaultReason, size?: number) {
    super(reason);
    this.name = 'MalformedTar';
    this.reason = reason;
    this.size = size;
  }
}
