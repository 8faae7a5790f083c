/** Operating system and processor, as image index and config name them (OCI image spec, image-index.md). */
export interface Platform {
  readonly os: string;
  readonly architecture: string;
  readonly variant?: string;
  readonly osVersion?: string;
}

/** `attachment`: belongs to an image (attestation, signature, SBOM); `artifact`: no image at all (rules 18, 19). */
export type ImageKind = 'image' | 'attachment' | 'artifact';

/** One step of an image's history, the oldest first. */
export interface ImageStep {
  /** From 1. */
  readonly step: number;
  /** `created_by` as it stands; empty where there is none. */
  readonly createdBy: string;
  readonly createdAt: string | null;
  readonly comment: string | null;
  readonly author: string | null;
  /** The layer that the step made, from 1, the base; null for an empty step, or where the counts do not fit (rule 20). */
  readonly layer: number | null;
  readonly isEmpty: boolean;
}

/** What the product uses of an image's config (OCI image spec, config.md), bounded and checked. */
export interface ImageConfig {
  readonly platform: Platform | null;
  readonly createdAt: string | null;
  readonly author: string | null;
  readonly user: string | null;
  readonly workingDirectory: string | null;
  readonly entrypoint: readonly string[] | null;
  readonly command: readonly string[] | null;
  readonly environment: readonly string[];
  readonly labels: Readonly<Record<string, string>>;
  readonly exposedPorts: readonly string[];
  readonly volumes: readonly string[];
  readonly stopSignal: string | null;
  readonly steps: readonly ImageStep[];
}
