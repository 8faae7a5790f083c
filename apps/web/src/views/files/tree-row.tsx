import { ChevronRight } from 'lucide-react';
import { type CSSProperties, memo } from 'react';
import { classNames, markOf, shortName, visibleText } from '../../components';
import { bytesText, type Dictionary, useText } from '../../i18n';
import { CELLS, changeText, NameText } from './cells';
import type { ColumnId } from './columns';
import type { FileRow } from './file-row';
import styles from './files.module.css';
import { TypeIcon } from './type-icon';

interface TreeRowProps {
  readonly row: FileRow;
  readonly columns: readonly ColumnId[];
  readonly depth: number;
  /** From 0. */
  readonly line: number;
  readonly scale: number;
  readonly isOpen: boolean;
  readonly isSelected: boolean;
  readonly isHovered: boolean;
  readonly isFocusStop: boolean;
  /** Another layer is selected than those that touched the row. */
  readonly isFaint: boolean;
  /** Of the line among all lines, CSS px. One by one, so that a line that stays where it is is not drawn anew. */
  readonly top: number;
  readonly height: number;
  /** Tracks of the grid. */
  readonly template: string;
  readonly onSelect: (row: FileRow) => void;
  readonly onToggle: (row: FileRow, wasOpen: boolean) => void;
  readonly onHover: (row: FileRow | null) => void;
}

/** Where a line stands. */
export function lineStyle({ top, height, template }: Pick<TreeRowProps, 'top' | 'height' | 'template'>): CSSProperties {
  return { transform: `translateY(${top}px)`, height, gridTemplateColumns: template };
}

/** One path of the merged file system. */
export const TreeRowLine = memo(function TreeRowLine(props: TreeRowProps) {
  const { row, columns, depth, line, scale, isOpen, isSelected, isHovered, isFocusStop, isFaint } = props;
  const text = useText();
  return (
    <div
      role="row"
      aria-level={depth}
      // From 1, and the head is the grid's first row.
      aria-rowindex={line + 2}
      aria-expanded={row.hasChildren ? isOpen : undefined}
      aria-selected={isSelected}
      aria-label={rowLabel(row, text)}
      tabIndex={isFocusStop ? 0 : -1}
      data-line={line}
      data-pane-focus={isFocusStop || undefined}
      className={classNames(
        styles.row,
        isSelected && styles.selected,
        isHovered && styles.hovered,
        isFaint && styles.faint,
        row.ghost !== undefined && styles.ghost,
      )}
      style={lineStyle(props)}
      onClick={() => props.onSelect(row)}
      onDoubleClick={() => row.hasChildren && props.onToggle(row, isOpen)}
      onPointerEnter={() => props.onHover(row)}
      onPointerLeave={() => props.onHover(null)}
    >
      {columns.map((id) => (
        <div key={id} role="gridcell" className={classNames(styles.cell, styles[id])}>
          {id === 'name' ? (
            <span className={styles.name} style={{ paddingLeft: (depth - 1) * 16 }}>
              {row.hasChildren ? (
                <button
                  type="button"
                  tabIndex={-1}
                  aria-hidden
                  className={classNames(styles.twist, isOpen && styles.twistOpen)}
                  onClick={(event) => {
                    event.stopPropagation();
                    props.onToggle(row, isOpen);
                  }}
                >
                  <ChevronRight size={13} strokeWidth={1.75} />
                </button>
              ) : (
                <span className={styles.twist} />
              )}
              <span className={styles.icon}>
                <TypeIcon type={row.type} isOpen={isOpen && row.hasChildren} />
              </span>
              <NameText row={row} />
            </span>
          ) : (
            CELLS[id]({ row, scale })
          )}
        </div>
      ))}
    </div>
  );
});

/** What a reader hears of a row: name, type, change, layer, size. */
function rowLabel(row: FileRow, text: Dictionary): string {
  const change = row.ghost !== undefined ? text.files.removedInLayer(row.ghost.layer) : changeText(row, text.common);
  return [
    visibleText(shortName(row.nameBytes)),
    row.type === 'symlink' ? text.files.linksTo(visibleText(shortName(row.linkBytes))) : text.files.types[row.type],
    row.ghost === undefined ? text.common.layer(row.changedIn.layer || row.layer) : null,
    change === '' || markOf(row.changedIn) === 'unchanged' ? null : change,
    row.type === 'file' || row.type === 'dir' ? bytesText(row.size) : null,
  ]
    .filter((part) => part !== null)
    .join(', ');
}
