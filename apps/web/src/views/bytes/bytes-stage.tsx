import { type PointerEvent, useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { useText } from '../../i18n';
import { type BytesLook, useExplorer } from '../../state';
import { boxAt, type PictureLayout } from './box';
import styles from './bytes-stage.module.css';
import { CanvasPaint } from './canvas-paint';
import { CellItems } from './cell-items';
import { itemWords, layersOf } from './item-words';
import { paintingOf } from './paint-groups';
import type { FolderItem } from './picture-model';
import { selectedBox } from './selected-box';
import { SvgPaint } from './svg-paint';
import { goInside, selectItem, useStageKeys } from './use-stage-keys';
import { ZoomFrames } from './zoom-frames';

/** SVG costs more for each mark than a canvas does. */
const MOST_SVG_MARKS = 1000;

/** The picture, and what lies over it: names, focus, selection, and what the pointer is on. */
export function BytesStage({
  root,
  layout,
  look,
}: {
  readonly root: FolderItem;
  readonly layout: PictureLayout;
  readonly look: BytesLook;
}) {
  const text = useText().bytes;
  const { boxes, width, height } = layout;
  const path = useExplorer((state) => state.address.path);
  const version = useExplorer((state) => state.address.version);
  const selectedLayer = useExplorer((state) => state.address.layer);
  const hoveredPath = useExplorer((state) => state.hoveredPath);
  const hoveredLayer = useExplorer((state) => state.hoveredLayer);
  const { hoverPath, hoverLayer } = useExplorer.getState();
  const [pointedKey, setPointedKey] = useState<string | null>(null);
  const [focusKey, setFocusKey] = useState<string | null>(null);
  const stage = useRef<HTMLDivElement>(null);
  const wantsFocus = useRef(false);

  const selectedAt = useMemo(() => selectedBox(boxes, path, version), [boxes, path, version]);
  const places = useMemo(() => new Map(boxes.map(({ item }, at) => [item.key, at])), [boxes]);
  const focusAt = places.get(focusKey ?? '') ?? Math.max(0, selectedAt);
  const pointedAt = places.get(pointedKey ?? '') ?? -1;
  const hoveredAt = pointedAt >= 0 ? pointedAt : selectedBox(boxes, hoveredPath, null);
  // A slab that is hovered or selected lets other layers step back; a cell that is hovered does not.
  const hoveredSlab = hoveredPath === null && pointedAt < 0 ? hoveredLayer : null;
  const litLayer = hoveredSlab ?? (path === null ? selectedLayer : null);

  const painting = paintingOf(layout, look.by);
  const isCanvas = painting.marks > MOST_SVG_MARKS;
  const paint = useMemo(() => {
    const Paint = isCanvas ? CanvasPaint : SvgPaint;
    return <Paint painting={painting} width={width} height={height} litLayer={litLayer} />;
  }, [painting, isCanvas, width, height, litLayer]);

  const moveTo = useCallback(
    (at: number) => {
      wantsFocus.current = true;
      setFocusKey(boxes[at]?.item.key ?? null);
    },
    [boxes],
  );
  const onKeyDown = useStageKeys(boxes, focusAt, root.path, moveTo);

  const focusItem = useCallback(() => {
    stage.current?.querySelector<HTMLElement>('[role=treeitem][tabindex="0"]')?.focus({ preventScroll: true });
  }, []);
  // After each render, for the item has to be there, and to be the stop, before it can have the focus.
  useLayoutEffect(() => {
    if (!wantsFocus.current) return;
    wantsFocus.current = false;
    focusItem();
  });

  // Another folder is another picture: the focus goes to its first cell, or to the folder that was come out of.
  const before = useRef(root.path);
  useLayoutEffect(() => {
    if (before.current === root.path) return;
    const from = before.current;
    before.current = root.path;
    const cameFrom = boxes.find(({ item }) => item.kind === 'folder' && item.path === from);
    setFocusKey((cameFrom ?? boxes[0])?.item.key ?? null);
    // The focus stays in the picture where it was there, be it that the item that had it is gone.
    const { activeElement } = document;
    const isHere = activeElement === document.body || stage.current?.contains(activeElement) === true;
    if (wasInStage.current && isHere) wantsFocus.current = true;
  }, [root.path, boxes]);
  const wasInStage = useRef(false);

  const point = (at: number) => {
    const item = boxes[at]?.item;
    setPointedKey(item?.key ?? null);
    hoverPath(item?.path ?? null);
    hoverLayer(item === undefined ? null : layersOf(item).layer);
  };
  useEffect(
    () => () => {
      hoverPath(null);
      hoverLayer(null);
    },
    [hoverPath, hoverLayer],
  );
  const boxUnder = (event: PointerEvent<HTMLElement>) => {
    const { left, top } = event.currentTarget.getBoundingClientRect();
    return boxAt(boxes, event.clientX - left, event.clientY - top);
  };
  const selected = boxes[selectedAt];
  const hovered = boxes[hoveredAt];

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the items inside take the keys; this takes the pointer for all of them
    <div
      ref={stage}
      className={styles.stage}
      data-cells={boxes.length}
      style={{ width, height }}
      onPointerMove={(event) => {
        const at = boxUnder(event);
        if (at !== pointedAt) point(at);
      }}
      onPointerLeave={() => point(-1)}
      onPointerUp={(event) => {
        if (event.button !== 0) return;
        const at = boxUnder(event);
        const item = boxes[at]?.item;
        if (item === undefined) return;
        const isAgain = at === selectedAt && item.kind !== 'file';
        moveTo(at);
        if (isAgain) goInside(item, root.path);
        else selectItem(item);
      }}
      onFocus={() => {
        wasInStage.current = true;
      }}
      onBlur={(event) => {
        // An element that goes away takes the focus along without saying to where.
        if (event.relatedTarget !== null) wasInStage.current = false;
      }}
    >
      <ZoomFrames path={root.path} layout={layout} paint={paint} />
      <div role="tree" aria-label={text.picture} className={styles.items} onKeyDown={onKeyDown}>
        <CellItems boxes={boxes} look={look} isSparse={isCanvas} focusAt={focusAt} selectedAt={selectedAt} />
      </div>
      {selected !== undefined && (
        <div
          className={styles.selected}
          style={{ left: selected.x, top: selected.y, width: selected.width, height: selected.height }}
        />
      )}
      {hovered !== undefined && (
        <div
          key={hovered.item.key}
          className={styles.hovered}
          data-tip={pointedAt >= 0 ? itemWords(hovered.item, text, look.measure) : undefined}
          data-hovered={itemWords(hovered.item, text, look.measure)}
          style={{ left: hovered.x, top: hovered.y, width: hovered.width, height: hovered.height }}
        />
      )}
    </div>
  );
}
