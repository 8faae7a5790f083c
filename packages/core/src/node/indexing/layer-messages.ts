import type { Digest, DigestAlgorithm, ErrorCode, Limits, ProblemDetails } from '@stratascope/core';
import type { Compression } from '../blobs/detect-compression';
import type { LayerFacts } from './read-layer-facts';
import type { UnpackedTar } from './unpack-tar';
import type { UnpackedFacts } from './unpacking';

/** What a worker is asked. One job at a time. */
export type LayerRequestMessage =
  | {
      readonly kind: 'read';
      readonly job: number;
      readonly blob: BlobMessage;
      readonly digestAlgorithm: DigestAlgorithm;
      readonly diffIdAlgorithm: DigestAlgorithm;
      readonly limits: Limits;
      /** The digest of the tar, which the blob itself is, is made elsewhere: here it says nothing. */
      readonly isDigestElsewhere: boolean;
    }
  | {
      /** The first part of reading by two: the blob and its unpacking. */
      readonly kind: 'unpack-into-ring';
      readonly job: number;
      readonly ring: SharedArrayBuffer;
      readonly blob: BlobMessage;
      readonly compression: Compression;
      readonly digestAlgorithm: DigestAlgorithm;
      readonly limits: Limits;
    }
  | {
      /** The second part: the unpacked bytes. */
      readonly kind: 'read-ring';
      readonly job: number;
      readonly ring: SharedArrayBuffer;
      readonly storedBytes: number;
      readonly diffIdAlgorithm: DigestAlgorithm;
      readonly limits: Limits;
    }
  | {
      readonly kind: 'digest';
      readonly job: number;
      readonly blob: BlobMessage;
      readonly digestAlgorithm: DigestAlgorithm;
    }
  | {
      readonly kind: 'unpack';
      readonly job: number;
      readonly blob: BlobMessage;
      readonly compression: Compression;
      /** Descriptor of the open file that is written: threads of one process share them. */
      readonly file: number;
      readonly digestAlgorithm: DigestAlgorithm;
    }
  | {
      readonly kind: 'unpack-tar';
      readonly job: number;
      readonly blob: BlobMessage;
      readonly compression: Compression;
      /** As above. */
      readonly file: number;
      readonly limits: Pick<Limits, 'zstdWindow' | 'unpackedRatio'>;
    }
  | { readonly kind: 'abort'; readonly job: number };

/** How another thread opens the same bytes, and knows that they are. */
export interface BlobMessage {
  readonly path: string;
  readonly offset: number;
  readonly size: number;
  readonly identity: string;
}

/** What it answers. */
export type LayerAnswerMessage =
  | { readonly kind: 'progress'; readonly job: number; readonly readBytes: number }
  | {
      readonly kind: 'facts';
      readonly job: number;
      readonly facts: Omit<LayerFacts, 'index'>;
      readonly index: ArrayBuffer | null;
    }
  | {
      readonly kind: 'unpacked';
      readonly job: number;
      readonly facts: Omit<UnpackedFacts, 'index'>;
      readonly index: ArrayBuffer | null;
    }
  | { readonly kind: 'digest'; readonly job: number; readonly digest: Digest }
  | { readonly kind: 'unpacked-tar'; readonly job: number; readonly unpacked: UnpackedTar }
  | { readonly kind: 'failed'; readonly job: number; readonly failure: Failure };

/** An error on its way between threads; `code` is null for one that is the file system's, or the program's own fault. */
export type Failure =
  | { readonly code: ErrorCode; readonly details: ProblemDetails }
  | {
      readonly code: null;
      readonly message: string;
      readonly system?: { readonly code: string; readonly syscall: string };
    };
