/**
 * Bytes as a string: each character is one byte, U+0000 to U+00FF (the web platform's `ByteString`).
 *
 * Names in an image are bytes and need not be UTF-8 (rule 1). In this form they compare and sort as bytes with
 * `<` and serve as keys of a `Map`; they become text only to be shown.
 */
export type ByteString = string & { readonly __brand: 'ByteString' };

const MAX_ARGUMENTS = 8192;
/** Up to here putting characters together is faster than calling a decoder. */
const SHORT = 24;

/** The bytes of `bytes[start..end)`, one character each. */
export function bytesToByteString(bytes: Uint8Array, start = 0, end = bytes.length): ByteString {
  if (end - start <= SHORT) return shortByteString(bytes, start, end);
  // Nearly every name is ASCII, where UTF-8 is the same and its decoder three times as fast as `fromCharCode`.
  if (isAsciiBytes(bytes, start, end)) return lenientDecoder.decode(bytes.subarray(start, end)) as ByteString;
  let text = '';
  for (let at = start; at < end; at += MAX_ARGUMENTS) {
    text += String.fromCharCode.apply(
      null,
      bytes.subarray(at, Math.min(end, at + MAX_ARGUMENTS)) as unknown as number[],
    );
  }
  return text as ByteString;
}

/** Four characters at a time: half of what one at a time costs. */
function shortByteString(bytes: Uint8Array, start: number, end: number): ByteString {
  let text = '';
  let at = start;
  for (; at + 4 <= end; at += 4) {
    text += String.fromCharCode(bytes[at] ?? 0, bytes[at + 1] ?? 0, bytes[at + 2] ?? 0, bytes[at + 3] ?? 0);
  }
  for (; at < end; at++) text += String.fromCharCode(bytes[at] ?? 0);
  return text as ByteString;
}

function isAsciiBytes(bytes: Uint8Array, start: number, end: number): boolean {
  let all = 0;
  for (let at = start; at < end; at++) all |= bytes[at] ?? 0;
  return all < 0x80;
}

export function byteStringToBytes(text: ByteString): Uint8Array {
  const bytes = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at++) bytes[at] = text.charCodeAt(at);
  return bytes;
}

// `ignoreBOM` keeps a byte order mark at the start of a name (rule 25).
const lenientDecoder = new TextDecoder('utf-8', { ignoreBOM: true });
const strictDecoder = new TextDecoder('utf-8', { ignoreBOM: true, fatal: true });
const encoder = new TextEncoder();

/** Whether it says the same in any encoding. */
export const isAscii = (text: string) => !/[^\0-\x7f]/.test(text);

/** As text: UTF-8, with one U+FFFD for each maximal broken part (rule 25). */
export function byteStringToText(bytes: ByteString): string {
  return isAscii(bytes) ? bytes : lenientDecoder.decode(byteStringToBytes(bytes));
}

/** The UTF-8 bytes of `text`. */
export function textToByteString(text: string): ByteString {
  return isAscii(text) ? (text as ByteString) : bytesToByteString(encoder.encode(text));
}

export function isValidUtf8(bytes: ByteString): boolean {
  if (isAscii(bytes)) return true;
  try {
    strictDecoder.decode(byteStringToBytes(bytes));
    return true;
  } catch {
    return false;
  }
}

/** Lower-case hexadecimal digits, two a byte. */
export function byteStringToHex(bytes: ByteString): string {
  let hex = '';
  for (let at = 0; at < bytes.length; at++) hex += bytes.charCodeAt(at).toString(16).padStart(2, '0');
  return hex;
}

/** The reverse of `byteStringToHex`, or null where `hex` is not pairs of hexadecimal digits. */
export function hexToByteString(hex: string): ByteString | null {
  if (!/^(?:[0-9a-f]{2})*$/i.test(hex)) return null;
  let bytes = '';
  for (let at = 0; at < hex.length; at += 2) bytes += String.fromCharCode(Number.parseInt(hex.slice(at, at + 2), 16));
  return bytes as ByteString;
}
