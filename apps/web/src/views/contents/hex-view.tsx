import { useQueries } from '@tanstack/react-query';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useRef, useState } from 'react';
import { contentOptions, useOpenImage } from '../../client';
import { classNames, useSize } from '../../components';
import { useText } from '../../i18n';
import styles from './contents.module.css';
import { HexParts } from './hex-parts';
import { hexRow, offsetText } from './hex-rows';
import type { FileVersion } from './use-file-bytes';

const ROW_HEIGHT = 19;
/** Fetched at once: some thousand rows. */
const PAGE_BYTES = 64 * 1024;
/** Of a part of a large file: a browser cannot scroll farther than some ten million pixels. */
const PART_BYTES = 6_400_000;
/** Sixteen bytes with their offset and text need so many pixels. */
const WIDE = 560;

/** The bytes of a file, sixteen a row, or eight where it is narrow; only what is in sight is fetched. */
export function HexView({ file }: { readonly file: FileVersion }) {
  const { key } = useOpenImage();
  const text = useText().contents;
  const scroll = useRef<HTMLElement>(null);
  const [measure, size] = useSize<HTMLDivElement>();
  const rowBytes = (size?.width ?? 0) < WIDE ? 8 : 16;
  const [base, setBase] = useState(0);
  const end = Math.min(file.size, base + PART_BYTES);
  const count = Math.ceil((end - base) / rowBytes);
  const rows = useVirtualizer({
    count,
    getScrollElement: () => scroll.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 12,
  });
  const items = rows.getVirtualItems();
  const offsetOf = (index: number) => base + index * rowBytes;
  const first = Math.floor(offsetOf(items[0]?.index ?? 0) / PAGE_BYTES);
  const last = Math.floor(offsetOf(items.at(-1)?.index ?? 0) / PAGE_BYTES);
  const pages = useQueries({
    queries: Array.from({ length: last - first + 1 }, (_, at) => {
      const start = (first + at) * PAGE_BYTES;
      const range = { start, end: Math.min(file.size, start + PAGE_BYTES) };
      return contentOptions(key, { path: file.path, layer: file.layer }, range);
    }),
  });

  return (
    <>
      {file.size > PART_BYTES && (
        <HexParts
          start={base}
          end={end}
          size={file.size}
          onGo={(offset) => {
            const part = Math.floor(offset / PART_BYTES) * PART_BYTES;
            setBase(part);
            // The rows of another part come with the next drawing.
            requestAnimationFrame(() => rows.scrollToIndex(Math.floor((offset - part) / rowBytes), { align: 'start' }));
          }}
        />
      )}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region */}
      <section ref={scroll} className={classNames(styles.code, styles.hex)} tabIndex={0} aria-label={text.hex}>
        <div ref={measure} className={styles.hexBody} style={{ height: rows.getTotalSize() }}>
          {items.map(({ index, start }) => {
            const offset = offsetOf(index);
            const page = pages[Math.floor(offset / PAGE_BYTES) - first];
            const row = page?.data === undefined ? null : hexRow(page.data, offset % PAGE_BYTES, offset, rowBytes);
            return (
              <div key={index} className={styles.hexRow} style={{ top: start }}>
                <span className={styles.offset}>{offsetText(offset, file.size)}</span>
                <span className={styles.digits}>
                  {row === null
                    ? '…'
                    : `${row.digits.slice(0, 8).join(' ')}  ${row.digits.slice(8).join(' ')}`.trimEnd()}
                </span>
                <span className={styles.ascii} aria-hidden>
                  {row?.text}
                </span>
              </div>
            );
          })}
        </div>
      </section>
    </>
  );
}
