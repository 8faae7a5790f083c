/** Below this nothing is called a bomb: it fits on any disk and takes seconds. */
const ALWAYS_ALLOWED_BYTES = 1024 * 1024 * 1024;

/** Most bytes that `storedBytes` may unpack to: `ratio` times as many, once they pass 1 GiB (`limit-unpacked-ratio`). */
export function mostUnpackedBytes(storedBytes: number, ratio: number): number {
  return Math.max(ALWAYS_ALLOWED_BYTES, storedBytes * ratio);
}
