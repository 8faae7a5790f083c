import type { TreeSort } from '@stratascope/protocol/client';
import type { Layout } from '../../components';
import type { Dictionary } from '../../i18n';

export type ColumnId = 'name' | 'layer' | 'change' | 'size' | 'bar' | 'mode' | 'owner' | 'time';

export interface Column {
  readonly id: ColumnId;
  /** CSS px; of the name the least, for it takes what the others leave. */
  readonly width: number;
  readonly sort: TreeSort | null;
  readonly label: (text: Dictionary['files']) => string;
  readonly isDescendingFirst: boolean;
}

/** All columns in order; to add one: a row here, its cell in `cells.tsx`, its text in each language. */
const COLUMNS: readonly Column[] = [
  { id: 'name', width: 180, sort: 'name', label: (text) => text.name, isDescendingFirst: false },
  { id: 'layer', width: 32, sort: 'layer', label: (text) => text.layer, isDescendingFirst: true },
  { id: 'change', width: 98, sort: 'change', label: (text) => text.change, isDescendingFirst: false },
  { id: 'size', width: 70, sort: 'size', label: (text) => text.size, isDescendingFirst: true },
  { id: 'bar', width: 44, sort: null, label: (text) => text.bar, isDescendingFirst: false },
  { id: 'mode', width: 74, sort: 'mode', label: (text) => text.mode, isDescendingFirst: false },
  { id: 'owner', width: 34, sort: 'owner', label: (text) => text.owner, isDescendingFirst: false },
  { id: 'time', width: 128, sort: 'mtime', label: (text) => text.time, isDescendingFirst: true },
];

const ALWAYS: readonly ColumnId[] = ['name', 'layer', 'change', 'size'];
/** What is shown as far as it fits, what is asked for most first. */
const WHERE_IT_FITS: readonly ColumnId[] = ['bar', 'mode', 'owner', 'time'];

const PHONE = ['name', 'change', 'layer', 'size'] as const;
const PHONE_WIDTH: Record<(typeof PHONE)[number], number> = { name: 0, change: 16, layer: 30, size: 72 };

/** Between columns, and at both ends of a row together, CSS px. */
const GAP = 8;
const PADDING = 20;
/** More than a layer's number of two digits takes. */
const THIRD_DIGIT = 8;

/** Which columns a pane of some width shows, and the tracks of its grid. On a phone signs stand without their words. */
export function columnsFor(
  layout: Layout,
  paneWidth: number,
  layerCount: number,
): { readonly columns: readonly Column[]; readonly template: string } {
  const isPhone = layout === 'phone';
  const widthOf = (column: Column) => {
    const width = isPhone && isOnPhone(column.id) ? PHONE_WIDTH[column.id] : column.width;
    return column.id === 'layer' && layerCount > 99 ? width + THIRD_DIGIT : width;
  };
  const columns = isPhone ? pick(PHONE) : pick(fittingColumns(paneWidth, widthOf));
  const template = columns.map((column) =>
    column.id === 'name' ? `minmax(${widthOf(column)}px, 1fr)` : `${widthOf(column)}px`,
  );
  return { columns, template: template.join(' ') };
}

function fittingColumns(paneWidth: number, widthOf: (column: Column) => number): readonly ColumnId[] {
  const total = (ids: readonly ColumnId[]) =>
    pick(ids).reduce((sum, column) => sum + widthOf(column) + GAP, PADDING - GAP);
  let shown = ALWAYS;
  for (const id of WHERE_IT_FITS) {
    const wider = [...shown, id];
    if (total(wider) > paneWidth) break;
    shown = wider;
  }
  return shown;
}

const pick = (ids: readonly ColumnId[]) => ids.flatMap((id) => COLUMNS.find((column) => column.id === id) ?? []);

const isOnPhone = (id: ColumnId): id is keyof typeof PHONE_WIDTH => id in PHONE_WIDTH;
