import type { AttributeTest, QueryKey } from './query';
import { IS_VALUES, TYPE_VALUES } from './query';

/** What a value can be wrong in. */
export type ValueProblem = 'value-unknown' | 'range-down';

/** Keys whose value is no path. */
export type AttributeKey = Exclude<QueryKey, 'name' | 'in'>;

/** Reads the value of a key, in small letters or not. */
export function readValue(key: AttributeKey, value: string): AttributeTest | ValueProblem {
  switch (key) {
    case 'is': {
      const what = IS_VALUES.find((known) => known === value.toLowerCase());
      return what === undefined ? 'value-unknown' : { kind: 'is', what };
    }
    case 'type': {
      const type = TYPE_VALUES.find((known) => known === value.toLowerCase());
      return type === undefined ? 'value-unknown' : { kind: 'type', type };
    }
    case 'layer':
    case 'over':
      return readLayers(key, value);
    case 'size':
      return readSize(value);
    case 'mode':
      return /^[0-7]{1,5}$/.test(value) && Number.parseInt(value, 8) <= 0o7777
        ? { kind: 'mode', mode: Number.parseInt(value, 8) }
        : 'value-unknown';
    case 'owner':
      return readOwner(value);
  }
}

const MOST_LAYERS = 100_000;

/** `6`, `4..7`, `4..`, `..7`. */
function readLayers(kind: 'layer' | 'over', value: string): AttributeTest | ValueProblem {
  const [start = '', end, extra] = value.split('..');
  if (extra !== undefined || !/^\d{0,5}$/.test(start) || !/^\d{0,5}$/.test(end ?? '')) return 'value-unknown';
  if (start === '' && (end ?? '') === '') return 'value-unknown';
  const from = start === '' ? 1 : Number(start);
  const to = end === undefined ? from : end === '' ? MOST_LAYERS : Number(end);
  if (from < 1 || to < 1) return 'value-unknown';
  return from > to ? 'range-down' : { kind, from, to };
}

const UNITS: Readonly<Record<string, number>> = {
  '': 1,
  b: 1,
  k: 1e3,
  kb: 1e3,
  m: 1e6,
  mb: 1e6,
  g: 1e9,
  gb: 1e9,
  ki: 2 ** 10,
  kib: 2 ** 10,
  mi: 2 ** 20,
  mib: 2 ** 20,
  gi: 2 ** 30,
  gib: 2 ** 30,
};

/** `>1MB`, `>=1MB`, `<1MB`, `<=1MB`, `1MB`, `1kB..1MB`, `1kB..`, `..1MB`. */
function readSize(value: string): AttributeTest | ValueProblem {
  const compared = /^(>=?|<=?|=)(.*)$/.exec(value);
  if (compared !== null) {
    const bytes = readBytes(compared[2] ?? '');
    if (bytes === null) return 'value-unknown';
    switch (compared[1]) {
      case '>':
        return { kind: 'size', least: Math.floor(bytes) + 1, most: Number.POSITIVE_INFINITY };
      case '>=':
        return { kind: 'size', least: bytes, most: Number.POSITIVE_INFINITY };
      case '<':
        return { kind: 'size', least: 0, most: Math.ceil(bytes) - 1 };
      case '<=':
        return { kind: 'size', least: 0, most: bytes };
      default:
        return { kind: 'size', least: bytes, most: bytes };
    }
  }
  const [start = '', end, extra] = value.split('..');
  if (extra !== undefined || (start === '' && (end ?? '') === '')) return 'value-unknown';
  const least = start === '' ? 0 : readBytes(start);
  const most = end === undefined ? least : end === '' ? Number.POSITIVE_INFINITY : readBytes(end);
  if (least === null || most === null) return 'value-unknown';
  return least > most ? 'range-down' : { kind: 'size', least, most };
}

/** A number with or without a unit: `1MB` is 1,000,000, `1MiB` 1,048,576. */
function readBytes(text: string): number | null {
  const match = /^(\d{1,15}(?:\.\d{1,6})?)([a-z]*)$/i.exec(text);
  const unit = UNITS[(match?.[2] ?? '?').toLowerCase()];
  if (match === null || unit === undefined) return null;
  const bytes = Number(match[1]) * unit;
  return bytes <= Number.MAX_SAFE_INTEGER ? bytes : null;
}

const LARGEST_ID = 2 ** 32 - 1;

/** `0`, `0:0`, `:100`. */
function readOwner(value: string): AttributeTest | ValueProblem {
  const match = /^(\d{0,10})(?::(\d{0,10}))?$/.exec(value);
  const [, user = '', group = ''] = match ?? [];
  if (match === null || (user === '' && group === '')) return 'value-unknown';
  const [uid, gid] = [user, group].map((digits) => (digits === '' ? null : Number(digits)));
  if ((uid ?? 0) > LARGEST_ID || (gid ?? 0) > LARGEST_ID) return 'value-unknown';
  return { kind: 'owner', uid: uid ?? null, gid: gid ?? null };
}
