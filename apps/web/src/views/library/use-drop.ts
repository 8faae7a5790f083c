import { type DragEvent, useRef, useState } from 'react';
import { type Drop, readDrop } from './read-drop';

/** Takes drops anywhere on an element; `isOver` while something hovers that could be dropped. */
export function useDrop(onDrop: (drop: Drop) => void) {
  const [isOver, setOver] = useState(false);
  // Entering a child leaves its parent: only the count tells when the pointer is gone.
  const depth = useRef(0);
  return {
    isOver,
    handlers: {
      onDragEnter: (event: DragEvent) => {
        event.preventDefault();
        depth.current++;
        setOver(true);
      },
      onDragOver: (event: DragEvent) => {
        event.preventDefault();
        event.dataTransfer.dropEffect = 'copy';
      },
      onDragLeave: () => {
        depth.current = Math.max(0, depth.current - 1);
        if (depth.current === 0) setOver(false);
      },
      onDrop: (event: DragEvent) => {
        event.preventDefault();
        depth.current = 0;
        setOver(false);
        onDrop(readDrop(Array.from(event.dataTransfer.items)));
      },
    },
  };
}
