import { ImageError } from '@stratascope/core';

/** No room, no quota, or no file of that size. */
const FULL = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);

/** Whether an error is the file system's, and not one of what was being written. */
export function isFileSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'syscall' in error && 'code' in error;
}

/** What writing into the data folder can fail of, as an error of our own. */
export function asWriteError(error: unknown, folder: string, signal: AbortSignal): unknown {
  if (error instanceof ImageError) return error;
  if (signal.aborted) return new ImageError('cancelled', { cause: error });
  const isFull = isFileSystemError(error) && FULL.has(error.code ?? '');
  return isFull ? new ImageError('disk-full', { details: { folder }, cause: error }) : error;
}
