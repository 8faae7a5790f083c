import { fileKind, splitPath } from '@stratascope/core';
import { useQuery } from '@tanstack/react-query';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useMemo, useState } from 'react';
import { useOpenImage } from '../../client';
import { Button } from '../../components';
import { bytesText, useText } from '../../i18n';
import { useExplorer } from '../../state';
import { Segments } from './code-line';
import styles from './contents.module.css';
import { syntaxLanguage } from './syntax-language';
import { decodeText, type TextLine, textLines } from './text-contents';
import { runTextTask } from './text-tasks';
import type { FileVersion } from './use-file-bytes';

/** Longer texts stay without tones: who reads a megabyte of code does it elsewhere. */
const MOST_TONED = 300_000;
/** So many lines are all there at once, for the browser's own search and for selecting them; more would hold up the page. */
const MOST_LINES_AT_ONCE = 3000;
const LINE_HEIGHT = 19;

/** Text in lines, in the tones of its language; `bytes` is as much of it as is there. */
export function TextView({
  file,
  bytes,
  onMore,
}: {
  readonly file: FileVersion;
  readonly bytes: Uint8Array;
  /** Asks for more; `moreBytes` of them. */
  readonly onMore: { readonly bytes: number; readonly run: () => void } | null;
}) {
  const text = useText();
  const words = useMemo(() => decodeText(bytes), [bytes]);
  const tokens = useTokens(file, bytes, words);
  const withEnds = useExplorer((state) => state.showLineEnds);
  const lines = useMemo(() => textLines(tokens ?? [[words, null]], withEnds), [tokens, words, withEnds]);

  const [scroll, setScroll] = useState<HTMLElement | null>(null);

  return (
    <section
      ref={setScroll}
      className={styles.code}
      style={{ '--digits': String(lines.length).length }}
      // Scrolls by itself, so it must take the focus for the keyboard.
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region
      tabIndex={0}
      aria-label={text.contents.title}
    >
      {lines.length > MOST_LINES_AT_ONCE ? (
        <ManyLines lines={lines} scroll={scroll} />
      ) : (
        lines.map((line) => <Line key={line.number} line={line} />)
      )}
      {onMore !== null && (
        <div className={styles.more}>
          <span className={styles.quiet}>{text.contents.shownOf(bytesText(bytes.length), bytesText(file.size))}</span>
          <Button size="small" onClick={onMore.run}>
            {text.contents.loadMore(bytesText(onMore.bytes))}
          </Button>
        </div>
      )}
    </section>
  );
}

function Line({ line: { number, segments } }: { readonly line: TextLine }) {
  return (
    <div className={styles.line}>
      <span className={styles.number} aria-hidden>
        {number}
      </span>
      <span className={styles.words}>
        <Segments segments={segments} />
      </span>
    </div>
  );
}

/** Only the lines in sight: each is as high as its words need. */
function ManyLines({ lines, scroll }: { readonly lines: readonly TextLine[]; readonly scroll: HTMLElement | null }) {
  const rows = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroll,
    estimateSize: () => LINE_HEIGHT,
    overscan: 40,
  });
  const items = rows.getVirtualItems();
  return (
    <div className={styles.manyLines} style={{ height: rows.getTotalSize() }}>
      <div className={styles.linesInSight} style={{ top: items[0]?.start ?? 0 }}>
        {items.map(({ index }) => {
          const line = lines[index];
          return (
            line && (
              <div key={index} data-index={index} ref={rows.measureElement}>
                <Line line={line} />
              </div>
            )
          );
        })}
      </div>
    </div>
  );
}

/** The text in tones once the worker has found them; undefined before, and where there are none. */
function useTokens(file: FileVersion, bytes: Uint8Array, words: string) {
  const { key } = useOpenImage();
  const kind = useMemo(() => fileKind(bytes), [bytes]);
  const language = syntaxLanguage(splitPath(file.path).name, kind.kind === 'script' ? kind.interpreter : null);
  const { data } = useQuery({
    queryKey: ['tones', key.ref, file.path, file.layer, bytes.length, language],
    queryFn: ({ signal }) =>
      language === null ? [] : runTextTask({ kind: 'highlight', text: words, language }, signal),
    enabled: language !== null && bytes.length > 0 && bytes.length <= MOST_TONED,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 60_000,
    retry: false,
  });
  return data;
}
