import { type EntryPath, fileKind, isUtf8Text } from '@stratascope/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useOpenImage } from '../../client';
import { Button, classNames } from '../../components';
import { bytesText, formatCount, useText } from '../../i18n';
import { useExplorer } from '../../state';
import { Segments } from './code-line';
import styles from './contents.module.css';
import type { DiffLine, TextDiff } from './diff-texts';
import { endWords } from './end-words';
import { fileState, Loading } from './file-state';
import { firstPieces, foldLines } from './fold-lines';
import { HexDiffView } from './hex-diff-view';
import { LARGEST_PICTURE, PictureView } from './picture-view';
import { decodeText, textSegments } from './text-contents';
import { runTextTask } from './text-tasks';
import { type FileVersion, useFileBytes } from './use-file-bytes';

/** More rows would hold up the page; who reads so far asks for the next. */
const ROWS_AT_ONCE = 2000;
/** Larger texts are not compared: nobody reads such a diff, and it takes long. */
const LARGEST_TEXT = 1_000_000;

/** What differs from one version of a file to another: text line by line, pictures with a wipe. */
export function DiffView({ before, after }: { readonly before: FileVersion; readonly after: FileVersion }) {
  const text = useText().contents;
  if (before.sha256 !== null && before.sha256 === after.sha256) {
    return <p className={styles.message}>{text.sameContents(before.layer, after.layer)}</p>;
  }
  if (Math.max(before.size, after.size) > LARGEST_PICTURE) {
    return <p className={styles.message}>{text.tooLargeToCompare(bytesText(LARGEST_PICTURE))}</p>;
  }
  return <Compared before={before} after={after} />;
}

function Compared({ before, after }: { readonly before: FileVersion; readonly after: FileVersion }) {
  const text = useText().contents;
  const old = useFileBytes(before, LARGEST_PICTURE);
  const now = useFileBytes(after, LARGEST_PICTURE);
  const state = fileState([old, now]);
  if (state !== null) return state;
  if (old.isPending || now.isPending) return <Loading />;

  const kinds = [fileKind(old.bytes), fileKind(now.bytes)] as const;
  const [{ kind: first }, second] = kinds;
  if (first === 'image' && second.kind === 'image' && kinds[0].kind === 'image' && kinds[0].format === second.format) {
    return <PictureView format={second.format} bytes={now.bytes} before={{ bytes: old.bytes, layer: before.layer }} />;
  }
  if (!isUtf8Text(old.bytes) || !isUtf8Text(now.bytes)) {
    return <HexDiffView before={{ ...before, bytes: old.bytes }} after={{ ...after, bytes: now.bytes }} />;
  }
  if (Math.max(before.size, after.size) > LARGEST_TEXT) {
    return <p className={styles.message}>{text.tooLargeToCompare(bytesText(LARGEST_TEXT))}</p>;
  }
  return <TextDiffView before={{ ...before, bytes: old.bytes }} after={{ ...after, bytes: now.bytes }} />;
}

interface Side extends FileVersion {
  readonly path: EntryPath;
  readonly bytes: Uint8Array;
}

function TextDiffView({ before, after }: { readonly before: Side; readonly after: Side }) {
  const { key } = useOpenImage();
  const text = useText().contents;
  const withEnds = useExplorer((state) => state.showLineEnds);
  const setWithEnds = useExplorer((state) => state.setShowLineEnds);
  const { data: diff, error } = useQuery({
    queryKey: ['diff', key.ref, after.path, before.layer, after.layer, withEnds],
    queryFn: ({ signal }) =>
      runTextTask({ kind: 'diff', before: decodeText(before.bytes), after: decodeText(after.bytes), withEnds }, signal),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 60_000,
    retry: false,
    placeholderData: keepPreviousData,
  });
  if (error !== null) return <p className={styles.message}>{text.failed}</p>;
  if (diff === undefined) return <Loading />;
  if (diff === null) return <p className={styles.message}>{text.tooDifferent}</p>;

  return (
    <>
      <div className={styles.tools}>
        <span>
          <span className={styles.added}>+{formatCount(diff.added)}</span>{' '}
          <span className={styles.removed}>−{formatCount(diff.removed)}</span>
        </span>
        <EndSentence diff={diff} />
        <span className={styles.spring} />
        <Button size="small" aria-pressed={withEnds} onClick={() => setWithEnds(!withEnds)}>
          {text.lineEnds}
        </Button>
      </div>
      <DiffTable key={`${before.layer} ${after.layer} ${withEnds}`} diff={diff} withEnds={withEnds} />
    </>
  );
}

function EndSentence({ diff }: { readonly diff: TextDiff }) {
  const text = useText().contents;
  if (diff.ends.length === 0) return null;
  return (
    <span className={styles.quiet}>
      {diff.ends
        .map(({ from, to, count }) => text.endsChanged(count, endWords(from, text), endWords(to, text)))
        .join(' ')}{' '}
      {text.otherLines(Math.max(diff.added, diff.removed))}
    </span>
  );
}

function DiffTable({ diff, withEnds }: { readonly diff: TextDiff; readonly withEnds: boolean }) {
  const text = useText().contents;
  const pieces = useMemo(() => foldLines(diff.lines), [diff]);
  const [unfolded, setUnfolded] = useState<ReadonlySet<number>>(new Set());
  const [most, setMost] = useState(ROWS_AT_ONCE);
  const { shown, left } = firstPieces(pieces, unfolded, most);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region
    <section className={styles.code} tabIndex={0} aria-label={text.diff}>
      <table className={styles.diff}>
        <tbody>
          {shown.map((piece, at) =>
            piece.kind === 'lines' || unfolded.has(at) ? (
              piece.lines.map((line) => <Row key={`${line.before} ${line.after}`} line={line} withEnds={withEnds} />)
            ) : (
              <tr key={`fold ${at}`}>
                <td colSpan={4} className={styles.fold}>
                  <button type="button" onClick={() => setUnfolded(new Set([...unfolded, at]))}>
                    {text.unchangedLines(piece.lines.length)}
                  </button>
                </td>
              </tr>
            ),
          )}
        </tbody>
      </table>
      {left > 0 && (
        <div className={styles.more}>
          <span className={styles.quiet}>{text.moreLines(left)}</span>
          <Button size="small" onClick={() => setMost(most + ROWS_AT_ONCE)}>
            {text.showMoreLines}
          </Button>
        </div>
      )}
    </section>
  );
}

const SIGNS = { same: ' ', added: '+', removed: '−' };

function Row({ line, withEnds }: { readonly line: DiffLine; readonly withEnds: boolean }) {
  const text = useText().contents;
  const { kind, before, after, words, end } = line;
  const name =
    kind === 'added' ? text.addedLine(after ?? 0) : kind === 'removed' ? text.removedLine(before ?? 0) : null;
  return (
    <tr
      className={classNames(styles.diffLine, styles[`line-${kind}`])}
      {...(name === null ? {} : { 'aria-label': name })}
    >
      <td className={styles.number}>{before}</td>
      <td className={styles.number}>{after}</td>
      <td className={styles.sign}>{SIGNS[kind]}</td>
      <td className={styles.words}>
        {words.map((word, at) => (
          <span key={at} className={classNames(word.isChanged && styles.changed)}>
            <Segments segments={textSegments(word.text, null, withEnds)} />
          </span>
        ))}
        {withEnds && <span className={styles.mark}>{endWords(end, text)}</span>}
      </td>
    </tr>
  );
}
