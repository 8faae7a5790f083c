import { type ByteString, byteStringToText, ImageError, isValidUtf8 } from '@stratascope/core';
import { z } from 'zod';

/** What the text of a field stands for, as its schema says. */
type FieldKind = 'text' | 'integer' | 'boolean' | 'bytes';
export type FieldKinds = ReadonlyMap<string, FieldKind>;

/** The kinds of all fields of a query or of parameters. */
export function fieldKinds(schema: z.ZodObject): FieldKinds {
  const { properties } = z.toJSONSchema(schema, { io: 'input' });
  return new Map(
    Object.entries(properties ?? {}).map(([name, field]): [string, FieldKind] => {
      if (typeof field === 'boolean') return [name, 'text'];
      if (field.format === 'percent-encoded-bytes') return [name, 'bytes'];
      return [name, field.type === 'integer' || field.type === 'boolean' ? field.type : 'text'];
    }),
  );
}

/**
 * Reads the raw query of a URL, because a path in it is bytes that need not be UTF-8 and a parser for text would lose them.
 * A `+` is a plus. A field that is unknown, or given twice, is an error: a typing slip must not answer another question.
 *
 * @throws ImageError `request-invalid`.
 */
export function readQuery(rawQuery: string, kinds: FieldKinds): Readonly<Record<string, unknown>> {
  const values: Record<string, unknown> = {};
  for (const pair of rawQuery.split('&')) {
    if (pair === '') continue;
    const equals = pair.indexOf('=');
    const name = decodeText(equals < 0 ? pair : pair.slice(0, equals), 'query');
    const kind = kinds.get(name);
    if (kind === undefined) throw invalidRequest(name, 'there is no such parameter');
    if (Object.hasOwn(values, name)) throw invalidRequest(name, 'is given twice');
    values[name] = readValue(equals < 0 ? '' : pair.slice(equals + 1), kind, name);
  }
  return values;
}

/** Parameters of a path, which the router has decoded, as their schema wants them. */
export function readParams(
  params: Readonly<Record<string, string | string[]>>,
  kinds: FieldKinds,
): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(params).map(([name, value]) => [
      name,
      kinds.get(name) === 'integer' ? toInteger(String(value)) : value,
    ]),
  );
}

export function invalidRequest(field: string, reason: string): ImageError {
  return new ImageError('request-invalid', { details: { field, reason: `${field}: ${reason}` } });
}

function readValue(raw: string, kind: FieldKind, name: string): unknown {
  switch (kind) {
    case 'bytes':
      return decodeBytes(raw, name);
    case 'integer':
      return toInteger(raw);
    case 'boolean':
      return raw === 'true' ? true : raw === 'false' ? false : raw;
    case 'text':
      return decodeText(raw, name);
  }
}

/** What is no number stays text, for the schema to refuse. */
function toInteger(text: string): unknown {
  return /^-?\d{1,16}$/.test(text) ? Number(text) : text;
}

function decodeBytes(raw: string, name: string): ByteString {
  if (/%(?![0-9a-fA-F]{2})/.test(raw)) throw invalidRequest(name, 'a % is not followed by two hexadecimal digits');
  // Node gives the request line as one character a byte, so what is not encoded is bytes already.
  return raw.replace(/%([0-9a-fA-F]{2})/g, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  ) as ByteString;
}

function decodeText(raw: string, name: string): string {
  const bytes = decodeBytes(raw, name);
  if (!isValidUtf8(bytes)) throw invalidRequest(name, 'is not UTF-8');
  return byteStringToText(bytes);
}
