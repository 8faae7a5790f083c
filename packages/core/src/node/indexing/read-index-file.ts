import type { FileHandle } from 'node:fs/promises';
import { type LayerIndex, LayerIndexDamaged, openLayerIndex, SealCheck, sealOf } from '@stratascope/core';
import { openKept } from '../own-files/kept-file';

/** Large enough that reading costs what the bytes cost, small enough that checking one lets other work in between. */
const BLOCK_BYTES = 2 * 1024 * 1024;
/** Blocks that are read at once: what is read is mostly in memory already, and copying it is what takes time. */
const BLOCKS_AT_ONCE = 4;

/** How an index file is known again. */
export interface IndexFile {
  readonly bytes: number;
  /** Hexadecimal digits. */
  readonly seal: string;
}

/**
 * The layer index that a file holds, in memory of its own: each block is checked while the next ones are read.
 *
 * @throws LayerIndexDamaged where it is not the one that was written; the error of the file system where there is none.
 */
export async function readIndexFile(path: string, expected: IndexFile): Promise<LayerIndex> {
  const file = await openKept(path);
  try {
    const { size } = await file.stat();
    if (size !== expected.bytes) throw new LayerIndexDamaged('length');
    const buffer = new ArrayBuffer(size);
    const check = new SealCheck(buffer);
    for await (const end of readBlocks(file, new Uint8Array(buffer))) check.readTo(end);
    const seals = [check.seal(), sealOf(buffer)];
    if (seals.some((seal) => hexOf(seal) !== expected.seal)) throw new LayerIndexDamaged('seal');
    return openLayerIndex(buffer);
  } finally {
    await file.close();
  }
}

/** Fills `bytes` from the start of the file; each block's end, in their order. */
async function* readBlocks(file: FileHandle, bytes: Uint8Array): AsyncGenerator<number> {
  const reading: Promise<number>[] = [];
  for (let start = 0; start < bytes.length; start += BLOCK_BYTES) {
    reading.push(readBlock(file, bytes.subarray(start, start + BLOCK_BYTES), start));
    // It is awaited in its turn; until then its failure concerns nobody.
    reading.at(-1)?.catch(() => {});
    if (reading.length < BLOCKS_AT_ONCE) continue;
    const end = await reading.shift();
    if (end !== undefined) yield end;
  }
  for (const end of reading) yield await end;
}

async function readBlock(file: FileHandle, block: Uint8Array, start: number): Promise<number> {
  for (let at = 0; at < block.length; ) {
    const { bytesRead } = await file.read(block, at, block.length - at, start + at);
    if (bytesRead === 0) throw new LayerIndexDamaged('cut');
    at += bytesRead;
  }
  return start + block.length;
}

export function hexOf(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('hex');
}
