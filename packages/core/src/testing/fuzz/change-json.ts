import { join, latin1 } from '../tar/write-tar';
import type { CaseContext } from './case-context';
import { changeBytes } from './change-bytes';
import { oddNumber, oddNumberText, oddText } from './odd-values';

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** Where a value stands: the keys that lead to it. */
type Place = readonly (string | number)[];

/** Stands for text that no JSON value prints as, until all is printed. */
const RAW = 'raw text ';

/** A JSON document with one or two changes inside: values, types, keys, doubles, depth; seldom its text as such. */
export function changeJson(bytes: Uint8Array, what: string, { random, note }: CaseContext): Uint8Array {
  const context: CaseContext = { random, note: (change) => note(`${what}: ${change}`) };
  const sound = parsed(bytes);
  if (sound === undefined || random.chance(8)) return changeBytes(bytes, 'text', context);
  if (random.chance(4)) {
    context.note('a byte order mark');
    return join([Uint8Array.of(0xef, 0xbb, 0xbf), bytes]);
  }
  const raws: string[] = [];
  let document = sound;
  for (let times = random.pick([1, 1, 2]); times > 0; times--) {
    const places = placesIn(document, []);
    const place = random.pick(places);
    const other = oddJson(valueAt(document, place), valueAt(document, random.pick(places)), raws, context);
    context.note(`${JSON.stringify(place)} = ${(JSON.stringify(other) ?? 'nothing').slice(0, 80)}`);
    document = withValue(document, place, other) ?? null;
  }
  const text = JSON.stringify(document).replace(new RegExp(`"${RAW}(\\d+)"`, 'g'), (_, at) => raws[Number(at)] ?? '');
  return random.chance(5) ? join([latin1(' \n\t'), new TextEncoder().encode(text)]) : new TextEncoder().encode(text);
}

/** Undefined where an earlier change left no JSON. */
function parsed(bytes: Uint8Array): Json | undefined {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return undefined;
  }
}

function placesIn(value: Json, place: Place): readonly Place[] {
  if (value === null || typeof value !== 'object') return [place];
  const below = Object.entries(value).flatMap(([key, item]) =>
    placesIn(item, [...place, Array.isArray(value) ? Number(key) : key]),
  );
  return [place, ...below];
}

function valueAt(value: Json, [key, ...rest]: Place): Json {
  if (key === undefined) return value;
  const items: Readonly<Record<string, Json>> = value as Readonly<Record<string, Json>>;
  return valueAt(items[key] ?? null, rest);
}

/** `undefined` takes the value out. */
function withValue(value: Json, [key, ...rest]: Place, other: Json | undefined): Json | undefined {
  if (key === undefined) return other;
  if (Array.isArray(value)) {
    return value.flatMap((item: Json, at) => {
      const changed = at === key ? withValue(item, rest, other) : item;
      return changed === undefined ? [] : [changed];
    });
  }
  const entries = Object.entries(value as Readonly<Record<string, Json>>).map(
    ([name, item]) => [name, name === key ? withValue(item, rest, other) : item] as const,
  );
  // A null prototype, since `__proto__` is a name like others.
  const changed = Object.assign(
    Object.create(null),
    Object.fromEntries(entries.filter(([, item]) => item !== undefined)),
  );
  return changed;
}

/** Another value in place of one; `stranger` is a value from elsewhere in the document. */
function oddJson(value: Json, stranger: Json, raws: string[], { random }: CaseContext): Json | undefined {
  const raw = (text: string) => `${RAW}${raws.push(text) - 1}`;
  const kind = random.int(100);
  if (kind < 10) return undefined;
  if (kind < 16) return null;
  if (kind < 22) return random.pick<Json>([true, {}, [], '', [[]], [null]]);
  if (kind < 32) return stranger;
  if (kind < 42) return oddNumber(random);
  if (kind < 50) return oddNumberText(random);
  if (kind < 62) return oddText(random);
  if (kind < 66) return raw(random.pick(['1e400', '-0', '1E-400', '0.5', '9'.repeat(100), '"\\ud800"', '"\\u0000"']));
  if (kind < 69) return raw(`${'['.repeat(random.pick([20, 511, 600]))}${']'.repeat(20)}`);
  if (kind < 72) {
    const depth = random.pick([10, 20, 600]);
    return raw(`${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`);
  }
  if (typeof value === 'string') return changedText(value, random.int(8));
  if (Array.isArray(value)) return changedList(value, random.int(4));
  if (typeof value === 'number') return value + random.pick([-1, 1, 512, 0.5]);
  return value === null || typeof value !== 'object' ? stranger : raw(doubledKey(value as object));
}

function changedText(text: string, kind: number): string {
  switch (kind) {
    case 0:
      return text.toUpperCase();
    case 1:
      return text.slice(0, -1);
    case 2:
      return `${text}0`;
    case 3:
      return text.replace('sha256', 'sha512');
    case 4:
      return text.replace('sha256:', 'md5:');
    case 5:
      return text.replace(/[0-9a-f]$/, (digit) => (digit === '0' ? '1' : '0'));
    case 6:
      return text.replaceAll('/', '/../');
    default:
      return `${text}+encrypted`;
  }
}

function changedList(list: readonly Json[], kind: number): readonly Json[] {
  switch (kind) {
    case 0:
      return [...list, ...list];
    case 1:
      return [...list].reverse();
    case 2:
      return [...list, null];
    default:
      return Array.from({ length: 300 }, () => list[0] ?? null);
  }
}

/** An object whose first key stands twice. */
function doubledKey(value: object): string {
  const [first] = Object.entries(value);
  const text = JSON.stringify(value);
  return first === undefined ? '{"a":1,"a":2}' : `{${JSON.stringify(first[0])}:null,${text.slice(1)}`;
}
