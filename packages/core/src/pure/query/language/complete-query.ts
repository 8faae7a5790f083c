import { IS_VALUES, QUERY_KEYS, type QueryKey, TYPE_VALUES } from './query';

/** What can be put in the place of a part of a query. */
export interface Completion {
  readonly key: QueryKey;
  /** Null: the key itself is completed. */
  readonly value: string | null;
  /** What comes between `from` and `to`. */
  readonly text: string;
}

export interface Completions {
  /** The part of the query that is completed: from here to the caret. */
  readonly from: number;
  readonly to: number;
  /** In the order in which they are offered; empty where nothing can be said. */
  readonly options: readonly Completion[];
}

/**
 * What may follow at the caret of a query: keys that begin as the word does, or values of a key that do.
 * `layerCount`: layers that `layer:` and `over:` can name, the newest first.
 */
export function completeQuery(text: string, caret: number, layerCount: number): Completions {
  const [, minus = '', word = ''] = /(?:^|\s)(-?)([^\s"\\]*)$/.exec(text.slice(0, caret)) ?? [];
  const from = caret - word.length;
  const none: Completions = { from, to: caret, options: [] };
  // In the middle of a word there is nothing to go on with.
  const isEmpty = word === '' && minus === '' && text.trim() !== '';
  if (/^\S/.test(text.slice(caret)) || isEmpty) return none;
  const colon = word.indexOf(':');
  if (colon < 0) {
    const keys = QUERY_KEYS.filter((key) => key.startsWith(word));
    return { ...none, options: keys.map((key) => ({ key, value: null, text: `${key}:` })) };
  }
  const key = QUERY_KEYS.find((known) => known === word.slice(0, colon));
  if (key === undefined) return none;
  const begun = word.slice(colon + 1).toLowerCase();
  const values = valuesOf(key, layerCount).filter((value) => value.startsWith(begun) && value !== begun);
  return { ...none, options: values.map((value) => ({ key, value, text: `${key}:${value}` })) };
}

/** Layers offered at most. */
const MOST_LAYERS = 12;

function valuesOf(key: QueryKey, layerCount: number): readonly string[] {
  switch (key) {
    case 'is':
      return IS_VALUES;
    case 'type':
      return TYPE_VALUES;
    case 'layer':
    case 'over':
      return Array.from({ length: layerCount }, (_, at) => String(layerCount - at)).slice(0, MOST_LAYERS);
    case 'size':
      return ['>1MB', '>10MB', '>100kB', '<1kB', '0'];
    case 'mode':
      return ['755', '644', '600', '777', '4755'];
    case 'owner':
      return ['0', '0:0'];
    case 'name':
    case 'in':
      return [];
  }
}
