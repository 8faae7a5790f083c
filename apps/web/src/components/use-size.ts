import { type RefCallback, useCallback, useState } from 'react';

/** The inner size of an element in CSS px, kept as it changes; null until it is there. */
export function useSize<Box extends HTMLElement>(): readonly [
  RefCallback<Box>,
  { readonly width: number; readonly height: number } | null,
] {
  const [size, setSize] = useState<{ readonly width: number; readonly height: number } | null>(null);
  const ref = useCallback((element: Box) => {
    const measure = () => setSize({ width: element.clientWidth, height: element.clientHeight });
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    measure();
    return () => observer.disconnect();
  }, []);
  return [ref, size];
}
