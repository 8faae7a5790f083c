import { ArrowDown, ArrowUp } from 'lucide-react';
import { classNames, useLayout } from '../../components';
import { useText } from '../../i18n';
import { useExplorer } from '../../state';
import type { Column, ColumnId } from './columns';
import styles from './files.module.css';

/** Columns that are as wide as their sign there. */
const WITHOUT_WORD_ON_PHONE: ReadonlySet<ColumnId> = new Set(['change', 'layer']);

/** The heads of the columns: a click sorts by one, another turns it round. */
export function TreeHead({ columns, template }: { readonly columns: readonly Column[]; readonly template: string }) {
  const text = useText().files;
  const layout = useLayout();
  const order = useExplorer((state) => state.treeOrder);
  const setOrder = useExplorer((state) => state.setTreeOrder);

  return (
    <div role="row" aria-rowindex={1} className={styles.headRow} style={{ gridTemplateColumns: template }}>
      {columns.map((column) => {
        const { sort } = column;
        const isSorted = sort !== null && order.sort === sort;
        const Arrow = order.isDescending ? ArrowDown : ArrowUp;
        return (
          <div
            key={column.id}
            role="columnheader"
            aria-sort={isSorted ? (order.isDescending ? 'descending' : 'ascending') : undefined}
            className={classNames(styles.cell, styles[column.id])}
          >
            {sort === null || (layout === 'phone' && WITHOUT_WORD_ON_PHONE.has(column.id)) ? (
              <span className="visually-hidden">{column.label(text)}</span>
            ) : (
              <button
                type="button"
                className={classNames(styles.sort, isSorted && styles.sorted)}
                onClick={() =>
                  setOrder({
                    sort,
                    isDescending: isSorted ? !order.isDescending : column.isDescendingFirst,
                  })
                }
              >
                {column.label(text)}
                {isSorted && <Arrow size={11} strokeWidth={2} aria-hidden />}
              </button>
            )}
          </div>
        );
      })}
    </div>
  );
}
