import { type ByteString, bytesToByteString } from '../model/byte-string';
import type { ExtensionKind } from './entry-type';
import { type PaxRecords, parsePaxRecords } from './pax-records';
import { Payload } from './payload';

const NONE = '' as ByteString;

/** What extension headers say of the entry that comes after them. Of each kind only the last counts. */
export class ExtensionHeaders {
  readonly #payload = new Payload();
  #kind: ExtensionKind = 'pax';
  #pax: PaxRecords | null = null;
  #longName = NONE;
  #longLink = NONE;

  get pax(): PaxRecords | null {
    return this.#pax;
  }

  /** Empty where no header says one. */
  get longName(): ByteString {
    return this.#longName;
  }

  get longLink(): ByteString {
    return this.#longLink;
  }

  /** Nothing is said but what the entry's own header says. */
  get isEmpty(): boolean {
    return this.#pax === null && this.#longName === NONE && this.#longLink === NONE;
  }

  /** The entry has come: what was said is not of the next one. */
  clear(): void {
    this.#pax = null;
    this.#longName = NONE;
    this.#longLink = NONE;
  }

  begin(kind: ExtensionKind): void {
    this.#kind = kind;
    this.#payload.clear();
  }

  /**
   * Takes the next bytes of the header's data; with the last of them it is read. Returns its kind then, else null.
   *
   * @throws MalformedTar
   */
  add(piece: Uint8Array, isLast: boolean): ExtensionKind | null {
    const isWhole = isLast && this.#payload.length === 0;
    if (!isWhole) this.#payload.add(piece);
    if (!isLast) return null;
    this.#read(isWhole ? piece : this.#payload.view());
    return this.#kind;
  }

  #read(bytes: Uint8Array): void {
    switch (this.#kind) {
      case 'pax':
        this.#pax = parsePaxRecords(bytes);
        break;
      case 'long-name':
        this.#longName = readLongText(bytes);
        break;
      case 'long-link':
        this.#longLink = readLongText(bytes);
        break;
      case 'global':
        // Its records are not used, but a false one ends the reading in every runtime.
        parsePaxRecords(bytes);
    }
  }
}

/** The text of a GNU long name or link: up to the first NUL, if there is one. */
function readLongText(bytes: Uint8Array): ByteString {
  const end = bytes.indexOf(0);
  return bytesToByteString(bytes, 0, end < 0 ? bytes.length : end);
}
