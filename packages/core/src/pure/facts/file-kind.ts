import { type ByteString, byteStringToText, bytesToByteString } from '../model/byte-string';

/** What a file is, as its first bytes tell. */
export type FileKind =
  | { readonly kind: 'text' | 'unknown' | 'empty' }
  /** `interpreter`: what the first line names. */
  | { readonly kind: 'script'; readonly interpreter: string }
  /** A program, library or object file for Linux. */
  | { readonly kind: 'elf'; readonly bits: 32 | 64; readonly machine: string; readonly use: ElfUse }
  | { readonly kind: 'image'; readonly format: ImageFormat }
  /** By the name that its format goes by: `gzip`, `zip`, `SQLite database`. */
  | { readonly kind: 'archive' | 'package' | 'program' | 'data'; readonly format: string };

export type ElfUse = 'object' | 'program' | 'library' | 'core';
export type ImageFormat = 'png' | 'jpeg' | 'gif' | 'webp' | 'bmp';

/** How many first bytes are enough to tell; fewer do where there are no more. */
export const KIND_BYTES = 512;

type Signature = readonly [offset: number, bytes: string, kind: FileKind];

const of = (kind: 'archive' | 'package' | 'program' | 'data', format: string): FileKind => ({ kind, format });
const image = (format: ImageFormat): FileKind => ({ kind: 'image', format });

/** The longer ones first where one begins with another. Source: each format's own description. */
const SIGNATURES: readonly Signature[] = [
  [0, '\x89PNG\r\n\x1a\n', image('png')],
  [0, '\xff\xd8\xff', image('jpeg')],
  [0, 'GIF87a', image('gif')],
  [0, 'GIF89a', image('gif')],
  [8, 'WEBP', image('webp')],
  [0, '\x1f\x8b\x08', of('archive', 'gzip')],
  [0, '\x28\xb5\x2f\xfd', of('archive', 'zstd')],
  [0, '\xfd7zXZ\0', of('archive', 'xz')],
  [0, 'BZh', of('archive', 'bzip2')],
  [0, '\x04\x22\x4d\x18', of('archive', 'lz4')],
  [0, '7z\xbc\xaf\x27\x1c', of('archive', '7z')],
  [0, 'PK\x03\x04', of('archive', 'zip')],
  [0, 'PK\x05\x06', of('archive', 'zip')],
  [0, '!<arch>\ndebian-binary', of('package', 'deb')],
  [0, '!<arch>\n', of('archive', 'ar')],
  [0, '\xed\xab\xee\xdb', of('package', 'rpm')],
  [257, 'ustar', of('archive', 'tar')],
  [0, 'MZ', of('program', 'Windows')],
  [0, '\xcf\xfa\xed\xfe', of('program', 'macOS')],
  [0, '\0asm', of('program', 'WebAssembly')],
  [0, '\xca\xfe\xba\xbe', of('program', 'Java class')],
  [0, 'SQLite format 3\0', of('data', 'SQLite')],
  [0, '%PDF-', of('data', 'PDF')],
  [0, '\xde\x12\x04\x95', of('data', 'gettext')],
  [0, 'OTTO', of('data', 'OpenType')],
  [0, 'wOF2', of('data', 'WOFF2')],
  [0, 'TZif', of('data', 'time zone')],
];

/** Tells what a file is from its first bytes, {@link KIND_BYTES} of them or all; a guess, as good as the format's mark. */
export function fileKind(start: Uint8Array): FileKind {
  if (start.length === 0) return { kind: 'empty' };
  const text = bytesToByteString(start, 0, Math.min(start.length, KIND_BYTES));
  if (text.startsWith('\x7fELF')) return elfKind(start);
  const [, , kind] = SIGNATURES.find(([offset, bytes]) => text.startsWith(bytes, offset)) ?? [];
  if (kind !== undefined && !(kind.kind === 'image' && kind.format === 'webp' && !text.startsWith('RIFF'))) return kind;
  if (text.startsWith('BM') && start.length > 30 && text.slice(6, 10) === '\0\0\0\0') return image('bmp');
  const [, interpreter] = /^#![ \t]*([^\r\n]{1,200})/.exec(text) ?? [];
  if (interpreter !== undefined)
    return { kind: 'script', interpreter: byteStringToText(interpreter.trim() as ByteString) };
  return { kind: isUtf8Text(start.subarray(0, KIND_BYTES)) ? 'text' : 'unknown' };
}

/** By the number in the header. Source: the ELF specification and its registered machines. */
const MACHINES: ReadonlyMap<number, string> = new Map([
  [3, 'x86'],
  [8, 'MIPS'],
  [20, 'PowerPC'],
  [21, 'ppc64'],
  [22, 's390x'],
  [40, 'ARM'],
  [62, 'x86-64'],
  [183, 'arm64'],
  [243, 'RISC-V'],
  [247, 'BPF'],
  [258, 'LoongArch'],
]);
const USES: readonly ElfUse[] = ['object', 'program', 'library', 'core'];

function elfKind(start: Uint8Array): FileKind {
  if (start.length < 20) return { kind: 'unknown' };
  const view = new DataView(start.buffer, start.byteOffset, start.length);
  const isLittle = start[5] !== 2;
  const machine = view.getUint16(18, isLittle);
  return {
    kind: 'elf',
    bits: start[4] === 2 ? 64 : 32,
    machine: MACHINES.get(machine) ?? `machine ${machine}`,
    // A program that may lie anywhere in memory is of the type of a library; nearly all are.
    use: USES[view.getUint16(16, isLittle) - 1] ?? 'object',
  };
}

/** Whether bytes are to be read as text: UTF-8 without NUL, but for a character that the end of the piece cuts. */
export function isUtf8Text(bytes: Uint8Array): boolean {
  if (bytes.includes(0)) return false;
  try {
    // `stream` lets the last character be cut.
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
    return true;
  } catch {
    return false;
  }
}
