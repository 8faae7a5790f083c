import styles from './change-mark.module.css';
import { classNames } from './class-names';

/** What a mark can say of a path. A word always stands beside it. */
export type Mark =
  | 'added'
  | 'content'
  | 'metadata'
  | 'removed'
  | 'emptied'
  | 'replaced'
  | 're-added'
  | 'inside'
  | 'unchanged'
  | 'identical'
  /** Another name of the same file. */
  | 'linked'
  | 'unknown';

/** The sign of a change, in ink; warm only where something is gone. Decoration for a word, so hidden from readers. */
export function ChangeMark({ mark, size = 12 }: { readonly mark: Mark; readonly size?: number }) {
  return (
    <svg
      className={classNames(styles.mark, styles[mark])}
      width={size}
      height={size}
      viewBox="-6 -6 12 12"
      aria-hidden="true"
      focusable="false"
    >
      <MarkShape mark={mark} />
    </svg>
  );
}

/** The same shape around the origin, for drawings that are SVG already; it takes the colour of `currentColor`. */
export function MarkShape({ mark }: { readonly mark: Mark }) {
  switch (mark) {
    case 'added':
      return <circle r="4.2" fill="currentColor" />;
    case 'content':
      return <path d="M0-5 5 0 0 5-5 0Z" fill="currentColor" />;
    case 'metadata':
      return <circle r="3.9" fill="none" stroke="currentColor" strokeWidth="1.6" />;
    case 'removed':
      return <path d="M-4-4 4 4M4-4-4 4" fill="none" stroke="currentColor" strokeWidth="2" strokeLinecap="round" />;
    case 'emptied':
      return (
        <path
          d="M-4-4 4 4M4-4-4 4M-5.4 0H5.4"
          fill="none"
          stroke="currentColor"
          strokeWidth="1.8"
          strokeLinecap="round"
        />
      );
    case 'replaced':
      return <path d="M-4-4H4V4H-4Z" fill="currentColor" />;
    case 're-added':
      return (
        <>
          <circle r="4.3" fill="none" stroke="currentColor" strokeWidth="1.4" />
          <circle r="1.8" fill="currentColor" />
        </>
      );
    case 'inside':
      return <path d="M0-4.4 4.4 0 0 4.4-4.4 0Z" fill="none" stroke="currentColor" strokeWidth="1.4" />;
    case 'unchanged':
      return <circle r="1.6" fill="currentColor" />;
    case 'identical':
      return <path d="M-3.8-1.8H3.8M-3.8 1.8H3.8" fill="none" stroke="currentColor" strokeWidth="1.4" />;
    case 'linked':
      return (
        <>
          <circle cx="-2.3" r="2.9" fill="none" stroke="currentColor" strokeWidth="1.3" />
          <circle cx="2.3" r="2.9" fill="none" stroke="currentColor" strokeWidth="1.3" />
        </>
      );
    case 'unknown':
      return (
        <path
          d="M-2.4-2.2a2.4 2.4 0 1 1 3.4 2.2c-.7.3-1 .8-1 1.5M0 4.2v.2"
          fill="none"
          stroke="currentColor"
          strokeWidth="1.6"
          strokeLinecap="round"
        />
      );
  }
}
