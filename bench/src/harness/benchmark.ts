import type { Artifacts } from '../recipes/artifacts';
import type { Row } from './row';

export interface Benchmark {
  /** What it is asked for by on the command line. */
  readonly name: string;
  /** One line, for people. */
  readonly title: string;
  readonly run: (context: BenchmarkContext) => Promise<readonly Row[]>;
}

export interface BenchmarkContext {
  /** How often each side is measured. */
  readonly rounds: number;
  /** What is measured on: made once and kept. */
  readonly artifacts: Artifacts;
  /** Says what is going on while it takes a while. */
  readonly say: (text: string) => void;
}

/** Why a benchmark cannot be run on this machine: told, and no failure. */
export class Unmeasured extends Error {
  constructor(reason: string) {
    super(reason);
    this.name = 'Unmeasured';
  }
}
