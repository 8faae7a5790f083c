import { useVirtualizer } from '@tanstack/react-virtual';
import { useMemo, useRef, useState } from 'react';
import { classNames, useSize } from '../../components';
import { bytesText, formatCount, useText } from '../../i18n';
import styles from './contents.module.css';
import { diffHex, type HexPiece } from './diff-hex';
import { offsetText } from './hex-rows';

const ROW_HEIGHT = 19;
/** A fold is a button, and so as high as a finger or a pointer needs. */
const FOLD_HEIGHT = 24;
/** A browser cannot scroll farther than some ten million pixels. */
const MOST_ROWS = 500_000;
/** Two rows of so many bytes need so many pixels beside each other. */
const WIDTHS: readonly (readonly [pixels: number, rowBytes: number])[] = [
  [1080, 16],
  [600, 8],
  [0, 4],
];
/** Below this there is no room for the bytes as text. */
const LEAST_WITH_TEXT = 330;

interface Side {
  readonly layer: number;
  readonly size: number;
  readonly bytes: Uint8Array;
}

/** The bytes of two versions beside each other: rows that differ have a sign, bytes that differ a frame. */
export function HexDiffView({ before, after }: { readonly before: Side; readonly after: Side }) {
  const text = useText().contents;
  const scroll = useRef<HTMLElement>(null);
  const [measure, size] = useSize<HTMLDivElement>();
  const width = size?.width ?? 0;
  const rowBytes = WIDTHS.find(([pixels]) => width >= pixels)?.[1] ?? 4;
  const diff = useMemo(() => diffHex(before.bytes, after.bytes, rowBytes), [before.bytes, after.bytes, rowBytes]);
  const [unfolded, setUnfolded] = useState<ReadonlySet<number>>(new Set());
  const items = useMemo(() => itemsOf(diff.pieces, unfolded, rowBytes), [diff, unfolded, rowBytes]);
  const rows = useVirtualizer({
    count: Math.min(items.length, MOST_ROWS),
    getScrollElement: () => scroll.current,
    estimateSize: (index) => (typeof items[index] === 'number' ? ROW_HEIGHT : FOLD_HEIGHT),
    getItemKey: (index) => keyOf(items[index]),
    overscan: 12,
  });
  const longest = Math.max(before.size, after.size);

  return (
    <>
      <p className={styles.kind}>
        {text.binaryDiffers(bytesText(before.size), bytesText(after.size))}{' '}
        {diff.first !== null && text.bytesDiffer(formatCount(diff.differing), offsetText(diff.first, longest))}
        {items.length > MOST_ROWS && ` ${text.hexDiffCut}`}
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region */}
      <section ref={scroll} className={classNames(styles.code, styles.hex)} tabIndex={0} aria-label={text.hexBeside}>
        <div ref={measure} className={styles.hexBody} style={{ height: rows.getTotalSize() }}>
          {rows.getVirtualItems().map(({ index, start }) => {
            const item = items[index];
            if (item === undefined) return null;
            if (typeof item !== 'number') {
              const { bytes } = item;
              return (
                <div key={`fold ${item.start}`} className={styles.hexFold} style={{ top: start }}>
                  <button type="button" onClick={() => setUnfolded(new Set([...unfolded, item.start * rowBytes]))}>
                    {text.equalBytes(Math.min(bytes, longest - item.start * rowBytes))}
                  </button>
                </div>
              );
            }
            const offset = item * rowBytes;
            const left = before.bytes.subarray(offset, offset + rowBytes);
            const right = after.bytes.subarray(offset, offset + rowBytes);
            const isSame = left.length === right.length && left.every((byte, at) => byte === right[at]);
            return (
              <div key={item} className={styles.hexRow} style={{ top: start }}>
                <span className={styles.offset}>{offsetText(offset, longest)}</span>
                <span className={styles.unlike}>
                  {isSame ? ' ' : '≠'}
                  {!isSame && <span className="visually-hidden">{text.rowDiffers}</span>}
                </span>
                <Half
                  bytes={left}
                  other={right}
                  rowBytes={rowBytes}
                  kind="removed"
                  withText={width >= LEAST_WITH_TEXT}
                />
                <Half bytes={right} other={left} rowBytes={rowBytes} kind="added" withText={width >= LEAST_WITH_TEXT} />
              </div>
            );
          })}
        </div>
      </section>
    </>
  );
}

/** One version's part of a row: digits, then the same as text; of differing bytes both are framed. */
function Half({
  bytes,
  other,
  rowBytes,
  kind,
  withText,
}: {
  readonly bytes: Uint8Array;
  readonly other: Uint8Array;
  readonly rowBytes: number;
  readonly kind: 'removed' | 'added';
  readonly withText: boolean;
}) {
  const all = Array.from({ length: rowBytes }, (_, at) => at);
  const unlike = (at: number) =>
    bytes[at] !== other[at] && at < bytes.length ? classNames(styles.unlikeByte, styles[`unlike-${kind}`]) : undefined;
  return (
    <span className={styles.hexHalf}>
      {all.map((at) => (
        <span key={at}>
          <span className={unlike(at)}>{bytes[at]?.toString(16).padStart(2, '0') ?? '  '}</span>{' '}
        </span>
      ))}
      {withText && (
        <span className={styles.ascii} aria-hidden>
          {all.map((at) => (
            <span key={at} className={unlike(at)}>
              {shown(bytes[at])}
            </span>
          ))}
        </span>
      )}
    </span>
  );
}

function shown(byte: number | undefined): string {
  if (byte === undefined) return ' ';
  return byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '·';
}

/** What the list knows its heights by: a row may take the place of a fold. */
const keyOf = (item: number | { readonly start: number } | undefined) =>
  typeof item === 'number' ? item : `fold ${item?.start}`;

/** A row by its number, or a fold: what stands on each line of the list. Folds are known by their first byte, however wide a row is. */
function itemsOf(
  pieces: readonly HexPiece[],
  unfolded: ReadonlySet<number>,
  rowBytes: number,
): readonly (number | { readonly start: number; readonly bytes: number })[] {
  const items: (number | { start: number; bytes: number })[] = [];
  for (const { kind, start, end } of pieces) {
    if (items.length > MOST_ROWS) break;
    if (kind === 'fold' && !unfolded.has(start * rowBytes)) {
      items.push({ start, bytes: (end - start) * rowBytes });
      continue;
    }
    for (let row = start; row < end && items.length <= MOST_ROWS; row++) items.push(row);
  }
  return items;
}
