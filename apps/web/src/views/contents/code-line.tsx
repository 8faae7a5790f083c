import { classNames } from '../../components';
import styles from './contents.module.css';
import type { TextSegment } from './text-contents';

/** The runs of a line, marks boxed. */
export function Segments({ segments }: { readonly segments: readonly TextSegment[] }) {
  return segments.map(({ kind, tone, text }, at) =>
    kind === 'plain' && tone === null ? (
      text
    ) : (
      <span key={at} className={classNames(kind === 'mark' && styles.mark, tone !== null && styles[tone])}>
        {text}
      </span>
    ),
  );
}
