import { closeSync, existsSync, mkdirSync, openSync, renameSync, rmSync, statSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { artifactFolder } from '../harness/folders';

/** To be raised with the recipes, so that what an older one made is not measured. */
const RECIPES_VERSION = 1;
const WRITE_BYTES = 4 * 1024 * 1024;

/** Files that are made once, by name; the making of each may ask for others. */
export class Artifacts {
  readonly #folder = join(artifactFolder, `v${RECIPES_VERSION}`);
  readonly #say: (text: string) => void;

  constructor(say: (text: string) => void) {
    this.#say = say;
    mkdirSync(this.#folder, { recursive: true });
  }

  /** The path of a file; `make` writes it at the path that it is given, if it is not there yet. */
  async file(name: string, make: (path: string) => void | Promise<void>): Promise<string> {
    const path = join(this.#folder, name);
    if (existsSync(path)) return path;
    const temporary = `${path}.tmp`;
    this.#say(`making ${name} …`);
    try {
      await make(temporary);
      renameSync(temporary, path);
    } finally {
      rmSync(temporary, { force: true, recursive: true });
    }
    return path;
  }
}

/** Writes pieces one after another, in large writes. */
export function writePieces(path: string, pieces: Iterable<Uint8Array>): void {
  const file = openSync(path, 'w');
  try {
    const buffer = Buffer.allocUnsafe(WRITE_BYTES);
    let filled = 0;
    for (const piece of pieces) {
      for (let at = 0; at < piece.length; ) {
        const part = piece.subarray(at, at + buffer.length - filled);
        buffer.set(part, filled);
        filled += part.length;
        at += part.length;
        if (filled === buffer.length) filled = flush(file, buffer, filled);
      }
    }
    flush(file, buffer, filled);
  } finally {
    closeSync(file);
  }
}

/** Bytes of a file. */
export function sizeOf(path: string): number {
  return statSync(path).size;
}

function flush(file: number, buffer: Buffer, length: number): number {
  for (let at = 0; at < length; ) at += writeSync(file, buffer, at, length - at);
  return 0;
}
