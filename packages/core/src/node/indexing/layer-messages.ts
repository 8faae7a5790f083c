import type { Digest, DigestAlgorithm, ErrorCode, Limits, ProblemDetails } from '@stratascope/core';
import type { Compression } from '../blobs/detect-compression';
import type { LayerFacts } from './read-layer-facts';

/** What a worker is asked. One job at a time. */
export type LayerRequestMessage =
  | {
      readonly kind: 'read';
      readonly job: number;
      readonly blob: BlobMessage;
      readonly digestAlgorithm: DigestAlgorithm;
      readonly diffIdAlgorithm: DigestAlgorithm;
      readonly limits: Limits;
      /** A second worker makes the digest of the tar; null: this one does it all. */
      readonly beside: BesideMessage | null;
    }
  | {
      readonly kind: 'digest-beside';
      readonly job: number;
      readonly ring: SharedArrayBuffer;
      /** The file that the bytes are read from; null where they come through the ring. */
      readonly blob: BlobMessage | null;
      readonly digestAlgorithm: DigestAlgorithm;
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
  | { readonly kind: 'abort'; readonly job: number };

/** How another thread opens the same bytes, and knows that they are. */
export interface BlobMessage {
  readonly path: string;
  readonly offset: number;
  readonly size: number;
  readonly identity: string;
}

/** How a worker reaches the one beside it. */
export interface BesideMessage {
  readonly ring: SharedArrayBuffer;
  /** The other one wants the bytes of the tar; else it reads them itself. */
  readonly isTaken: boolean;
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
  | { readonly kind: 'digest'; readonly job: number; readonly digest: Digest }
  | { readonly kind: 'failed'; readonly job: number; readonly failure: Failure };

/** An error on its way between threads; `code` is null for one that is the file system's, or the program's own fault. */
export type Failure =
  | { readonly code: ErrorCode; readonly details: ProblemDetails }
  | {
      readonly code: null;
      readonly message: string;
      readonly system?: { readonly code: string; readonly syscall: string };
    };
