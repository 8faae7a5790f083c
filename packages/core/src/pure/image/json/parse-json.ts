/** A value of a JSON document. Objects may have any key, `__proto__` too: ask them with `Object.hasOwn` only. */
export type JsonValue = null | boolean | number | string | readonly JsonValue[] | JsonObject;

export interface JsonObject {
  readonly [key: string]: JsonValue;
}

/** What a document may have at most. */
export interface JsonBounds {
  readonly maxDepth: number;
  readonly maxValues: number;
}

/** What reading a document came to; offsets are bytes from its start. */
export type ParsedJson =
  | {
      readonly kind: 'value';
      readonly value: JsonValue;
      readonly hasByteOrderMark: boolean;
      readonly hasInvalidUtf8: boolean;
      /** Keys that an object has more than once, each told once, at most ten. The last value counts. */
      readonly duplicateKeys: readonly string[];
    }
  | { readonly kind: 'syntax'; readonly offset: number }
  | { readonly kind: 'too-deep' }
  | { readonly kind: 'too-many' };

/**
 * Reads a JSON document from bytes, strictly and without recursion: a document of a million brackets costs a counter,
 * not a stack. `JSON.parse` tells neither where a fault is nor that a key stands twice.
 *
 * Text that is not UTF-8 gets U+FFFD. `maxDepth` counts lists and objects that are open at once, `maxValues` all values:
 * three bytes of a document make a value that takes a hundred in memory.
 *
 * Source: RFC 8259.
 */
export function parseJson(bytes: Uint8Array, { maxDepth, maxValues }: JsonBounds): ParsedJson {
  const parser = new JsonParser(bytes, { maxDepth, maxValues });
  try {
    const value = parser.parse();
    return {
      kind: 'value',
      value,
      hasByteOrderMark: parser.hasByteOrderMark,
      hasInvalidUtf8: parser.hasInvalidUtf8,
      duplicateKeys: [...parser.duplicateKeys],
    };
  } catch (fault) {
    if (fault instanceof SyntaxFault) return { kind: 'syntax', offset: fault.offset };
    if (fault instanceof DepthFault) return { kind: 'too-deep' };
    if (fault instanceof CountFault) return { kind: 'too-many' };
    throw fault;
  }
}

const MOST_DUPLICATES = 10;

class SyntaxFault extends Error {
  readonly offset: number;

  constructor(offset: number) {
    super();
    this.offset = offset;
  }
}

class DepthFault extends Error {}

class CountFault extends Error {}

type OpenValue =
  | { readonly kind: 'list'; readonly list: JsonValue[] }
  | { readonly kind: 'object'; readonly object: Record<string, JsonValue>; key: string };

const QUOTE = 0x22;
const COMMA = 0x2c;
const COLON = 0x3a;
const BACKSLASH = 0x5c;
const OPEN_LIST = 0x5b;
const CLOSE_LIST = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;

const lenientDecoder = new TextDecoder('utf-8', { ignoreBOM: true });
const strictDecoder = new TextDecoder('utf-8', { ignoreBOM: true, fatal: true });

const NUMBER = /^-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?$/;

const SIMPLE_ESCAPES: Readonly<Record<string, string>> = {
  '"': '"',
  '\\': '\\',
  '/': '/',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
};

class JsonParser {
  readonly #bytes: Uint8Array;
  readonly #maxDepth: number;
  #valuesLeft: number;
  #at = 0;
  readonly #open: OpenValue[] = [];

  readonly hasByteOrderMark: boolean;
  hasInvalidUtf8 = false;
  readonly duplicateKeys = new Set<string>();

  constructor(bytes: Uint8Array, { maxDepth, maxValues }: JsonBounds) {
    this.#bytes = bytes;
    this.#maxDepth = maxDepth;
    this.#valuesLeft = maxValues;
    this.hasByteOrderMark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
    if (this.hasByteOrderMark) this.#at = 3;
  }

  parse(): JsonValue {
    for (;;) {
      // A value begins here; a list or object that is not empty goes round again for its first.
      let value = this.#beginValue();
      if (value === undefined) continue;
      // A value is whole: give it to what holds it, and close what ends with it.
      for (;;) {
        const holder = this.#open.at(-1);
        if (holder === undefined) return this.#finish(value);
        if (holder.kind === 'list') holder.list.push(value);
        else setKey(holder.object, holder.key, value);
        const next = this.#skipSpace();
        if (next === COMMA) {
          this.#at++;
          if (holder.kind === 'object') this.#readKey(holder);
          break;
        }
        if (next !== (holder.kind === 'list' ? CLOSE_LIST : CLOSE_OBJECT)) this.#fail();
        this.#at++;
        this.#open.pop();
        value = holder.kind === 'list' ? holder.list : holder.object;
      }
    }
  }

