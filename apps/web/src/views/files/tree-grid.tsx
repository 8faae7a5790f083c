import { ROOT, splitPath } from '@stratascope/core';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useOpenImage } from '../../client';
import { Button, EmptyState, useLayout, useSize } from '../../components';
import { useText } from '../../i18n';
import { useExplorer } from '../../state';
import { columnsFor } from './columns';
import type { FileRow } from './file-row';
import styles from './files.module.css';
import { lineAt, lineOf, type OutlineRun } from './outline';
import { TreeHead } from './tree-head';
import { TreeRowLine } from './tree-row';
import type { TreeOutline } from './use-outline';
import { useTreeKeys } from './use-tree-keys';

const ROW_HEIGHT = { phone: 36, other: 24 };
const HEAD_HEIGHT = 26;

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
  const { selectPath, setFolderOpen, hoverPath, hoverLayer } = useExplorer.getState();
  const [focusLine, setFocusLine] = useState(0);

  const { columns, template } = columnsFor(layout, size?.width ?? 0, layerCount);
  const columnIds = useMemo(() => columns.map(({ id }) => id), [columns]);
  const rowHeight = layout === 'phone' ? ROW_HEIGHT.phone : ROW_HEIGHT.other;
  const virtualizer = useVirtualizer({
    count: tree.outline.lineCount,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 12,
    scrollPaddingStart: HEAD_HEIGHT,
    scrollMargin: 0,
  });
  // The height of a row changes with the layout only.
  // biome-ignore lint/correctness/useExhaustiveDependencies: measured anew when the height is another
  useEffect(() => virtualizer.measure(), [rowHeight]);

  const lines = virtualizer.getVirtualItems();
  const first = lines[0]?.index ?? 0;
  const last = lines.at(-1)?.index ?? 0;
  useEffect(() => tree.show(first, last));

  const moveTo = (line: number) => {
    setFocusLine(line);
    virtualizer.scrollToIndex(line, { align: 'auto' });
    // The line may not be drawn yet.
    requestAnimationFrame(() => {
      const element = scroller.current?.querySelector(`[data-line="${line + 2}"]`);
      if (element instanceof HTMLElement) element.focus({ preventScroll: true });
    });
  };
  useRevealSelection(tree, (line) => {
    // The focus goes along where it is in the tree; it is not taken from elsewhere.
    if (scroller.current?.contains(document.activeElement)) return moveTo(line);
    setFocusLine(line);
    virtualizer.scrollToIndex(line, { align: 'auto' });
  });
  const onKeyDown = useTreeKeys(tree, focusLine, moveTo);

  const isOpen = tree.isOpen;
  const onSelect = useCallback((row: FileRow) => selectPath(row.key), [selectPath]);
  const onToggle = useCallback((row: FileRow) => setFolderOpen(row.key, !isOpen(row)), [setFolderOpen, isOpen]);
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
    >
      <TreeHead columns={columns} template={template} />
      <div role="rowgroup" className={styles.lines} style={{ height: virtualizer.getTotalSize() }}>
        {lines.map(({ index, start, size: height }) => {
          const at = lineAt(tree.outline, index);
          if (at === null) return null;
          const style = { transform: `translateY(${start}px)`, height, gridTemplateColumns: template };
          const row = tree.rowAt(index);
          if (row === null)
            return <OtherLine key={index} run={at.run} style={style} rowIndex={index + 2} onRetry={tree.retry} />;
          return (
            <TreeRowLine
              key={row.key}
              row={row}
              columns={columnIds}
              depth={at.run.depth}
              rowIndex={index + 2}
              scale={at.run.depth <= 2 ? topScale : (tree.folder(at.run.folder)?.bytes ?? 0)}
              isOpen={row.hasChildren && isOpen(row)}
              isSelected={row.key === selectedPath}
              isHovered={row.key === hoveredPath}
              isFocusStop={index === focusLine || (focusLine > tree.outline.lineCount - 1 && index === 0)}
              isFaint={
                isFaint(row, selectedPath === null ? selectedLayer : null) ||
                isFaint(row, hoverOf(hoveredLayer, hoveredPath))
              }
              style={style}
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

function isFaint(row: FileRow, layer: number | null): boolean {
  if (layer === null || row.ghost?.layer === layer || row.changedIn.layer === layer || row.layer === layer)
    return false;
  return !row.bytesByLayer.some(([of]) => of === layer);
}

/** Brings a path that was selected elsewhere (a link, the stack, a search) into sight, its folders opened. */
function useRevealSelection(tree: TreeOutline, reveal: (line: number) => void) {
  const path = useExplorer((state) => state.address.path);
  const openFoldersTo = useExplorer((state) => state.openFoldersTo);
  const revealed = useRef<string | null>(null);

  useEffect(() => {
    if (path === null) {
      revealed.current = null;
      return;
    }
    if (revealed.current === path) return;
    openFoldersTo(path);
    const { directory } = splitPath(path);
    for (const [index, row] of tree.folder(directory)?.rows ?? []) {
      if (row.key !== path) continue;
      const line = lineOf(tree.outline, directory, index);
      if (line === null) return;
      revealed.current = path;
      reveal(line);
      return;
    }
  });
}

/** A line that is no path: a folder on its way, empty, or one that could not be listed. */
function OtherLine({
  run,
  style,
  rowIndex,
  onRetry,
}: {
  readonly run: OutlineRun;
  readonly style: React.CSSProperties;
  readonly rowIndex: number;
  readonly onRetry: () => void;
}) {
  const { level, from } = useOpenImage();
  const text = useText();
  const filter = useExplorer((state) => state.treeFilter);
  const showRemoved = useExplorer((state) => state.showRemoved);
  const setShowRemoved = useExplorer((state) => state.setShowRemoved);
  const isOneLayer = useExplorer((state) => state.onlyLayer && state.address.layer !== null);
  const isRoot = run.depth === 1;

  if (run.kind === 'rows' || run.kind === 'loading') {
    return (
      <div role="row" aria-rowindex={rowIndex} className={styles.row} style={style}>
        <div
          role="gridcell"
          className={styles.waiting}
          style={{ paddingLeft: run.depth * 16 + 4 }}
          aria-label={text.common.loading}
        >
          <span className={styles.skeleton} style={{ width: `${28 + ((rowIndex * 37) % 40)}%` }} />
        </div>
      </div>
    );
  }
  const message =
    run.kind === 'failed'
      ? text.files.failed
      : filter !== ''
        ? showRemoved
          ? text.files.noMatch
          : text.files.noMatchRemoved
        : (from > 0 || isOneLayer) && isRoot
          ? text.files.emptyRange
          : level === 0 && isRoot
            ? text.files.emptyRoot
            : text.files.empty(level);
  const action =
    run.kind === 'failed' ? (
      <Button size="small" onClick={onRetry}>
        {text.common.retry}
      </Button>
    ) : filter !== '' && !showRemoved ? (
      <Button size="small" onClick={() => setShowRemoved(true)}>
        {text.files.show}
      </Button>
    ) : undefined;

  return (
    <div role="row" aria-rowindex={rowIndex} className={styles.row} style={isRoot ? { ...style, height: 120 } : style}>
      <div role="gridcell" className={styles.message} style={{ paddingLeft: isRoot ? 0 : run.depth * 16 + 4 }}>
        {isRoot ? (
          <EmptyState title={message} action={action} />
        ) : (
          <>
            {message} {action}
          </>
        )}
      </div>
    </div>
  );
}
