import type { JsonObject, JsonValue } from './parse-json';

/** What a value has to be, or is. Messages have a word for each. */
export type Shape =
  | 'list'
  | 'object'
  | 'text'
  | 'number'
  | 'boolean'
  | 'null'
  | 'size'
  | 'digest'
  | 'base64'
  | 'nothing'
  | 'negative'
  | 'fraction'
  | 'too-large';

/** A value that is not what it has to be: where it stands (`layers[1].size`; empty: the document itself). */
interface ShapeFault {
  readonly at: string;
  readonly expected: Shape;
  readonly found: Shape;
}

/** Hears of each fault. It may throw: then the document is not read on. */
export type FaultHandler = (fault: ShapeFault) => void;

/** A value of a document, with where it stands and who hears of its faults. `undefined`: there is none. */
export interface Place {
  readonly value: JsonValue | undefined;
  readonly at: string;
  readonly onFault: FaultHandler;
}

export function rootPlace(value: JsonValue, onFault: FaultHandler): Place {
  return { value, at: '', onFault };
}

/** The value of a key; a place without a value where `place` is no object or has no such key. */
export function member(place: Place, key: string): Place {
  const { value } = place;
  const found = isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
  return { value: found, at: joinAt(place.at, key), onFault: place.onFault };
}

/** The same place, with another one to hear of its faults. */
export function withFaults(place: Place, onFault: FaultHandler): Place {
  return { ...place, onFault };
}

/** Null where there is no value or `null`, and, after a fault, where it is something else. So do the others below. */
export function readText(place: Place): string | null {
  if (isAbsent(place.value)) return null;
  return typeof place.value === 'string' ? place.value : fault(place, 'text');
}

export function readBoolean(place: Place): boolean | null {
  if (isAbsent(place.value)) return null;
  return typeof place.value === 'boolean' ? place.value : fault(place, 'boolean');
}

/** A size in bytes: a whole number from 0 on. It may be larger than any file: it is a claim. */
export function readSize(place: Place): number | null {
  const { value } = place;
  if (isAbsent(value)) return null;
  if (typeof value !== 'number') return fault(place, 'size');
  if (value < 0) return fault(place, 'size', 'negative');
  if (value > 2 ** 63) return fault(place, 'size', 'too-large');
  return Number.isInteger(value) ? value : fault(place, 'size', 'fraction');
}

export function readNumber(place: Place): number | null {
  if (isAbsent(place.value)) return null;
  return typeof place.value === 'number' ? place.value : fault(place, 'number');
}

export function readObject(place: Place): JsonObject | null {
  if (isAbsent(place.value)) return null;
  return isObject(place.value) ? place.value : fault(place, 'object');
}

/** The places of a list's values. */
export function readList(place: Place): readonly Place[] | null {
  if (isAbsent(place.value)) return null;
  if (!isList(place.value)) return fault(place, 'list');
  return place.value.map((value, position) => ({ value, at: `${place.at}[${position}]`, onFault: place.onFault }));
}

/** The texts of a list; what is no text is a fault and is left out. */
export function readTextList(place: Place): readonly string[] | null {
  return readList(place)?.flatMap((item) => required(item, 'text', readText) ?? []) ?? null;
}

/** The texts of an object by their keys, in its order; what is no text is a fault and is left out. */
export function readTextMap(place: Place): ReadonlyMap<string, string> {
  const texts = new Map<string, string>();
  for (const key of Object.keys(readObject(place) ?? {})) {
    const text = readText(member(place, key));
    if (text !== null) texts.set(key, text);
  }
  return texts;
}

/** As `read`, but a value that is not there is a fault as well. */
export function required<Value>(place: Place, expected: Shape, read: (place: Place) => Value | null): Value | null {
  return isAbsent(place.value) ? fault(place, expected) : read(place);
}

function fault(place: Place, expected: Shape, found: Shape = shapeOf(place.value)): null {
  place.onFault({ at: place.at, expected, found });
  return null;
}

function shapeOf(value: JsonValue | undefined): Shape {
  if (value === undefined) return 'nothing';
  if (value === null) return 'null';
  if (isList(value)) return 'list';
  switch (typeof value) {
    case 'string':
      return 'text';
    case 'number':
      return 'number';
    case 'boolean':
      return 'boolean';
    default:
      return 'object';
  }
}

const isAbsent = (value: JsonValue | undefined): value is null | undefined => value === undefined || value === null;
const isList = (value: JsonValue | undefined): value is readonly JsonValue[] => Array.isArray(value);
const isObject = (value: JsonValue | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !isList(value);

function joinAt(at: string, key: string): string {
  if (!/^[A-Za-z_][\w.-]*$/.test(key)) return `${at}[${JSON.stringify(key)}]`;
  return at === '' ? key : `${at}.${key}`;
}
