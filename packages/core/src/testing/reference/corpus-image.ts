import { existsSync } from 'node:fs';

/** The folder of the conformance corpus (`STRATASCOPE_CORPUS`), or null where this machine has none. */
export function corpusFolder(): string | null {
  const folder = process.env.STRATASCOPE_CORPUS;
  return folder !== undefined && existsSync(folder) ? folder : null;
}
