import type { EntryPath } from '@stratascope/core';
import { useQueries } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { contentOptions, useOpenImage } from '../../client';
import { Button, classNames, Skeleton } from '../../components';
import { bytesText, useText } from '../../i18n';
import styles from './inspector.module.css';
import { isText, textLines } from './text-contents';

const FIRST_BYTES = 256_000;
const MORE_BYTES = 1_000_000;

/** The text of a file as one layer brought it, the first piece of it; more on demand. */
export function Contents({
  path,
  layer,
  size,
}: {
  readonly path: EntryPath;
  /** Whose version is shown. */
  readonly layer: number;
  readonly size: number;
}) {
  const { key } = useOpenImage();
  const text = useText();
  const [wanted, setWanted] = useState(FIRST_BYTES);
  const shownBytes = Math.min(size, wanted);

  const { pieces, isPending, failed } = useQueries({
    queries: piecesTo(shownBytes).map((range) => contentOptions(key, { path, layer }, range)),
    combine: (results) => ({
      pieces: results.flatMap(({ data }) => data ?? []),
      isPending: results.some((result) => result.isPending),
      failed: results.find((result) => result.error !== null),
    }),
  });
  const bytes = useMemo(() => joined(pieces), [pieces]);
  const lines = useMemo(() => (isText(bytes) ? textLines(bytes) : null), [bytes]);

  return (
    <section className={styles.contents}>
      <div className={styles.contentsHead}>
        <h3 className={styles.heading}>{text.inspector.contents}</h3>
        <span className={styles.quiet}>{text.inspector.contentsOf(layer)}</span>
      </div>
      {failed !== undefined ? (
        <div role="alert" className={styles.message}>
          <span>{text.inspector.contentsFailed}</span>
          <Button size="small" onClick={() => void failed.refetch()}>
            {text.common.retry}
          </Button>
        </div>
      ) : size === 0 ? (
        <p className={styles.message}>{text.inspector.contentsEmpty}</p>
      ) : isPending && bytes.length === 0 ? (
        <div aria-busy>
          <p className="visually-hidden">{text.inspector.contentsLoading}</p>
          <Skeleton rows={6} />
        </div>
      ) : lines === null ? (
        <p className={styles.message}>{text.inspector.contentsBinary(bytesText(size))}</p>
      ) : (
        // Scrolls by itself, so it must take the focus for the keyboard.
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region
        <section className={styles.code} tabIndex={0} aria-label={text.inspector.contents}>
          {lines.map(({ number, segments }) => (
            <div key={number} className={styles.codeLine}>
              <span className={styles.lineNumber} aria-hidden>
                {number}
              </span>
              <span className={styles.codeText}>
                {segments.map(({ kind, text: words }, at) => (
                  <span key={at} className={classNames(kind === 'mark' && styles.mark)}>
                    {words}
                  </span>
                ))}
              </span>
            </div>
          ))}
          {shownBytes < size && (
            <div className={styles.more}>
              <span className={styles.quiet}>{text.inspector.shownOf(bytesText(shownBytes), bytesText(size))}</span>
              <Button size="small" onClick={() => setWanted(wanted + MORE_BYTES)}>
                {text.inspector.loadMore(bytesText(Math.min(MORE_BYTES, size - shownBytes)))}
              </Button>
            </div>
          )}
        </section>
      )}
    </section>
  );
}

/** The ranges that make up the first `end` bytes: the first piece small, so that it is there at once. */
function piecesTo(end: number): readonly { readonly start: number; readonly end: number }[] {
  const pieces: { start: number; end: number }[] = [];
  for (let start = 0; start < end; ) {
    const next = Math.min(end, start + (start === 0 ? FIRST_BYTES : MORE_BYTES));
    pieces.push({ start, end: next });
    start = next;
  }
  return pieces;
}

function joined(pieces: readonly Uint8Array[]): Uint8Array {
  const [first] = pieces;
  if (pieces.length === 1 && first !== undefined) return first;
  const bytes = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    bytes.set(piece, at);
    at += piece.length;
  }
  return bytes;
}
