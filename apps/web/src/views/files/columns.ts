import type { TreeSort } from '@stratascope/protocol/client';
import type { Layout } from '../../components';
import type { Dictionary } from '../../i18n';

export type ColumnId = 'name' | 'layer' | 'change' | 'size' | 'bar' | 'mode' | 'owner' | 'time';

interface Column {
  readonly id: ColumnId;
  /** A track of the grid. */
  readonly width: string;
  readonly sort: TreeSort | null;
  readonly label: (text: Dictionary['files']) => string;
  readonly isDescendingFirst: boolean;
}

/** All columns in order; to add one: a row here, its cell in `cells.tsx`, its text in each language. */
export const COLUMNS = [
  { id: 'name', width: 'minmax(180px, 1fr)', sort: 'name', label: (text) => text.name, isDescendingFirst: false },
  { id: 'layer', width: '32px', sort: 'layer', label: (text) => text.layer, isDescendingFirst: true },
  { id: 'change', width: '90px', sort: 'change', label: (text) => text.change, isDescendingFirst: false },
  { id: 'size', width: '70px', sort: 'size', label: (text) => text.size, isDescendingFirst: true },
  { id: 'bar', width: '44px', sort: null, label: (text) => text.bar, isDescendingFirst: false },
  { id: 'mode', width: '74px', sort: 'mode', label: (text) => text.mode, isDescendingFirst: false },
  { id: 'owner', width: '34px', sort: 'owner', label: (text) => text.owner, isDescendingFirst: false },
  { id: 'time', width: '128px', sort: 'mtime', label: (text) => text.time, isDescendingFirst: true },
] as const satisfies readonly Column[];

const SHOWN: Record<Layout, readonly ColumnId[]> = {
  wide: ['name', 'layer', 'change', 'size', 'bar', 'mode', 'owner'],
  medium: ['name', 'layer', 'change', 'size', 'bar', 'mode'],
  docked: ['name', 'layer', 'change', 'size', 'bar', 'mode', 'owner'],
  narrow: ['name', 'layer', 'change', 'size', 'bar', 'mode', 'owner'],
  phone: ['name', 'change', 'layer', 'size'],
};

const PHONE_WIDTH: Partial<Record<ColumnId, string>> = {
  name: 'minmax(0, 1fr)',
  change: '16px',
  layer: '30px',
  size: '72px',
};

/** From this width of the pane on, the time has room. */
const TIME_FITS_PX = 780;

/** A layer's number of three digits. */
const WIDE_LAYER = '40px';

/** Which columns a pane of some width shows, and the tracks of its grid. */
export function columnsFor(layout: Layout, paneWidth: number, layerCount: number) {
  const ids = SHOWN[layout].includes('owner') && paneWidth >= TIME_FITS_PX ? [...SHOWN[layout], 'time'] : SHOWN[layout];
  const columns = ids.flatMap((id) => COLUMNS.find((column) => column.id === id) ?? []);
  const template = columns
    .map((column) => {
      if (column.id === 'layer' && layerCount > 99) return WIDE_LAYER;
      return (layout === 'phone' ? PHONE_WIDTH[column.id] : undefined) ?? column.width;
    })
    .join(' ');
  return { columns, template };
}
