import type { TarMember } from '../tar/tar-member';
import { join, writeTar } from '../tar/write-tar';

const BLOCK = 512;

/** One header of a tar with what follows it: an entry, or an extension header. */
export interface TarPart {
  readonly header: Uint8Array;
  /** Blocks that the header's size does not count: a sparse map that goes on. */
  readonly map: Uint8Array;
  /** Without padding. */
  readonly content: Uint8Array;
}

/** Takes a sound tar apart; its end mark is dropped. */
export function splitTar(tar: Uint8Array): readonly TarPart[] {
  const parts: TarPart[] = [];
  let at = 0;
  while (at + BLOCK <= tar.length && tar[at] !== 0) {
    const header = tar.slice(at, at + BLOCK);
    const size = sizeOf(header);
    parts.push({ header, map: new Uint8Array(), content: tar.slice(at + BLOCK, at + BLOCK + size) });
    at += BLOCK + size + paddingOf(size);
  }
  return parts;
}

export function joinTar(parts: readonly TarPart[], endBlocks = 2): Uint8Array {
  return join([
    ...parts.flatMap(({ header, map, content }) => [header, map, content, new Uint8Array(paddingOf(content.length))]),
    new Uint8Array(endBlocks * BLOCK),
  ]);
}

export function partsOf(members: readonly TarMember[]): readonly TarPart[] {
  return splitTar(writeTar(members));
}

/** The name in a header, for messages. */
export function nameOf({ header }: TarPart): string {
  const end = header.indexOf(0);
  return new TextDecoder('latin1').decode(header.subarray(0, Math.min(100, end < 0 ? 100 : end)));
}

/** `length` bytes: as many as there are, then a pattern. */
export function resized(content: Uint8Array, length: number): Uint8Array {
  const whole = Uint8Array.from({ length }, (_, at) => 0x61 + (at % 26));
  whole.set(content.subarray(0, length));
  return whole;
}

function sizeOf(header: Uint8Array): number {
  return Number.parseInt(new TextDecoder().decode(header.subarray(124, 135)), 8);
}

function paddingOf(size: number): number {
  return -size & (BLOCK - 1);
}
