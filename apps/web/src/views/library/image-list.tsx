import { ascending, descending } from 'd3-array';
import { ChevronDown, ChevronUp } from 'lucide-react';
import { useMemo, useState } from 'react';
import { Bytes, classNames, platformText } from '../../components';
import { useText } from '../../i18n';
import styles from './image-list.module.css';
import type { LibraryRow } from './library-rows';
import { RowActions, RowName, readingWords } from './row-cells';

type Column = 'name' | 'stored' | 'unpacked' | 'dead' | 'layers';

const VALUE: Record<Column, (row: LibraryRow) => string | number> = {
  name: ({ name, image }) => (name ?? image.ref).toLowerCase(),
  stored: ({ image }) => image.sizes.stored ?? -1,
  unpacked: ({ image }) => image.sizes.unpacked ?? -1,
  dead: ({ image }) => image.sizes.dead ?? -1,
  layers: ({ image }) => image.layerCount,
};

/** The images as a plain table, sorted by the column pressed; null keeps the order in which they were opened. */
export function ImageList({ rows }: { readonly rows: readonly LibraryRow[] }) {
  const text = useText().library;
  const [sort, setSort] = useState<{ readonly column: Column; readonly isDescending: boolean } | null>(null);
  const sorted = useMemo(() => {
    if (sort === null) return rows;
    const value = VALUE[sort.column];
    const order = sort.isDescending ? descending : ascending;
    return [...rows].sort((one, other) => order(value(one), value(other)));
  }, [rows, sort]);
  const press = (column: Column) =>
    setSort({ column, isDescending: sort?.column === column ? !sort.isDescending : column !== 'name' });

  return (
    <table className={styles.table}>
      <thead>
        <tr>
          {(['name', 'stored', 'unpacked', 'dead', 'layers'] as const).map((column) => {
            const isSorted = sort?.column === column;
            return (
              <th
                key={column}
                scope="col"
                aria-sort={isSorted ? (sort.isDescending ? 'descending' : 'ascending') : 'none'}
                className={classNames(styles[column])}
              >
                <button
                  type="button"
                  className={classNames(styles.sort, isSorted && styles.sorted)}
                  onClick={() => press(column)}
                >
                  {column === 'name' ? text.image : text[column]}
                  {isSorted &&
                    (sort.isDescending ? <ChevronDown size={12} aria-hidden /> : <ChevronUp size={12} aria-hidden />)}
                </button>
              </th>
            );
          })}
          <th scope="col" className={styles.end}>
            <span className="visually-hidden">{text.actions}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {sorted.map((row) => {
          const { stored, unpacked, dead } = row.image.sizes;
          const reading = readingWords(row, text);
          return (
            <tr key={row.key} className={styles.row}>
              <th
                scope="row"
                className={styles.name}
                aria-label={`${row.name ?? row.image.ref} ${platformText(row.image.platform) ?? ''}`}
              >
                <RowName row={row} />
              </th>
              <td className={styles.stored}>
                <Bytes bytes={stored} />
              </td>
              <td className={styles.unpacked}>
                {reading === null ? <Bytes bytes={unpacked} /> : <span className={styles.reading}>{reading}</span>}
              </td>
              <td className={classNames(styles.dead, dead !== null && dead > 0 && styles.warm)}>
                {reading === null && <Bytes bytes={dead} />}
              </td>
              <td className={styles.layers}>{row.image.layerCount}</td>
              <td className={styles.end}>
                <RowActions row={row} />
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
