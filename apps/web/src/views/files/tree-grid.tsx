import { type EntryPath, ROOT } from '@stratascope/core';
import { pathBytes } from '@stratascope/protocol/client';
import { useCallback, useEffect, useMemo, useRef } from 'react';
import { useLife, useOpenImage } from '../../client';
import { useLayout, useSize } from '../../components';
import { useText } from '../../i18n';
import { useExplorer } from '../../state';
import { columnsFor } from './columns';
import type { FileRow } from './file-row';
import styles from './files.module.css';
import { lineAt } from './outline';
import { TreeHead } from './tree-head';
import { TreeMessageLine } from './tree-message-line';
import { lineStyle, TreeRowLine } from './tree-row';
import { useFocusLine } from './use-focus-line';
import { useLineWindow } from './use-line-window';
import type { TreeOutline } from './use-outline';
import { useRevealSelection } from './use-reveal-selection';
import { useTouched } from './use-touched';
import { useTreeKeys } from './use-tree-keys';

const ROW_HEIGHT = { phone: 36, other: 24 };
const HEAD_HEIGHT = 26;
/** Until the pane is measured. */
const USUAL_WIDTH = 640;

/** The tree itself: only the lines in sight are drawn, however many there are. */
export function TreeGrid({ tree }: { readonly tree: TreeOutline }) {
  const layout = useLayout();
  const { layerCount } = useOpenImage();
  const text = useText().files;
  const scroller = useRef<HTMLDivElement | null>(null);
  const [sizeRef, size] = useSize<HTMLDivElement>();
  const selectedPath = useExplorer((state) => state.address.path);
  const selectedLayer = useExplorer((state) => state.address.layer);
  const hoveredPath = useExplorer((state) => state.hoveredPath);
  const hoveredLayer = useExplorer((state) => state.hoveredLayer);
  const { data: life } = useLife(selectedPath);
  const otherNames = useMemo(() => new Set(life?.links.map((link) => pathBytes(link) as EntryPath)), [life]);
  const shownLayer = selectedPath === null ? selectedLayer : null;
  const touched = useTouched(shownLayer);
  const isFiltered = useExplorer((state) => state.treeFilter !== '');
  const { selectPath, setFolderOpen, hoverPath, hoverLayer } = useExplorer.getState();

  const { columns, template } = columnsFor(layout, size?.width ?? USUAL_WIDTH, layerCount);
  const columnKey = columns.map(({ id }) => id).join(' ');
  // biome-ignore lint/correctness/useExhaustiveDependencies: rows are drawn anew where other columns are shown only
  const columnIds = useMemo(() => columns.map(({ id }) => id), [columnKey]);
  const rowHeight = layout === 'phone' ? ROW_HEIGHT.phone : ROW_HEIGHT.other;
  const focus = useFocusLine(tree, scroller);
  const drawn = useLineWindow(scroller, {
    count: tree.outline.lineCount,
    lineHeight: rowHeight,
    headHeight: HEAD_HEIGHT,
    // The line that Tab stops at is drawn wherever it is, so that there always is one.
    always: focus.line,
  });

  const { first, last, reveal } = drawn;
  useEffect(() => {
    tree.show(first, last);
  });

  const moveTo = (line: number) => {
    focus.focus(line);
    reveal(line);
  };
  useRevealSelection(tree, (line) => {
    // The focus goes along where it is in the tree; it is not taken from elsewhere.
    if (focus.isHeld()) focus.focus(line);
    else focus.rest(line);
    reveal(line);
  });
  const onKeyDown = useTreeKeys(tree, focus.line, moveTo);

  const isOpen = tree.isOpen;
  const onSelect = useCallback((row: FileRow) => selectPath(row.key), [selectPath]);
  const onToggle = useCallback((row: FileRow, wasOpen: boolean) => setFolderOpen(row.key, !wasOpen), [setFolderOpen]);
  const onHover = useCallback(
    (row: FileRow | null) => {
      hoverPath(row?.key ?? null);
      hoverLayer(row === null ? null : row.changedIn.layer || null);
    },
    [hoverPath, hoverLayer],
  );

  const topScale = Math.max(0, ...[...(tree.folder(ROOT)?.rows.values() ?? [])].map((row) => row.size));
  const attach = useCallback(
    (element: HTMLDivElement) => {
      scroller.current = element;
      const detach = sizeRef(element);
      return () => {
        scroller.current = null;
        if (typeof detach === 'function') detach();
      };
    },
    [sizeRef],
  );

  return (
    <div
      ref={attach}
      role="treegrid"
      aria-label={text.tree}
      aria-rowcount={tree.outline.lineCount + 1}
      aria-colcount={columns.length}
      aria-busy={tree.isStale}
      className={styles.grid}
      onKeyDown={onKeyDown}
      onFocus={focus.onFocus}
      onBlur={focus.onBlur}
    >
      <TreeHead columns={columns} template={template} />
      <div role="rowgroup" className={styles.lines} style={{ height: drawn.contentHeight }}>
        {drawn.lines.map((index) => {
          const top = drawn.origin + index * rowHeight;
          const at = lineAt(tree.outline, index);
          if (at === null) return null;
          const row = tree.rowAt(index);
          const { folder, depth } = at.run;
          // Keys are places, not paths: a browser drops the focus of an element that is moved.
          if (row === null) {
            return (
              <TreeMessageLine
                key={index}
                run={at.run}
                failure={tree.folder(folder)?.failure ?? null}
                style={lineStyle({ top, height: rowHeight, template })}
                line={index}
                isFocusStop={index === focus.line}
                onRetry={tree.retry}
              />
            );
          }
          return (
            <TreeRowLine
              key={index}
              row={row}
              columns={columnIds}
              depth={depth}
              line={index}
              scale={depth <= 2 ? topScale : (tree.folder(folder)?.answer?.folder.size ?? 0)}
              isOpen={row.hasChildren && isOpen(row)}
              isSelected={row.key === selectedPath}
              isHovered={row.key === hoveredPath || (otherNames.has(row.key) && row.key !== selectedPath)}
              isFocusStop={index === focus.line}
              isFaint={
                (isFiltered && row.isMatch === false) ||
                isFaint(row, shownLayer, touched) ||
                isFaint(row, hoverOf(hoveredLayer, hoveredPath), null)
              }
              top={top}
              height={rowHeight}
              template={template}
              onSelect={onSelect}
              onToggle={onToggle}
              onHover={onHover}
            />
          );
        })}
      </div>
    </div>
  );
}

/** A slab that is hovered lets the rows of other layers step back; a row that is hovered does not. */
function hoverOf(layer: number | null, path: unknown): number | null {
  return path === null ? layer : null;
}

/** Whether a row steps back behind those that a layer touched; what is not known of them is told by the row itself. */
function isFaint(row: FileRow, layer: number | null, touched: ReadonlySet<EntryPath> | null): boolean {
  if (layer === null || touched?.has(row.key)) return false;
  if (row.ghost?.layer === layer || row.changedIn.layer === layer || row.layer === layer) return false;
  return !row.bytesByLayer.some(([of]) => of === layer);
}
