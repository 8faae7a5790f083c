import { useState } from 'react';
import { RequestFailure, useLibrary } from '../../client';
import { Button, ErrorState, Skeleton } from '../../components';
import { useText } from '../../i18n';
import { LibraryContent } from './library-content';
import styles from './library-view.module.css';

/** What is open, and ways to open more. */
export function LibraryView() {
  const { data: library, error, refetch } = useLibrary();
  const text = useText();
  const [isRetrying, setRetrying] = useState(false);

  if (library !== undefined) return <LibraryContent library={library} />;
  if (error === null) {
    return (
      <main className={styles.waiting} aria-busy aria-label={text.common.loading}>
        <Skeleton rows={14} />
      </main>
    );
  }
  const failure = error instanceof RequestFailure ? error.failure : null;
  return (
    <main className={styles.waiting}>
      <ErrorState
        isPage
        message={failure?.message ?? text.common.offline}
        hint={failure?.hint ?? text.common.offlineHint}
        action={
          <Button
            disabled={isRetrying}
            onClick={() => {
              setRetrying(true);
              void refetch().finally(() => setRetrying(false));
            }}
          >
            {text.common.retry}
          </Button>
        }
      />
    </main>
  );
}
