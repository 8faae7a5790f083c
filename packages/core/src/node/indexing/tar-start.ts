import { type Limits, TarReader } from '@stratascope/core';

/** How many bytes {@link isTarStart} wants to see: one header. */
export const TAR_START_BYTES = 512;

/** Whether bytes begin as a tar does: with a header whose check sum is right, or with the zeros of an empty one. */
export function isTarStart(first: Uint8Array): boolean {
  const sink = { entry() {}, data() {}, entryEnd() {}, problem() {} };
  const limits: Pick<Limits, 'pathLength' | 'paxSize'> = {
    pathLength: TAR_START_BYTES,
    paxSize: Number.MAX_SAFE_INTEGER,
  };
  const reader = new TarReader(sink, { pathBytes: limits.pathLength, paxBytes: limits.paxSize });
  reader.write(first.subarray(0, TAR_START_BYTES));
  return first.length >= TAR_START_BYTES && reader.fault === null;
}
