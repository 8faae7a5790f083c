import { isMet, type Row, type Unit } from './row';
import { megabytesText } from './texts';

const COLUMNS = ['benchmark', 'floor', 'ours', 'result', 'target', '', 'peak memory'] as const;

/** Rows as a Markdown table, which reads as well in a terminal. */
export function tableText(rows: readonly Row[]): string {
  const cells = [COLUMNS, COLUMNS.map(() => '---'), ...rows.map(cellsOf)];
  return cells.map((line) => `| ${line.join(' | ')} |`).join('\n');
}

/** One row in one line, as it comes. */
export function rowText(row: Row): string {
  const [what, floor, ours, result, target, verdict, memory] = cellsOf(row);
  const parts = [
    `${result} (target ${target || 'none'}${verdict && `, ${verdict}`})`,
    ours,
    floor && `floor: ${floor}`,
    memory,
  ];
  return `${what}: ${parts.filter(Boolean).join(' · ')}`;
}

function cellsOf(row: Row): readonly string[] {
  const verdict = isMet(row);
  return [
    row.what,
    row.floor ?? '',
    row.measured ?? '',
    valueText(row.value, row.unit),
    row.target === null ? '' : `≤ ${valueText(row.target, row.unit)}`,
    verdict === null ? '' : verdict ? 'met' : '**missed**',
    row.peakRssBytes === null ? '' : megabytesText(row.peakRssBytes),
  ];
}

function valueText(value: number, unit: Unit): string {
  switch (unit) {
    case 'ratio':
      return `${value.toFixed(value < 0.1 ? 3 : 2)} ×`;
    case 'ms':
      return `${value.toFixed(value < 10 ? 2 : 0)} ms`;
    case 's':
      return `${value.toFixed(2)} s`;
    case 'B/node':
      return `${value.toFixed(1)} B/node`;
    case 'count':
      return String(value);
    case 'kB':
      return `${value.toFixed(1)} kB`;
    case 'MB':
      return `${value.toFixed(0)} MB`;
  }
}
