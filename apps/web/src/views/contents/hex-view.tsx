import { useQueries } from '@tanstack/react-query';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useRef } from 'react';
import { contentOptions, useOpenImage } from '../../client';
import { classNames, useSize } from '../../components';
import { useText } from '../../i18n';
import styles from './contents.module.css';
import { hexRow, offsetText } from './hex-rows';
import type { FileVersion } from './use-file-bytes';

const ROW_HEIGHT = 19;
/** Fetched at once: some thousand rows. */
const PAGE_BYTES = 64 * 1024;
/** A browser cannot scroll farther than some ten million pixels. */
const MOST_BYTES = 6_400_000;
/** Sixteen bytes with their offset and text need so many pixels. */
const WIDE = 560;

/** The bytes of a file, sixteen a row, or eight where it is narrow; only what is in sight is fetched. */
export function HexView({ file }: { readonly file: FileVersion }) {
  const { key } = useOpenImage();
  const text = useText().contents;
  const scroll = useRef<HTMLElement>(null);
  const [measure, size] = useSize<HTMLDivElement>();
  const rowBytes = (size?.width ?? 0) < WIDE ? 8 : 16;
  const count = Math.ceil(Math.min(MOST_BYTES, file.size) / rowBytes);
  const rows = useVirtualizer({
    count,
    getScrollElement: () => scroll.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 12,
  });
  const items = rows.getVirtualItems();
  const first = Math.floor(((items[0]?.index ?? 0) * rowBytes) / PAGE_BYTES);
  const last = Math.floor(((items.at(-1)?.index ?? 0) * rowBytes) / PAGE_BYTES);
  const pages = useQueries({
    queries: Array.from({ length: last - first + 1 }, (_, at) => {
      const start = (first + at) * PAGE_BYTES;
      const range = { start, end: Math.min(file.size, start + PAGE_BYTES) };
      return contentOptions(key, { path: file.path, layer: file.layer }, range);
    }),
  });

  return (
    <>
      {file.size > MOST_BYTES && <p className={styles.message}>{text.hexCut}</p>}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region */}
      <section ref={scroll} className={classNames(styles.code, styles.hex)} tabIndex={0} aria-label={text.hex}>
        <div ref={measure} className={styles.hexBody} style={{ height: rows.getTotalSize() }}>
          {items.map(({ index, start }) => {
            const offset = index * rowBytes;
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
