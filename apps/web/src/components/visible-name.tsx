import type { ByteString } from '@stratascope/core';
import { useMemo } from 'react';
import styles from './visible-name.module.css';
import { visibleSegments } from './visible-segments';

/** A name from an image, safe to read: what hides or reorders stands as a boxed escape. Isolated from the text around. */
export function VisibleName({ name }: { readonly name: ByteString }) {
  const segments = useMemo(() => visibleSegments(name), [name]);
  return (
    <bdi dir="ltr">
      {segments.map((segment, at) =>
        segment.kind === 'plain' ? (
          segment.text
        ) : (
          <span key={at} className={styles.escape}>
            {segment.text}
          </span>
        ),
      )}
    </bdi>
  );
}
