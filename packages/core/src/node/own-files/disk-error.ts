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
  if (!isFileSystemError(error)) return error;
  const reason = error.code ?? '';
  if (FULL.has(reason)) return new ImageError('disk-full', { details: { folder }, cause: error });
  if (!isAbout(error, folder)) return error;
  return new ImageError('data-folder-unwritable', { details: { folder, reason }, cause: error });
}

/** What was being written from fails by the same calls: only an error of the folder, or of one on the way to it, is its own. */
function isAbout({ path }: NodeJS.ErrnoException, folder: string): boolean {
  return path !== undefined && (path.startsWith(folder) || folder.startsWith(path));
}
