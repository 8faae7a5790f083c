import {
  bytesToByteString,
  capabilitiesText,
  type FileCapabilities,
  isValidUtf8,
  readFileCapabilities,
  visibleText,
} from '@stratascope/core';

/** How the value of an extended attribute is best read. */
export type AttributeValue =
  | { readonly kind: 'capabilities'; readonly text: string; readonly capabilities: FileCapabilities }
  | { readonly kind: 'text'; readonly text: string }
  /** The first bytes of it; `isCut`: there are more. */
  | { readonly kind: 'hex'; readonly text: string; readonly isCut: boolean };

const CAPABILITY = 'security.capability';
const MOST_HEX_BYTES = 32;
const MOST_TEXT = 400;

/** A capability in the words of `getcap`, text as text (without the NUL that C leaves at its end), the rest as hexadecimal digits. */
export function attributeValue(name: string, bytes: Uint8Array): AttributeValue {
  const capabilities = name === CAPABILITY ? readFileCapabilities(bytes) : null;
  if (capabilities !== null) return { kind: 'capabilities', text: capabilitiesText(capabilities), capabilities };
  const string = bytesToByteString(bytes.at(-1) === 0 ? bytes.subarray(0, -1) : bytes);
  if (isValidUtf8(string) && !/[\0-\x08\x0e-\x1f\x7f]/.test(string) && string.length <= MOST_TEXT) {
    return { kind: 'text', text: visibleText(string).text };
  }
  const hex = [...bytes.subarray(0, MOST_HEX_BYTES)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return { kind: 'hex', text: hex, isCut: bytes.length > MOST_HEX_BYTES };
}