  /** The whole value, or undefined where a list or object was opened whose first value comes next. */
  #beginValue(): JsonValue | undefined {
    if (--this.#valuesLeft < 0) throw new CountFault();
    const first = this.#skipSpace();
    switch (first) {
      case OPEN_LIST:
        this.#at++;
        return this.#openList();
      case OPEN_OBJECT:
        this.#at++;
        return this.#openObject();
      case QUOTE:
        return this.#readText();
      case 0x74: // t
        return this.#readWord('true', true);
      case 0x66: // f
        return this.#readWord('false', false);
      case 0x6e: // n
        return this.#readWord('null', null);
      default:
        return this.#readNumber();
    }
  }

  #openList(): JsonValue | undefined {
    this.#checkDepth();
    if (this.#skipSpace() === CLOSE_LIST) {
      this.#at++;
      return [];
    }
    this.#open.push({ kind: 'list', list: [] });
    return undefined;
  }

  #openObject(): JsonValue | undefined {
    this.#checkDepth();
    if (this.#skipSpace() === CLOSE_OBJECT) {
      this.#at++;
      return {};
    }
    const opened = { kind: 'object' as const, object: {}, key: '' };
    this.#open.push(opened);
    this.#readKey(opened);
    return undefined;
  }

  #readKey(holder: { readonly object: Record<string, JsonValue>; key: string }): void {
    if (this.#skipSpace() !== QUOTE) this.#fail();
    holder.key = this.#readText();
    if (Object.hasOwn(holder.object, holder.key) && this.duplicateKeys.size < MOST_DUPLICATES) {
      this.duplicateKeys.add(holder.key);
    }
    if (this.#skipSpace() !== COLON) this.#fail();
    this.#at++;
  }

  #checkDepth(): void {
    if (this.#open.length >= this.#maxDepth) throw new DepthFault();
  }

  #readText(): string {
    const bytes = this.#bytes;
    let text = '';
    let start = ++this.#at;
    for (;;) {
      const byte = bytes[this.#at];
      if (byte === undefined || byte < 0x20) this.#fail();
      if (byte === QUOTE) {
        text += this.#decode(start, this.#at);
        this.#at++;
        return text;
      }
      if (byte === BACKSLASH) {
        text += this.#decode(start, this.#at);
        text += this.#readEscape();
        start = this.#at;
      } else {
        this.#at++;
      }
    }
  }

  #readEscape(): string {
    const letter = String.fromCharCode(this.#bytes[this.#at + 1] ?? 0);
    if (letter === 'u') {
      const digits = latin1(this.#bytes, this.#at + 2, this.#at + 6);
      if (!/^[0-9a-fA-F]{4}$/.test(digits)) this.#fail();
      this.#at += 6;
      return String.fromCharCode(Number.parseInt(digits, 16));
    }
    const character = Object.hasOwn(SIMPLE_ESCAPES, letter) ? SIMPLE_ESCAPES[letter] : undefined;
    if (character === undefined) this.#fail();
    this.#at += 2;
    return character;
  }

  #decode(start: number, end: number): string {
    const part = this.#bytes.subarray(start, end);
    const text = lenientDecoder.decode(part);
    if (!this.hasInvalidUtf8 && text.includes('\ufffd')) this.hasInvalidUtf8 = !isUtf8(part);
    return text;
  }

  #readWord<Value extends JsonValue>(word: string, value: Value): Value {
    for (let offset = 0; offset < word.length; offset++) {
      if (this.#bytes[this.#at + offset] !== word.charCodeAt(offset)) {
        this.#at += offset;
        this.#fail();
      }
    }
    this.#at += word.length;
    return value;
  }

  #readNumber(): number {
    let end = this.#at;
    while (isNumberByte(this.#bytes[end])) end++;
    const text = latin1(this.#bytes, this.#at, end);
    if (!NUMBER.test(text)) this.#fail();
    this.#at = end;
    return Number(text);
  }

  #finish(value: JsonValue): JsonValue {
    this.#skipSpace();
    if (this.#at < this.#bytes.length) this.#fail();
    return value;
  }

  /** The first byte that is no white space; undefined at the end. */
  #skipSpace(): number | undefined {
    for (;;) {
      const byte = this.#bytes[this.#at];
      if (byte !== 0x20 && byte !== 0x0a && byte !== 0x0d && byte !== 0x09) return byte;
      this.#at++;
    }
  }

  #fail(): never {
    throw new SyntaxFault(Math.min(this.#at, this.#bytes.length));
  }
}

/** Plain assignment to `__proto__` would set the prototype. */
function setKey(object: Record<string, JsonValue>, key: string, value: JsonValue): void {
  if (key !== '__proto__') object[key] = value;
  else Object.defineProperty(object, key, { value, enumerable: true, configurable: true, writable: true });
}

function isNumberByte(byte: number | undefined): boolean {
  if (byte === undefined) return false;
  return (
    (byte >= 0x30 && byte <= 0x39) || byte === 0x2d || byte === 0x2b || byte === 0x2e || byte === 0x65 || byte === 0x45
  );
}

/** For short ASCII: what is not ASCII matches none of the patterns that this is tested with. */
function latin1(bytes: Uint8Array, start: number, end: number): string {
  return lenientDecoder.decode(bytes.subarray(start, end));
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    strictDecoder.decode(bytes);
    return true;
  } catch {
    return false;
  }
}
