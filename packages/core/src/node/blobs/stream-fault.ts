import type { ProblemDetails } from '@stratascope/core';

/** Why a compressed stream cannot be read, or not to its end (rule 15). */
export class StreamFault extends Error {
  readonly code: 'stream-corrupt' | 'compression-unsupported' | 'limit-zstd-window';
  readonly details: ProblemDetails;

  constructor(code: StreamFault['code'], details: ProblemDetails, cause?: unknown) {
    super(code, { cause });
    this.name = 'StreamFault';
    this.code = code;
    this.details = details;
  }
}
