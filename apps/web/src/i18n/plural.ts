import { formatCount } from './format';

/** A count with its English noun: `1 layer`, `1,024 layers`. */
export function counted(count: number, one: string, many: string = `${one}s`): string {
  return `${formatCount(count)} ${count === 1 ? one : many}`;
}

const listFormat = { en: new Intl.ListFormat('en'), zh: new Intl.ListFormat('zh', { type: 'conjunction' }) };

/** Numbers of layers as a list: `1, 2, and 4`; runs of three and more as `1–4`. */
export function layerList(layers: readonly number[], language: keyof typeof listFormat): string {
  const runs: string[] = [];
  for (let at = 0; at < layers.length; ) {
    let end = at;
    while ((layers[end + 1] ?? Number.NaN) === (layers[end] ?? 0) + 1) end++;
    if (end - at >= 2) runs.push(`${layers[at]}–${layers[end]}`);
    else for (let one = at; one <= end; one++) runs.push(String(layers[one]));
    at = end + 1;
  }
  return listFormat[language].format(runs);
}
